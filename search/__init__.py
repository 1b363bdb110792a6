"""Index directory in, pages of hits out."""

from index.manifest import IndexUnavailableError
from search.query_parser import MAX_TEXT, parse_days
from search.request import Request, Sort
from search.results import (
    Archive,
    ArticleView,
    Count,
    Fragment,
    Hit,
    IndexInfo,
    Page,
    Relaxation,
)
from search.searcher import Searcher
from search.serialize import iso, page_to_json

__all__ = [
    "MAX_TEXT",
    "Archive",
    "ArticleView",
    "Count",
    "Fragment",
    "Hit",
    "IndexInfo",
    "IndexUnavailableError",
    "Page",
    "Relaxation",
    "Request",
    "Searcher",
    "Sort",
    "iso",
    "page_to_json",
    "parse_days",
]
