"""The documents that a plan finds, counted by each facet, by year and by month."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.labels import Column, Labels, Names
from index.reader import NO_MONTH, ArticleReader
from index.schema import FACETS, NO_DATE, YEAR
from search.engine.local.timeline import DAY, EPOCH
from search.request import Label, Span
from search.results import Count, Facet

#: The most values of a facet that are listed, and of one of several values an article: archives
#: have thousands of authors, and an article names a dozen things. Set by hand.
_MOST, _MOST_NAMES = 200, 30
_YEAR = 12
#: The months that are remembered: those of a century.
_MONTHS = 100 * _YEAR


def facets(
    reader: ArticleReader, documents: NDArray[np.int64], beside: Mapping[str, NDArray[np.int64]]
) -> tuple[Facet, ...]:
    """Return the counts of ascending documents by the facets of the schema and by month.

    beside has what is found without the filters of a facet, for those that the request filters by:
    it counts their values. A facet of which no article of the archive has a value is left out.
    """
    columns = ((facet.name, reader.labels(facet.name)) for facet in FACETS)
    return (
        *(
            _labelled(name, column, beside.get(name, documents), _most(column))
            for name, column in columns
            if any(column.values)
        ),
        _months_of(reader.months[documents]),
    )


def values(reader: ArticleReader, name: str, documents: NDArray[np.int64], most: int) -> Facet:
    """Return the counts of ascending documents by a facet of the schema, at most most of them."""
    return _labelled(name, reader.labels(name), documents, most)


def label_spans(reader: ArticleReader, facet: str) -> dict[str, tuple[date, date]]:
    """Return the first and the last day of the dated documents of each value of a facet."""
    labels = reader.labels(facet).values
    documents, codes = _labelled_documents(reader.labels(facet))
    dated = reader.published[documents] != NO_DATE
    days, codes = np.floor_divide(reader.published[documents][dated], DAY), codes[dated]
    if not len(days):
        return {}
    order = np.lexsort((days, codes))
    held, first = np.unique(codes[order], return_index=True)
    last = np.append(first[1:], len(order)) - 1
    spans = zip(days[order][first].tolist(), days[order][last].tolist(), strict=True)
    return {
        labels[code]: (EPOCH + timedelta(since), EPOCH + timedelta(until))
        for code, (since, until) in zip(held.tolist(), spans, strict=True)
        if labels[code]
    }


def _labelled_documents(column: Column) -> tuple[NDArray[np.int64], NDArray[np.integer]]:
    """Return documents and the code of a value of each, a document as often as it has values."""
    if isinstance(column, Labels):
        return np.arange(len(column.codes)), column.codes
    return np.repeat(np.arange(len(column.codes)), column.codes.counts), column.codes.values


def _most(column: Column) -> int:
    return _MOST_NAMES if isinstance(column, Names) else _MOST


def _labelled(name: str, column: Column, documents: NDArray[np.int64], most: int) -> Facet:
    held, others, number = column.top(documents, most)
    if name == YEAR.name:
        held.sort(reverse=True)
    return Facet(
        name=name,
        counts=tuple([_count(name, value, articles) for value, articles in held]),
        others=others,
        values=number,
    )


def _count(name: str, value: str, articles: int) -> Count:
    """Return a count; without the argument lists of Count and Label it takes half the time."""
    label = tuple.__new__(Label, (name, value)) if value else None
    return tuple.__new__(Count, (value, articles, label))


def _months_of(months: NDArray[np.int32]) -> Facet:
    """Return the facet month of some months, counted from January 1970."""
    dated = months[months != NO_MONTH]
    undated = len(months) - len(dated)
    no_date = (Count(value="", articles=undated),) if undated else ()
    counted = tuple(_months(dated))
    return Facet(name="month", counts=(*counted, *no_date), values=len(counted))


def _months(months: NDArray[np.int32]) -> Iterator[Count]:
    """Yield the counts of some months, the latest first."""
    if not len(months):
        return
    first = int(months.min())
    counts = np.bincount(months - first)
    for month in np.flatnonzero(counts)[::-1].tolist():
        value, span = _month(first + month)
        yield Count(value, int(counts[month]), span)


@lru_cache(_MONTHS)
def _month(month: int) -> tuple[str, Span]:
    """Return a month as a value of the facet, and its days."""
    first, after = _first_day(month), _first_day(month + 1)
    return f"{first:%Y-%m}", Span(first, after - timedelta(1))


def _first_day(month: int) -> date:
    return date(1970 + month // _YEAR, month % _YEAR + 1, 1)
