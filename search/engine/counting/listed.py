"""What of a facet is listed: its first values, each with what a request for it is narrowed to."""

from index.schema import NAMED_FACETS
from search.request import Label
from search.results import Count

#: The most values of a facet that are listed, and of one of several values an article: archives
#: have thousands of authors, and an article names a dozen things. Set by hand.
_MOST, _MOST_NAMES = 200, 30
_NAMED = frozenset(facet.name for facet in NAMED_FACETS)


def most_listed(name: str) -> int:
    """Return how many values of a facet are listed at most."""
    return _MOST_NAMES if name in _NAMED else _MOST


def count_of(name: str, value: str, articles: int) -> Count:
    """Return a value of a facet with its number of articles; "" stands for no value."""
    return Count(value, articles, Label(name, value) if value else None)
