"""The values of facets as they are completed: the names that articles print, sources, sections."""

from collections.abc import Iterator
from functools import cache, lru_cache

from index.analysis import fold
from index.entities.gazetteer import gazetteer
from index.schema import NAMED_FACETS, PRINTED_FACETS, FacetField
from search.engine.protocol import Statistics
from search.results import Completion
from search.suggest.typed import TypedValue

_SOURCE = PRINTED_FACETS[0]
#: The values whose folds are cached.
_VALUES = 8192


def names(beginning: str, statistics: Statistics) -> Iterator[tuple[int, str]]:
    """Yield the names that begin with folded words, with the number of their articles.

    A Latin beginning is that of other writings of names too, the first of each name that begins so:
    OPEC, for the articles of أوبك.
    """
    for facet in NAMED_FACETS:
        for value, articles in _beginning(beginning, facet, statistics):
            yield articles, value
    if beginning.isascii():
        yield from _in_latin(beginning, statistics)


def _in_latin(beginning: str, statistics: Statistics) -> Iterator[tuple[int, str]]:
    held = {facet.name: dict(statistics.label_counts(facet.name)) for facet in NAMED_FACETS}
    told: set[tuple[str, str]] = set()
    for name, writing, kind, value in _latin_writings():
        if name.startswith(beginning) and (kind, value) not in told:
            told.add((kind, value))
            if articles := held[kind].get(value, 0):
                yield articles, writing


@cache
def _latin_writings() -> list[tuple[str, str, str, str]]:
    """Return the sure Latin writings of all names: folded, as written, the facet, its value."""
    return [
        (folded(writing.text), writing.text, entity.kind, entity.name)
        for entity in gazetteer()
        for writing in entity.writings
        if writing.sure and writing.text.isascii()
    ]


def values(typed: TypedValue, statistics: Statistics) -> Iterator[Completion]:
    """Yield the text with each value of the facet that may be meant, the commonest first."""
    for value, articles in _beginning(folded(typed.value), typed.facet, statistics):
        yield Completion(text=typed.before + _quoted(value), articles=articles)


def sources(beginning: str, statistics: Statistics) -> Iterator[Completion]:
    """Yield the query for each source whose name begins with folded words."""
    for value, articles in _beginning(beginning, _SOURCE, statistics):
        text = f"{_SOURCE.query_names[0]}:{_quoted(value)}"
        yield Completion(text=text, articles=articles)


def _beginning(
    beginning: str, facet: FacetField, statistics: Statistics
) -> Iterator[tuple[str, int]]:
    for value, articles in statistics.label_counts(facet.name):
        if value and folded(value).startswith(beginning):
            yield value, articles


def _quoted(value: str) -> str:
    """Return a value as the query language takes it: more than one word is a phrase."""
    return value if value.isalnum() else f'"{value}"'


@lru_cache(_VALUES)
def folded(text: str) -> str:
    """Return the words of a name in the spelling by which they are compared."""
    return " ".join(fold(word) for word in text.split())
