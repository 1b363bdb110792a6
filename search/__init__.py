"""Index directory in, pages of hits out."""

from index.manifest import IndexUnavailableError
from search.kernels import NUMPY, Kernels
from search.query_parser import MAX_TEXT, parse_days
from search.request import Request, Sort
from search.results import (
    Archive,
    ArticleView,
    Count,
    Expansion,
    Fragment,
    Hit,
    IndexInfo,
    Page,
    Relaxation,
    Suggestion,
)
from search.searcher import Searcher
from search.serialize import iso, page_to_json

__all__ = [
    "MAX_TEXT",
    "NUMPY",
    "Archive",
    "ArticleView",
    "Count",
    "Expansion",
    "Fragment",
    "Hit",
    "IndexInfo",
    "IndexUnavailableError",
    "Kernels",
    "Page",
    "Relaxation",
    "Request",
    "Searcher",
    "Sort",
    "Suggestion",
    "iso",
    "page_to_json",
    "parse_days",
]
