"""The facets of a version as one column: documents are counted by all of them at once.

A page counts its documents, most often a few hundred, by a dozen facets: a pass for each would cost
more for what it begins with than for what it counts.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.codec.ragged import Ragged
from index.labels import Column, Labels
from index.reader import NO_MONTH, ArticleReader
from index.schema import FACETS
from search.engine.scoring.kernels import Tally
from search.request import Label, Narrowing, Span

MONTH = "month"
_YEAR = 12
#: The bits of a code, and of a count: no archive has more values, or documents.
_BITS = 28
_CODE = (1 << _BITS) - 1
#: A value of a facet, and what a request for it is narrowed to; "" and None for no value.
Value: TypeAlias = tuple[str, Narrowing | None]
_NO_VALUE: Value = ("", None)


class Counted(NamedTuple):
    """The values of a facet that documents have, and how many have each, in their order on a page.

    codes are those of Columns.values, counts run parallel. blank is the number of documents without
    a value, which are among them.
    """

    name: str
    codes: list[int]
    counts: list[int]
    blank: int


class _Facet(NamedTuple):
    """A facet: its values, the first of them no value, and the codes that documents have."""

    name: str
    values: list[Value]
    documents: NDArray[np.int64]
    codes: NDArray[np.int64]


class Columns:
    """The facets of which the archive has any value, and the months. Threads may share it."""

    def __init__(self, reader: ArticleReader) -> None:
        parts = [*_labelled(reader), _months(reader.months)]
        self.values = [value for part in parts for value in part.values]
        sizes = [len(part.values) for part in parts]
        self._names = [part.name for part in parts]
        #: The first code of each facet, and the number of all codes.
        self._bounds = np.cumsum([0, *sizes])
        #: The facet of each code, in the bits above those of a count and a code.
        self._facets = np.repeat(np.arange(len(parts)), sizes) << 2 * _BITS
        documents = np.concatenate([part.documents for part in parts])
        firsts = self._bounds[:-1].tolist()
        codes = [part.codes + first for part, first in zip(parts, firsts, strict=True)]
        in_order = np.concatenate(codes)[np.argsort(documents, kind="stable")]
        starts = np.cumsum(np.bincount(documents + 1, minlength=len(reader) + 1))
        self._codes = Ragged(in_order.astype(np.uint32), starts)

    def counted(self, documents: NDArray[np.int64], tally: Tally) -> Iterator[Counted]:
        """Yield what ascending documents have of each facet, the most frequent values first.

        Equal ones are in the order of the alphabet. The months are the last, the latest first.
        """
        counts = tally(self._codes, documents, len(self.values))
        held = counts.nonzero()[0]
        ends = held.searchsorted(self._bounds).tolist()
        held[: ends[-2]] = self._ranked(held[: ends[-2]], counts)
        codes, in_order, blanks = (
            each.tolist() for each in (held, counts[held], counts[self._bounds[:-1]])
        )
        for name, blank, (begin, end) in zip(self._names, blanks, pairwise(ends), strict=True):
            yield Counted(name, codes[begin:end], in_order[begin:end], blank)

    def _ranked(self, held: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return codes by facet, count and alphabet: numbers are sorted faster than by keys."""
        ranks = self._facets[held] + ((_CODE - counts[held]) << _BITS) + held
        ranks.sort()
        return ranks & _CODE


def _labelled(reader: ArticleReader) -> Iterator[_Facet]:
    """Yield the facets of the schema of which the archive has a value."""
    for name in (facet.name for facet in FACETS):
        column = reader.labels(name)
        if any(column.values):
            named = [(value, Label(name, value)) for value in column.values if value]
            yield _Facet(name, [_NO_VALUE, *named], *_entries(column))


def _months(months: NDArray[np.int32]) -> _Facet:
    """Return the months of publication as a facet, counted from January 1970, the latest first."""
    held = np.unique(months[months != NO_MONTH])[::-1]
    codes = np.where(months == NO_MONTH, 0, 1 + np.searchsorted(-held, -months))
    values = [_NO_VALUE, *map(_month, held.tolist())]
    return _Facet(MONTH, values, np.arange(len(months)), codes)


def _entries(column: Column) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return documents and a code of each, one for each of its values: from 1 on, 0 for none."""
    if isinstance(column, Labels):
        first = 0 if not column.values[0] else 1
        return np.arange(len(column.codes)), column.codes.astype(np.int64) + first
    counts = column.codes.counts
    without = np.flatnonzero(counts == 0)
    documents = np.repeat(np.arange(len(counts)), counts)
    codes = column.codes.values.astype(np.int64) + 1
    return np.append(documents, without), np.append(codes, np.zeros_like(without))


def _month(month: int) -> tuple[str, Span]:
    """Return a month as a value of the facet, and its days."""
    first, after = _first_day(month), _first_day(month + 1)
    return f"{first:%Y-%m}", Span(first, after - timedelta(1))


def _first_day(month: int) -> date:
    return date(1970 + month // _YEAR, month % _YEAR + 1, 1)
