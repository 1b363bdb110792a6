"""Examples of queries that find something in the archive that is open."""

from collections.abc import Sequence
from functools import lru_cache

from search import Request, Searcher, Window
from web.context import current_searcher


def working(queries: Sequence[str]) -> str:
    """Return the first of some queries that finds articles, "" if none does.

    An example that finds nothing teaches nothing. It is tried once for each version of an index.
    """
    searcher = current_searcher()
    return _working(searcher, searcher.archive().index.id, tuple(queries))


@lru_cache(512)
def _working(searcher: Searcher, _version: str, queries: tuple[str, ...]) -> str:
    requests = (Request(text=query, window=Window(size=1)) for query in queries)
    return next((each.text for each in requests if searcher.search(each).total_matching_all), "")
