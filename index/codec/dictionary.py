"""Sorted terms in mapped files, looked up by bisection or by a hash table on disk."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, overload
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.codec.arrays import beside, read_array, smallest, write_array

#: Sorts after every term: no UTF-8 has this byte.
_LAST = b"\xff"


class Dictionary(Sequence[bytes]):
    """The sorted terms of a field, as UTF-8. The number of a term in them is its ordinal."""

    def __init__(self, letters: NDArray[np.uint8], ends: NDArray[Any]) -> None:
        self._letters = memoryview(letters)  # type: ignore[arg-type]  # NumPy's stubs say no buffer
        self._ends = memoryview(ends)  # type: ignore[arg-type]  # its items are Python's ints

    def __len__(self) -> int:
        """Return the number of terms."""
        return len(self._ends)

    @overload
    def __getitem__(self, ordinal: int) -> bytes: ...
    @overload
    def __getitem__(self, ordinal: slice) -> list[bytes]: ...
    def __getitem__(self, ordinal: int | slice) -> bytes | list[bytes]:
        """Return the term of an ordinal, or those of a slice."""
        if isinstance(ordinal, slice):
            return self._slice(range(*ordinal.indices(len(self))))
        start = self._ends[ordinal - 1] if ordinal else 0
        return bytes(self._letters[start : self._ends[ordinal]])

    def _slice(self, ordinals: range) -> list[bytes]:
        if ordinals.step != 1 or not ordinals:
            return [self[each] for each in ordinals]
        first, last = ordinals.start, ordinals.stop
        starts = [self._ends[first - 1] if first else 0, *self._ends[first : last - 1]]
        letters, begin = bytes(self._letters[starts[0] : self._ends[last - 1]]), starts[0]
        ends = self._ends[first:last]
        return [letters[a - begin : b - begin] for a, b in zip(starts, ends, strict=True)]

    def ordinal(self, term: bytes) -> int | None:
        """Return the ordinal of a term, None if it is not in the dictionary."""
        ordinal = bisect_left(self, term)
        return ordinal if ordinal < len(self) and self[ordinal] == term else None

    def beginning(self, prefix: bytes) -> range:
        """Return the ordinals of the terms that begin with prefix."""
        return range(bisect_left(self, prefix), bisect_left(self, prefix + _LAST))

    def following(self, term: bytes) -> Iterator[bytes]:
        """Yield the terms from term on."""
        return (self[ordinal] for ordinal in range(bisect_left(self, term), len(self)))


def most_frequent(terms: Dictionary, among: range, counts: NDArray[Any], limit: int) -> list[str]:
    """Return the most frequent of the terms of some ordinals, in order, at most limit.

    counts, int64, is the number of documents of each; of equal ones the first are taken.
    """
    chosen = np.sort(np.argsort(-counts, kind="stable")[:limit]) + among.start
    return [terms[ordinal].decode() for ordinal in chosen.tolist()]


def write_dictionary(path: Path, terms: Iterable[str | bytes]) -> None:
    """Write sorted terms to path.letters.npy and path.ends.npy."""
    letters, ends = bytearray(), array("q")
    for term in terms:
        letters += term.encode() if isinstance(term, str) else term
        ends.append(len(letters))
    write_array(beside(path, ".letters.npy"), np.frombuffer(letters, np.uint8))
    in_few_bytes = np.frombuffer(ends, np.int64).astype(smallest(len(letters)))
    write_array(beside(path, ".ends.npy"), in_few_bytes)


def read_dictionary(path: Path) -> Dictionary:
    """Return the dictionary that write_dictionary wrote to path."""
    return Dictionary(
        read_array(beside(path, ".letters.npy")),
        read_array(beside(path, ".ends.npy")),
    )


class Slots:
    """Finds the ordinals of terms without bisection, for a dictionary with many look-ups.

    A hash table with linear probing: a slot holds the ordinal of a term plus one, 0 if it is free.
    At least half of the slots are free.
    """

    def __init__(self, terms: Sequence[bytes], slots: NDArray[np.uint32]) -> None:
        self._terms = terms
        self._slots = memoryview(slots)  # type: ignore[arg-type]
        self._mask = len(slots) - 1

    def ordinal(self, term: bytes) -> int | None:
        """Return the ordinal of a term, None if it is not in the dictionary."""
        slot = crc32(term) & self._mask
        while held := self._slots[slot]:
            if self._terms[held - 1] == term:
                return held - 1
            slot = (slot + 1) & self._mask
        return None


def write_slots(path: Path, terms: Sequence[bytes]) -> None:
    """Write the slots of some terms to path."""
    mask = (1 << (2 * len(terms)).bit_length()) - 1
    slots = array("I", bytes(4 * (mask + 1)))
    for number, term in enumerate(terms, 1):
        slot = crc32(term) & mask
        while slots[slot]:
            slot = (slot + 1) & mask
        slots[slot] = number
    write_array(path, np.frombuffer(slots, np.uint32))
