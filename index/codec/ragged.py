"""Ragged columns: any number of values a document, one after the other, and where each begins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.codec.arrays import beside, read_array, smallest, write_array


@dataclass(frozen=True, slots=True)
class Ragged:
    """The values of all documents; those of document n are values[starts[n] : starts[n + 1]].

    values has any dtype of numbers, starts is unsigned, shape (documents + 1,).
    """

    values: NDArray[Any]
    starts: NDArray[Any]

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self.starts) - 1

    def of(self, document: int) -> NDArray[Any]:
        """Return the values of a document."""
        start, end = self.starts[document : document + 2].tolist()
        return self.values[start:end]

    @property
    def counts(self) -> NDArray[np.int64]:
        """Return the number of values of each document, int64."""
        starts = self.starts.astype(np.int64)
        return starts[1:] - starts[:-1]

    def of_all(self, documents: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """Return the values of ascending documents, one after the other, and how many each has."""
        if len(documents) == len(self):
            return self.values, self.counts
        starts = self.starts[documents].astype(np.int64)
        counts = self.starts[documents + 1].astype(np.int64) - starts
        ends = np.cumsum(counts)
        places = np.arange(ends[-1] if len(ends) else 0)
        places += np.repeat(starts - ends + counts, counts)
        return self.values[places], counts

    def only(self, documents: NDArray[np.int64]) -> Self:
        """Return the column of ascending documents alone."""
        values, counts = self.of_all(documents)
        return type(self)(values, _starts(counts))

    def holding(self, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which documents have one of the values at the chosen places, bool."""
        mask = np.zeros(len(self), np.bool_)
        mask[np.searchsorted(self.starts, np.flatnonzero(chosen), "right") - 1] = True
        return mask


def ragged(rows: Sequence[Sequence[int]], dtype: np.dtype[Any]) -> Ragged:
    """Return the column of some documents, each with its values."""
    counts = np.fromiter(map(len, rows), np.int64, len(rows))
    values = np.fromiter(chain.from_iterable(rows), dtype, int(counts.sum()))
    return Ragged(values, _starts(counts))


def concatenated(columns: Iterable[Ragged], dtype: np.dtype[Any]) -> Ragged:
    """Return the column of the documents of some columns, one after the other."""
    parts = list(columns)
    values = np.concatenate([part.values for part in parts]).astype(dtype, copy=False)
    return Ragged(values, _starts(np.concatenate([part.counts for part in parts])))


def write_ragged(path: Path, column: Ragged) -> None:
    """Write a column to path.npy and path.starts.npy."""
    write_array(beside(path, ".npy"), column.values)
    write_array(beside(path, ".starts.npy"), column.starts)


def read_ragged(path: Path) -> Ragged:
    """Return the column that write_ragged wrote to path."""
    return Ragged(read_array(beside(path, ".npy")), read_array(beside(path, ".starts.npy")))


def _starts(counts: NDArray[np.int64]) -> NDArray[Any]:
    """Return where the values of each document begin, and where the last ends, unsigned."""
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts.astype(smallest(int(starts[-1])))
