"""What a version holds, summed up: its name, its span of dates, its labels."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate

from index.schema import FACETS
from search.engine.protocol import Finder, Statistics
from search.request import Label
from search.results import Archive, Count, Coverage, Facet, IndexInfo


def info_of(finder: Finder) -> IndexInfo:
    """Return which version a finder answers from."""
    statistics = finder.statistics
    return IndexInfo(
        id=statistics.name,
        articles=statistics.articles,
        names=finder.names.digest,
        meaning=finder.has_vectors,
    )


def archive_of(finder: Finder) -> Archive:
    """Return what the version of a finder holds."""
    statistics = finder.statistics
    first, last = statistics.span
    return Archive(
        index=info_of(finder),
        first=first,
        last=last,
        facets=tuple(
            Facet(name=facet.name, counts=counts, values=len(counts))
            for facet in FACETS
            for counts in [tuple(_counts(statistics, facet.name))]
        ),
        coverage=_coverage(statistics.daily_counts()),
    )


def _coverage(daily: Sequence[tuple[date, int]]) -> Coverage:
    days, counts = zip(*daily, strict=True) if daily else ((), ())
    return Coverage(days=days, totals=tuple(accumulate(counts)))


def _counts(statistics: Statistics, facet: str) -> Iterator[Count]:
    for value, articles in statistics.label_counts(facet):
        if value:
            yield Count(value=value, articles=articles, narrowing=Label(facet, value))
