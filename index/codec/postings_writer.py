"""Writes the postings of one field: runs in, the pieces of each term concatenated.

FIELD.letters.npy, .ends.npy             the sorted terms (dictionary)
FIELD.starts.npy                         where the postings of each term begin
FIELD.documents.npy, .frequencies.npy
FIELD.place_starts.npy, .positions.npy   where the positions of each term begin (text fields)
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.codec.arrays import beside, new_array, smallest, write_array
from index.codec.dictionary import write_dictionary

#: The most numbers that are copied into a file at once, which bounds the memory of a merge.
_AT_ONCE = 1 << 20


class PostingsRun(Protocol):
    """Postings of some documents, sorted by the number of their term.

    The arrays are those of inverter.InvertedRun; each may be made when it is read.
    """

    @property
    def terms(self) -> NDArray[Any]: ...  # noqa: D102
    @property
    def postings(self) -> NDArray[np.int64]: ...  # noqa: D102
    @property
    def places(self) -> NDArray[np.int64]: ...  # noqa: D102
    @property
    def documents(self) -> NDArray[Any]: ...  # noqa: D102
    @property
    def frequencies(self) -> NDArray[Any]: ...  # noqa: D102
    @property
    def positions(self) -> NDArray[Any]: ...  # noqa: D102


def write_field(  # noqa: PLR0913  what goes in, and in which order
    path: Path,
    runs: Sequence[PostingsRun],
    names: Sequence[str] | Sequence[bytes],
    sequence: Sequence[int],
    documents: int,
    *,
    with_positions: bool,
) -> None:
    """Write the postings of a field over a number of documents.

    names are the terms in the order of their numbers, sequence their numbers in the order of the
    terms. The documents of each run come after those of the run before.
    """
    postings, places = (np.zeros(len(names), np.int64) for _ in range(2))
    for run in runs:
        postings[run.terms] += run.postings
        places[run.terms] += run.places
    in_order = np.array(sequence, np.int64)
    in_order = in_order[postings[in_order] > 0]
    write_dictionary(path, (names[term] for term in in_order.tolist()))
    starts = write_starts(beside(path, ".starts.npy"), postings[in_order])
    _put(beside(path, ".documents.npy"), documents, runs, "documents", in_order, starts)
    highest = max((int(run.frequencies.max(initial=0)) for run in runs), default=0)
    _put(beside(path, ".frequencies.npy"), highest, runs, "frequencies", in_order, starts)
    if with_positions:
        starts = write_starts(beside(path, ".place_starts.npy"), places[in_order])
        highest = max((int(run.positions.max(initial=0)) for run in runs), default=0)
        _put(beside(path, ".positions.npy"), highest, runs, "positions", in_order, starts)
    else:
        write_no_positions(path)


def write_starts(path: Path, counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Write and return where the entries of each count begin, and where the last ends, int64."""
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    write_array(path, starts.astype(smallest(int(starts[-1]))))
    return starts


def write_no_positions(path: Path) -> None:
    """Write the files of a field without positions."""
    for name in ("place_starts", "positions"):
        write_array(beside(path, f".{name}.npy"), np.zeros(0, np.uint8))


def document_type(documents: int) -> np.dtype[Any]:
    """Return the dtype of document numbers up to documents, one of few: each is compiled for."""
    return np.promote_types(smallest(documents), np.uint16)


def _put(  # noqa: PLR0913, PLR0917  a file, its dtype, the data and their order
    path: Path,
    highest: int,
    runs: Sequence[PostingsRun],
    name: str,
    in_order: NDArray[np.int64],
    starts: NDArray[np.int64],
) -> None:
    """Write one array of all runs, the part of each term from its start on."""
    of_type = smallest(highest) if name == "frequencies" else document_type(highest)
    target = new_array(path, of_type, int(starts[-1]))
    free = np.zeros(int(in_order.max(initial=-1)) + 1, np.int64)
    free[in_order] = starts[:-1]
    for run in runs:
        counts, terms = (run.places if name == "positions" else run.postings), run.terms
        _scatter(target, getattr(run, name), free[terms], counts)
        free[terms] += counts


def _scatter(
    target: NDArray[Any], pieces: NDArray[Any], starts: NDArray[np.int64], counts: NDArray[np.int64]
) -> None:
    """Copy pieces, counts[n] of them for each n, into target from starts[n] on."""
    ends = np.cumsum(counts)
    shifts = starts - (ends - counts)
    cuts = np.searchsorted(ends, np.arange(0, len(pieces), _AT_ONCE))
    for first, last in pairwise([*dict.fromkeys(cuts.tolist()), len(counts)]):
        begin, end = int(ends[first] - counts[first]), int(ends[last - 1])
        places = np.repeat(shifts[first:last], counts[first:last]) + np.arange(begin, end)
        target[places] = pieces[begin:end]
