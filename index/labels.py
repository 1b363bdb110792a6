"""Columns of labels: the values of a facet, one a document or any number, to filter and count."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.codec.ragged import Ragged
from index.schema import NO_DATE

#: The year from which moments are counted.
_EPOCH = 1970
#: The seconds of a day.
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Labels:
    """A column of labels: the distinct values, and each document's code among them (int32)."""

    values: tuple[str, ...]
    codes: NDArray[np.int32]

    def of(self, document: int) -> tuple[str, ...]:
        """Return the value of a document, if it has one."""
        value = self.values[self.codes[document]]
        return (value,) if value else ()

    def having(self, values: Collection[str]) -> NDArray[np.bool_]:
        """Return which documents have one of some values, bool over documents."""
        return _among(self.values, values)[self.codes]

    def counts(self, documents: NDArray[np.int64] | None = None) -> list[tuple[str, int]]:
        """Return the values with their number of documents, the most frequent first.

        Of all documents, or of ascending ones; "" counts those without a value.
        """
        return _counted(self.values, self.codes if documents is None else self.codes[documents])

    def top(self, documents: NDArray[np.int64], most: int) -> "Top":
        """Return the first of the counts of ascending documents."""
        return _top(self.values, np.bincount(self.codes[documents]), most)


@dataclass(frozen=True, slots=True)
class Names:
    """A column with any number of names a document: the distinct values, and codes among them."""

    values: tuple[str, ...]
    codes: Ragged

    def of(self, document: int) -> tuple[str, ...]:
        """Return the values of a document, in the order of the alphabet."""
        return tuple([self.values[code] for code in self.codes.of(document).tolist()])

    def having(self, values: Collection[str]) -> NDArray[np.bool_]:
        """Return which documents have one of some values, bool over documents."""
        return self.codes.holding(_among(self.values, values)[self.codes.values])

    def counts(self, documents: NDArray[np.int64] | None = None) -> list[tuple[str, int]]:
        """Return the values with their number of documents, the most frequent first.

        A document counts for each of its values, and for "" if it has none.
        """
        if documents is None:
            documents = np.arange(len(self.codes))
        codes, each_has = self.codes.of_all(documents)
        without = len(each_has) - int(np.count_nonzero(each_has))
        counted = _counted(self.values, codes)
        if without:
            at = bisect_left(counted, -without, key=lambda each: -each[1])
            counted.insert(at, ("", without))
        return counted

    def top(self, documents: NDArray[np.int64], most: int) -> "Top":
        """Return the first of the counts of ascending documents."""
        codes, each_has = self.codes.of_all(documents)
        without = len(each_has) - int(np.count_nonzero(each_has))
        return _top(self.values, np.bincount(codes), most, without)


def years(published: NDArray[np.int64]) -> Labels:
    """Return the column of the years of moments in seconds since 1970; NO_DATE has none."""
    of_all = published.astype("M8[s]").astype("M8[Y]").astype(np.int64) + _EPOCH
    held, codes = np.unique(np.where(published == NO_DATE, NO_DATE, of_all), return_inverse=True)
    values = ("" if year == NO_DATE else f"{year:04}" for year in held.tolist())
    return Labels(tuple(values), codes.astype(np.int32))


class Top(NamedTuple):
    """The most frequent values with their counts, the sum of all others, the number of values."""

    counts: list[tuple[str, int]]
    others: int
    values: int


#: The column of a facet: of one value a document, or of several.
Column: TypeAlias = Labels | Names


@dataclass(frozen=True, slots=True)
class Together:
    """Columns as one, in which a document has the codes of all: what it has of the first first.

    values are the facet and the value of each code; "" is the first of each facet, and a document
    without a value has it. Those of facet n are values[bounds[n] : bounds[n + 1]].
    """

    facets: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    bounds: NDArray[np.int64]
    codes: Ragged

    def of(self, document: int) -> list[tuple[str, str]]:
        """Return the facets and the values of a document, without those that it has not."""
        values = [self.values[code] for code in self.codes.of(document).tolist()]
        return [value for value in values if value[1]]


def together(columns: Mapping[str, Column]) -> Together:
    """Return the columns of some facets as one."""
    named = [[value for value in column.values if value] for column in columns.values()]
    bounds = np.cumsum([0, *(len(each) + 1 for each in named)])
    entries = [_entries(column) for column in columns.values()]
    documents = np.concatenate([each[0] for each in entries])
    firsts = bounds[:-1].tolist()
    codes = [each[1] + first for each, first in zip(entries, firsts, strict=True)]
    in_order = np.concatenate(codes)[np.argsort(documents, kind="stable")]
    return Together(
        facets=tuple(columns),
        values=tuple(
            (facet, value)
            for facet, values in zip(columns, named, strict=True)
            for value in ("", *values)
        ),
        bounds=bounds,
        codes=Ragged(
            in_order.astype(np.uint32), np.cumsum(np.bincount(documents + 1, minlength=1))
        ),
    )


def _entries(column: Column) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return documents and a code of each, one for each of its values: from 1 on, 0 for none."""
    if isinstance(column, Labels):
        without = 0 if not column.values[0] else 1
        return np.arange(len(column.codes)), column.codes.astype(np.int64) + without
    counts = column.codes.counts
    blank = np.flatnonzero(counts == 0)
    documents = np.repeat(np.arange(len(counts)), counts)
    codes = column.codes.values.astype(np.int64) + 1
    return np.append(documents, blank), np.append(codes, np.zeros_like(blank))


def day_spans(column: Column, published: NDArray[np.int64]) -> dict[str, tuple[date, date]]:
    """Return the first and the last day of the dated documents of each value of a column.

    published are the moments of all documents, in seconds since 1970, NO_DATE for none.
    """
    documents, codes = _with_values(column)
    dated = published[documents] != NO_DATE
    days, codes = np.floor_divide(published[documents][dated], _DAY).astype("M8[D]"), codes[dated]
    if not len(days):
        return {}
    order = np.lexsort((days, codes))
    held, first = np.unique(codes[order], return_index=True)
    last = np.append(first[1:], len(order)) - 1
    spans = zip(days[order][first].tolist(), days[order][last].tolist(), strict=True)
    values = (column.values[code] for code in held.tolist())
    return {value: span for value, span in zip(values, spans, strict=True) if value}


def _with_values(column: Column) -> tuple[NDArray[np.int64], NDArray[np.integer]]:
    """Return documents and the code of a value of each, a document as often as it has values."""
    if isinstance(column, Labels):
        return np.arange(len(column.codes)), column.codes
    return np.repeat(np.arange(len(column.codes)), column.codes.counts), column.codes.values


def _among(values: Sequence[str], chosen: Collection[str]) -> NDArray[np.bool_]:
    return np.array([value in chosen for value in values], np.bool_)


def _counted(values: Sequence[str], codes: NDArray[Any]) -> list[tuple[str, int]]:
    """Return how often each of sorted values occurs among codes, the most frequent first."""
    counts = np.bincount(codes, minlength=len(values))
    order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    in_order = (values[code] for code in order.tolist())
    return list(zip(in_order, counts[order].tolist(), strict=True))


def _top(values: Sequence[str], counts: NDArray[np.int64], most: int, without: int = 0) -> Top:
    """Return the most frequent values with their counts, at most most, and what is beyond them.

    without is counted for "". Only what may be among the first is sorted: a facet has thousands.
    """
    held = np.flatnonzero(counts)
    named = len(held) - (len(held) > 0 and not values[held[0]])  # "" is the first, and no value
    if len(held) > most:
        last = len(held) - most
        held = held[counts[held] >= np.partition(counts[held], last)[last]]
    ranked = [
        (-count, values[code])
        for code, count in zip(held.tolist(), counts[held].tolist(), strict=True)
    ]
    ranked = sorted([*ranked, (-without, "")] if without else ranked)[:most]
    total = int(counts.sum()) + without
    others = total + sum(each[0] for each in ranked)
    return Top([(value, -count) for count, value in ranked], others, named)
