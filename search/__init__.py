"""Index directory in, pages of hits out."""

from index.manifest import IndexUnavailableError
from search.days import parse_days
from search.export import Export, Record
from search.kernels import NUMPY, Kernels
from search.query_parser import MAX_TEXT
from search.request import Request, Sort
from search.results import (
    Archive,
    ArticleView,
    Bar,
    Chip,
    Count,
    Expansion,
    Facet,
    Fragment,
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
from search.serialize import iso, page_to_json, record_to_json

__all__ = [
    "MAX_TEXT",
    "NUMPY",
    "Archive",
    "ArticleView",
    "Bar",
    "Chip",
    "Count",
    "Expansion",
    "Export",
    "Facet",
    "Fragment",
    "Hit",
    "IndexInfo",
    "IndexUnavailableError",
    "Kernels",
    "Page",
    "Record",
    "Relaxation",
    "Request",
    "Searcher",
    "Sort",
    "Suggestion",
    "Summary",
    "Surroundings",
    "Timeline",
    "Trend",
    "Trends",
    "iso",
    "page_to_json",
    "parse_days",
    "record_to_json",
]
