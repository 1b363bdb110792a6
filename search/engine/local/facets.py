"""The documents that a plan finds, counted by each facet, by year and by month."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from index.reader import MONTH, ArticleReader
from index.schema import YEAR
from search.engine.counting.listed import count_of, most_listed
from search.engine.local.columns import Columns, Counted
from search.engine.scoring.kernels import Tally
from search.results import Count, Facet


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
        values(reader, counted.name, beside[counted.name], most_listed(counted.name))
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
        counts=tuple([count_of(name, value, articles) for value, articles in held]),
        others=others,
        values=number,
    )


def _facet(columns: Columns, counted: Counted) -> Facet:
    name, codes, articles, blank = counted
    most = len(codes) if name == MONTH else most_listed(name)
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
