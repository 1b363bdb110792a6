"""Vectors are added to the file of an index directory, by one process at a time."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from index.embedding.store import VectorStore
from index.embedding.vector_file import (
    LINE,
    RECORD,
    VECTORS,
    VectorFileError,
    first_line,
    header,
    is_any_of_ours,
    is_ours,
    records_of,
)

_LOCK, _NEW = ".vectors.lock", ".vectors.new"
#: The records that are written at once where a file is written anew.
_AT_ONCE = 4096


class VectorWriter:
    """Adds vectors to a file that nobody else writes to; store reads it."""

    def __init__(self, index_dir: Path) -> None:
        self.store = VectorStore(index_dir)
        self._path = self.store.path.resolve()  # it may be a link to another disk

    def add(self, keys: Sequence[bytes], vectors: NDArray[np.int8]) -> None:
        """Add a batch of vectors, and return when they are on the disk.

        Raises VectorFileError if somebody has taken the file away meanwhile.
        """
        if not is_ours(self._path):
            raise VectorFileError(
                f"{self._path}: was taken away or changed meanwhile; begin again with the same"
                " command"
            )
        with self._path.open("ab") as file:
            file.write(records_of(keys, vectors))
            file.flush()
            os.fsync(file.fileno())

    def keep(self, keys: Iterable[bytes]) -> None:
        """Write the file anew with one vector for each of some keys; it is replaced in one step."""
        wanted = list(dict.fromkeys(keys))
        fresh = self._path.with_name(_NEW)
        with fresh.open("wb") as file:
            file.write(header())
            for begin in range(0, len(wanted), _AT_ONCE):
                some = wanted[begin : begin + _AT_ONCE]
                found = self.store.of(some)
                held = np.flatnonzero(found.held)
                file.write(records_of([some[each] for each in held], found.vectors[held]))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)


@contextmanager
def writing(index_dir: Path) -> Iterator[VectorWriter]:
    """Yield what adds vectors to an index directory; what was not written to its end is cut off.

    Raises VectorFileError if another process is at work, or if the file is none of ours. Vectors
    of another model are replaced by none.
    """
    path = index_dir / VECTORS
    lock = FileLock(index_dir / _LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise VectorFileError(
            f"{path}: another process is embedding; wait until it has finished, or end it"
        ) from None
    try:
        _prepare(path.resolve())
        yield VectorWriter(index_dir)
    finally:
        lock.release()


def _prepare(path: Path) -> None:
    line = first_line(path)
    if not is_any_of_ours(line):
        raise VectorFileError(f"{path}: not a file of vectors; move it away")
    if line != header():
        fresh = path.with_name(_NEW)
        fresh.write_bytes(header())
        fresh.replace(path)
        return
    whole = (path.stat().st_size - LINE) // RECORD
    os.truncate(path, LINE + whole * RECORD)
