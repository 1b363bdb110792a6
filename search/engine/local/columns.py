"""The facets of a version as one column: documents are counted by all of them at once.

A page counts its documents, most often a few hundred, by a dozen facets: a pass for each would cost
more for what it begins with than for what it counts.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.reader import MONTH, ArticleReader
from search.engine.counting.bars import days_of_month
from search.engine.scoring.kernels import Tally
from search.request import Label, Narrowing

#: The bits of a code, and of a count: no archive has more values, or documents.
_BITS = 28
_CODE = (1 << _BITS) - 1
#: A value of a facet, and what a request for it is narrowed to; "" and None for no value.
Value: TypeAlias = tuple[str, Narrowing | None]


class Counted(NamedTuple):
    """The values of a facet that documents have, and how many have each, in their order on a page.

    codes are those of Columns.values, counts run parallel. blank is the number of documents without
    a value, which are among them.
    """

    name: str
    codes: list[int]
    counts: list[int]
    blank: int


class Columns:
    """The facets of which the archive has any value, and the months. Threads may share it."""

    def __init__(self, reader: ArticleReader) -> None:
        columns = reader.together
        self.values = [_narrowing(*each) for each in columns.values]
        self._names, self._codes, self._bounds = columns.facets, columns.codes, columns.bounds
        sizes = np.diff(columns.bounds)
        #: The facet of each code, in the bits above those of a count and a code.
        self._facets = np.repeat(np.arange(len(sizes)), sizes) << 2 * _BITS

    def counted(self, documents: NDArray[np.int64], tally: Tally) -> Iterator[Counted]:
        """Yield what ascending documents have of each facet, the most frequent values first.

        Equal ones are in the order of the alphabet. The months are the last, the latest first.
        """
        counts = tally(self._codes, documents, len(self.values))
        held = counts.nonzero()[0]
        ends = held.searchsorted(self._bounds).tolist()
        held[: ends[-2]] = self._ranked(held[: ends[-2]], counts)
        codes, in_order = held.tolist(), counts[held].tolist()
        blanks = counts[self._bounds[:-1]].tolist()
        for name, blank, (begin, end) in zip(self._names, blanks, pairwise(ends), strict=True):
            yield Counted(name, codes[begin:end], in_order[begin:end], blank)

    def _ranked(self, held: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return codes by facet, count and alphabet: numbers are sorted faster than by keys."""
        ranks = self._facets[held] + ((_CODE - counts[held]) << _BITS) + held
        ranks.sort()
        return ranks & _CODE


def _narrowing(facet: str, value: str) -> Value:
    if not value:
        return value, None
    return value, days_of_month(value) if facet == MONTH else Label(facet, value)
