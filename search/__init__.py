"""Index directory in, pages of hits out."""

from index.schema import FACETS, FacetField
from search.engine.protocol import IndexUnavailableError
from search.hits.records import Export, Record
from search.query.dates import parse_days
from search.query.parser import MAX_TEXT
from search.request import Filters, Label, Narrowing, Request, Sort, Span, Window
from search.results import (
    Archive,
    ArticleView,
    Bar,
    Chip,
    Count,
    Expansion,
    Facet,
    Fragment,
    Headline,
    Hit,
    IndexInfo,
    Page,
    Relaxation,
    Suggestion,
    Summary,
    Surroundings,
    Timeline,
    Trend,
    Trends,
)
from search.searcher import Searcher
from search.serialize import (
    archive_to_json,
    facets_to_json,
    iso,
    page_to_json,
    record_to_json,
    timeline_to_json,
    totals_to_json,
)

__all__ = [
    "FACETS",
    "MAX_TEXT",
    "Archive",
    "ArticleView",
    "Bar",
    "Chip",
    "Count",
    "Expansion",
    "Export",
    "Facet",
    "FacetField",
    "Filters",
    "Fragment",
    "Headline",
    "Hit",
    "IndexInfo",
    "IndexUnavailableError",
    "Label",
    "Narrowing",
    "Page",
    "Record",
    "Relaxation",
    "Request",
    "Searcher",
    "Sort",
    "Span",
    "Suggestion",
    "Summary",
    "Surroundings",
    "Timeline",
    "Trend",
    "Trends",
    "Window",
    "archive_to_json",
    "facets_to_json",
    "iso",
    "page_to_json",
    "parse_days",
    "record_to_json",
    "timeline_to_json",
    "totals_to_json",
]
