"""Which articles pass the filters of a request, as clauses: those of engine.scoring.filters."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import MINYEAR, date, datetime, time
from itertools import groupby
from typing import TypeAlias

from index.schema import NAMED_FACETS, YEAR
from search.engine.opensearch.translation.clauses import Clause, either, without
from search.names.labels import LabelNames, Printed
from search.names.table import NAMED
from search.query.tree import Dates, Named
from search.request import Filters

#: The labels as they were printed, by their facet and by what they are called. A facet that is not
#: there has no names: its labels are called as they were printed.
PrintedLabels: TypeAlias = Mapping[str, Mapping[str, Sequence[str]]]

_SEVERAL = frozenset(facet.name for facet in NAMED_FACETS)
_PUBLISHED = "published"
_DIGITS = 4


def printed_labels(names: LabelNames, held: Callable[[str], Printed]) -> PrintedLabels:
    """Return the labels of an archive by what they are called.

    held returns the labels of a facet as they were printed (Statistics.label_counts).
    """
    return {facet: _by_name(names, facet, held(facet)) for facet in NAMED}


def _by_name(names: LabelNames, facet: str, held: Printed) -> dict[str, list[str]]:
    called = sorted((names.shown(facet, label), label) for label, _ in held if label)
    grouped = groupby(called, key=lambda each: each[0])
    return {name: [label for _, label in each] for name, each in grouped}


def passing(filters: Filters, printed: PrintedLabels) -> list[Clause]:
    """Return clauses that an article must match to pass all filters."""
    return [*_days(filters), *_labels(filters, printed)]


def _days(filters: Filters) -> Iterator[Clause]:
    if filters.since or filters.until:
        yield published_between(filters.since, filters.until)


def _labels(filters: Filters, printed: PrintedLabels) -> Iterator[Clause]:
    for facet in dict.fromkeys(label.facet for label in filters.included):
        yield having(facet, filters.values(facet), printed)
    for facet in dict.fromkeys(label.facet for label in filters.excluded):
        yield without(having(facet, filters.excluded_values(facet), printed))


def filtered(part: Dates | Named, printed: PrintedLabels) -> Clause:
    """Return the articles that a part of a query finds that is a filter."""
    if isinstance(part, Named):
        return having(part.facet, part.values, printed)
    return published_between(part.since, part.until)


def published_between(since: date | None, until: date | None) -> Clause:
    """Return the articles published from since to until, both included.

    An article without a date never is.
    """
    limits = {}
    if since:
        limits["gte"] = datetime.combine(since, time.min).isoformat(timespec="seconds")
    if until:
        limits["lte"] = datetime.combine(until, time.max).isoformat(timespec="seconds")
    return {"range": {_PUBLISHED: limits}} if limits else _has(_PUBLISHED)


def having(facet: str, values: Iterable[str], printed: PrintedLabels) -> Clause:
    """Return the articles with one of some values of a facet, "" for none.

    Of a facet with several values an article never has "".
    """
    chosen = dict.fromkeys(values)
    of_names = _of_years if facet == YEAR.name else _of_labels
    clauses = list(of_names(facet, [value for value in chosen if value], printed))
    if "" in chosen and facet not in _SEVERAL:
        clauses.append(without(_has(_PUBLISHED if facet == YEAR.name else facet)))
    return either(clauses)


def _of_labels(facet: str, values: Sequence[str], printed: PrintedLabels) -> Iterator[Clause]:
    names = printed.get(facet)
    if labels := [
        label for value in values for label in ((value,) if names is None else names.get(value, ()))
    ]:
        yield {"terms": {facet: labels}}


def _of_years(_: str, values: Sequence[str], __: PrintedLabels) -> Iterator[Clause]:
    years = sorted({int(value) for value in values if _is_year(value)})
    # Years that follow each other are one range: a filter may name hundreds.
    for _, run in groupby(enumerate(years), key=lambda each: each[1] - each[0]):
        following = [year for _, year in run]
        yield published_between(date(following[0], 1, 1), date(following[-1], 12, 31))


def _is_year(value: str) -> bool:
    is_number = len(value) == _DIGITS and value.isascii() and value.isdecimal()
    return is_number and int(value) >= MINYEAR


def _has(name: str) -> Clause:
    return {"exists": {"field": name}}
