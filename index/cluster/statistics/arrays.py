"""The arrays of statistics: the terms of each field, and the values of each facet."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.codec.arrays import beside, read_array
from index.codec.dictionary import Dictionary, Slots, most_frequent, read_dictionary
from index.quantities.terms import AMOUNT_TAG

#: In place of the number of a day: days are counted as in date.toordinal.
NO_DAY = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """The sorted terms of a field, and the articles that contain each.

    counts: their number, shape (terms,). The terms of amounts begin with the ordinal first; the
    numbers of the articles with amount n are amounts[amount_starts[n] : amount_starts[n + 1]].
    """

    names: Dictionary
    slots: Slots
    counts: NDArray[np.unsignedinteger]
    first: int
    amounts: NDArray[np.unsignedinteger]
    amount_starts: NDArray[np.int64]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the terms in the files that begin with path, memory-mapped."""
        names, counts = read_dictionary(path), read_array(beside(path, ".counts.npy"))
        begun = names.beginning(AMOUNT_TAG.encode())
        of_amounts = counts[begun.start : begun.stop].cumsum(dtype=np.int64)
        return cls(
            names=names,
            slots=Slots(names, read_array(beside(path, ".slots.npy"))),
            counts=counts,
            first=begun.start,
            amounts=read_array(beside(path, ".amounts.npy")),
            amount_starts=np.append(0, of_amounts),
        )

    def held(self, term: str) -> int:
        """Return the number of articles that contain a term."""
        ordinal = self.slots.ordinal(term.encode())
        return 0 if ordinal is None else int(self.counts[ordinal])

    def with_amounts(self, first: str, last: str) -> NDArray[np.unsignedinteger]:
        """Return the numbers of the articles with an amount from first up to last, some twice.

        Raises ValueError for other terms: of those the articles are not kept.
        """
        begin, end = (bisect_left(self.names, term.encode()) - self.first for term in (first, last))
        if not first.startswith(AMOUNT_TAG) or end >= len(self.amount_starts):
            raise ValueError(f"{first} to {last}: no range of amounts")
        return self.amounts[int(self.amount_starts[begin]) : int(self.amount_starts[end])]

    def frequent(self, prefix: str, limit: int) -> list[str]:
        """Return the most frequent terms that begin with prefix, at most limit."""
        begun = self.names.beginning(prefix.encode())
        counts = self.counts[begun.start : begun.stop].astype(np.int64)
        return most_frequent(self.names, begun, counts, limit)


@dataclass(frozen=True, slots=True)
class LabelNumbers:
    """The values of all facets, those of a facet in order of their articles, the most first.

    counts: their articles, shape (values,). days: the first and the last day of the dated ones,
    NO_DAY where none is, shape (values, 2). Those of a facet are the slice in bounds.
    """

    values: Dictionary
    counts: NDArray[np.int64]
    days: NDArray[np.int32]
    bounds: dict[str, slice]

    @classmethod
    def read(cls, path: Path, numbers: dict[str, int]) -> Self:
        """Return the values in the files that begin with path; numbers is how many each facet has.

        Raises ValueError unless they are as many.
        """
        ends = list(accumulate(numbers.values(), initial=0))
        slices = map(slice, ends, ends[1:])
        return cls(
            values=read_dictionary(path),
            counts=read_array(beside(path, ".counts.npy")),
            days=read_array(beside(path, ".days.npy")).reshape(ends[-1], 2),
            bounds=dict(zip(numbers, slices, strict=True)),
        )

    def counted(self, facet: str) -> list[tuple[str, int]]:
        """Return the values of a facet with their number of articles, the most frequent first."""
        of_facet = self.bounds[facet]
        names = (value.decode(errors="surrogatepass") for value in self.values[of_facet])
        return list(zip(names, self.counts[of_facet].tolist(), strict=True))

    def spans(self, facet: str) -> dict[str, tuple[date, date]]:
        """Return the first and the last day of the dated articles of each value of a facet."""
        days = self.days[self.bounds[facet]].tolist()
        return {
            value: (date.fromordinal(first), date.fromordinal(last))
            for (value, _), (first, last) in zip(self.counted(facet), days, strict=True)
            if first != NO_DAY
        }
