"""What a search returns: plain frozen values."""

from index.stored_article import Headline
from search.results.archive import Archive, Coverage, IndexInfo, LiveVersion
from search.results.article import ArticleView, Quotation, Surroundings
from search.results.counts import Bar, Count, Facet, Timeline
from search.results.entity import EntityView
from search.results.front import Front, Rising, Story
from search.results.meant import Chip, Completion, Expansion, Part, Relaxation, Repair, Suggestion
from search.results.page import Hit, Page
from search.results.text import Fragment, Summary
from search.results.trends import Trend, Trends

__all__ = [
    "Archive",
    "ArticleView",
    "Bar",
    "Chip",
    "Completion",
    "Count",
    "Coverage",
    "EntityView",
    "Expansion",
    "Facet",
    "Fragment",
    "Front",
    "Headline",
    "Hit",
    "IndexInfo",
    "LiveVersion",
    "Page",
    "Part",
    "Quotation",
    "Relaxation",
    "Repair",
    "Rising",
    "Story",
    "Suggestion",
    "Summary",
    "Surroundings",
    "Timeline",
    "Trend",
    "Trends",
]
