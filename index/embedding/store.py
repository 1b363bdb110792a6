"""The vectors of an index directory, for readers: each by the key of its passage.

    data/index/vectors.bin    see vector_file

A reader knows the keys, and follows the file: what is added is found at once.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.embedding.model.file import DIMENSIONS
from index.embedding.vector_file import (
    LINE,
    VECTORS,
    chunks,
    hash_of,
    hashes_of,
    is_ours,
    records_at,
    vector_of,
)
from index.embedding.vectors import Found


class _Stamp(NamedTuple):
    """Which file is at a path, its length, and when it was written: zeros for none."""

    file: int = 0
    size: int = 0
    written: int = 0

    @classmethod
    def of(cls, path: Path) -> "_Stamp":
        try:
            status = path.stat()
        except OSError:
            return cls()
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)


_NO_FILE = _Stamp()


@dataclass(frozen=True, slots=True)
class _Known:
    """What a file had when it was read: sorted hashes of its keys, and the records of these.

    last is the last record: a file that has another one there is another file.
    """

    stamp: _Stamp = _NO_FILE
    hashes: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(0, np.uint64))
    places: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    last: bytes = b""


class VectorStore:
    """The vectors in an index directory. Threads may share it.

    A file that is not there, or was made by another model, has no vectors.
    """

    def __init__(self, index_dir: Path) -> None:
        self.path = index_dir / VECTORS
        self._known = _Known()
        #: What was at the path when it was looked at, and whether that is one of ours.
        self._seen = _NO_FILE, False
        self._lock = threading.Lock()

    @property
    def has_some(self) -> bool:
        """Return whether there may be a vector: the file is ours, and longer than its first line.

        Every page asks, so that no more than that is looked at.
        """
        stamp = _Stamp.of(self.path)
        if stamp.size <= LINE:
            return False
        seen, ours = self._seen
        if seen != stamp:
            ours = is_ours(self.path)
            self._seen = stamp, ours
        return ours

    def __len__(self) -> int:
        """Return the number of records, those that were written twice or damaged, too."""
        return len(self._current().places)

    def of(self, keys: Sequence[bytes]) -> Found:
        """Return the vectors of some keys; of two records of a key the later one counts."""
        known, hashes = self._current(), np.array([hash_of(key) for key in keys], np.uint64)
        vectors = np.zeros((len(keys), DIMENSIONS), np.int8)
        held = np.zeros(len(keys), np.bool_)
        begins = np.searchsorted(known.hashes, hashes)
        counts = np.searchsorted(known.hashes, hashes, side="right") - begins
        numbers = np.repeat(np.arange(len(keys)), counts).tolist()
        places = [each for pair in zip(begins, counts, strict=True) for each in _from(known, *pair)]
        for number, record in zip(numbers, records_at(self.path, places), strict=True):
            vector = vector_of(record, keys[number])
            if vector is not None:
                vectors[number], held[number] = vector, True
        return Found(vectors, held)

    def _current(self) -> _Known:
        known = self._known
        if _Stamp.of(self.path) == known.stamp:
            return known
        with self._lock:
            self._known = known = _follow(self.path, self._known)
        return known


def _follow(path: Path, before: _Known) -> _Known:
    """Return what a file has; of one that has only grown, what is new is read."""
    stamp = _Stamp.of(path)
    known = before if _has_grown(path, before) else _Known()
    count = len(known.places)
    try:
        new = [hashes_of(records) for records in chunks(path, count)] if is_ours(path) else []
    except OSError:  # gone meanwhile
        return _Known()
    hashes = np.concatenate([known.hashes, *new])
    places = np.concatenate([known.places, np.arange(count, len(hashes))])
    order = np.lexsort((places, hashes))
    last = records_at(path, [len(places) - 1])[0] if len(places) else b""
    return _Known(stamp, hashes[order], places[order], last)


def _has_grown(path: Path, before: _Known) -> bool:
    """Return whether a file begins with what it had before, and may have more."""
    count = len(before.places)
    return bool(count) and records_at(path, [count - 1]) == [before.last]


def _from(known: _Known, begin: int, count: int) -> list[int]:
    """Return the records of a hash, the latest last."""
    places: list[int] = known.places[begin : begin + count].tolist()
    return places
