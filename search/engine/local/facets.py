"""The documents that a plan finds, counted by each facet, by year and by month."""

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from index.labels import Column, Labels
from index.reader import MONTH, ArticleReader
from index.schema import NAMED_FACETS, NO_DATE, YEAR
from search.engine.local.columns import Columns, Counted
from search.engine.local.timeline import DAY, EPOCH
from search.engine.scoring.kernels import Tally
from search.request import Label
from search.results import Count, Facet

#: The most values of a facet that are listed, and of one of several values an article: archives
#: have thousands of authors, and an article names a dozen things. Set by hand.
_MOST, _MOST_NAMES = 200, 30
_NAMED = frozenset(facet.name for facet in NAMED_FACETS)


def facets(
    reader: ArticleReader,
    columns: Columns,
    documents: NDArray[np.int64],
    beside: Mapping[str, NDArray[np.int64]],
    tally: Tally,
) -> tuple[Facet, ...]:
    """Return the counts of ascending documents by the facets of the schema and by month.

    beside has what is found without the filters of a facet, for those that the request filters by:
    it counts their values. A facet of which no article of the archive has a value is left out.
    """
    return tuple(
        values(reader, counted.name, beside[counted.name], _most(counted.name))
        if counted.name in beside
        else _facet(columns, counted)
        for counted in columns.counted(documents, tally)
    )


def values(reader: ArticleReader, name: str, documents: NDArray[np.int64], most: int) -> Facet:
    """Return the counts of ascending documents by a facet of the schema, at most most of them."""
    held, others, number = reader.labels(name).top(documents, most)
    if name == YEAR.name:
        held.sort(reverse=True)
    return Facet(
        name=name,
        counts=tuple([_count(name, value, articles) for value, articles in held]),
        others=others,
        values=number,
    )


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


def _most(name: str) -> int:
    return _MOST_NAMES if name in _NAMED else _MOST


def _facet(columns: Columns, counted: Counted) -> Facet:
    name, codes, articles, blank = counted
    most = len(codes) if name == MONTH else _most(name)
    listed = zip(map(columns.values.__getitem__, codes[:most]), articles, strict=False)
    new = tuple.__new__  # without the argument list of Count it takes half the time
    counts = [new(Count, (value, number, narrowing)) for (value, narrowing), number in listed]
    if name == YEAR.name:
        counts.sort(reverse=True)
    if name == MONTH and blank:
        counts.append(counts.pop(0))
    return Facet(
        name=name,
        counts=tuple(counts),
        others=sum(articles[most:]),
        values=len(codes) - (blank > 0),
    )


def _count(name: str, value: str, articles: int) -> Count:
    return Count(value, articles, Label(name, value) if value else None)
