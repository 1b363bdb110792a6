"""A segment without the documents that were removed since it was written."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.codec.arrays import beside, read_array, smallest, write_array
from index.codec.segment import FieldReader, Segment, TermPostings

_REMOVED = ".removed.npy"


class LiveSegment:
    """What is left of a segment. Documents keep their order and are numbered from first on."""

    def __init__(self, segment: Segment, removed: NDArray[Any], first: int = 0) -> None:
        self.segment = segment
        self.first = first
        self.removed = np.unique(removed)
        #: Of every document, whether it is left.
        self.alive = np.ones(segment.documents, np.bool_)
        self.alive[self.removed] = False
        #: The segment's own numbers of the documents that are left.
        self.kept = np.flatnonzero(self.alive)
        self._numbers = (np.cumsum(self.alive) - 1 + first).astype(np.uint32)

    @property
    def documents(self) -> int:
        """Return the number of documents that are left."""
        return len(self.kept)

    @property
    def whole(self) -> bool:
        """Return whether every document is left."""
        return not len(self.removed)

    def numbered(self, documents: NDArray[Any]) -> NDArray[np.uint32]:
        """Return the numbers that documents of the segment have among those that are left."""
        return self._numbers[documents]

    def term(self, field: str, term: str) -> TermPostings | None:
        """Return the postings of a term in the documents that are left, under their numbers."""
        found = self.segment.term(field, term)
        if found is None:
            return None
        if self.whole:
            return found._replace(documents=self.numbered(found.documents))
        kept = self.alive[found.documents]
        if not kept.any():
            return None
        positions = found.positions
        if len(positions):
            positions = positions[np.repeat(kept, found.frequencies)]
        documents = self.numbered(found.documents[kept])
        return TermPostings(documents, found.frequencies[kept], positions)

    def counts(self, reader: FieldReader, places: range) -> NDArray[np.int64]:
        """Return how many of the documents that are left hold each term of a range."""
        starts = reader.starts[places.start : places.stop + 1].astype(np.int64)
        if self.whole or len(starts) < 2:  # noqa: PLR2004  no term, no posting
            return np.diff(starts)
        alive = self.alive[reader.documents[starts[0] : starts[-1]]]
        return np.add.reduceat(alive, starts[:-1] - starts[0], dtype=np.int64)


def write_removed(directory: Path, live: LiveSegment) -> None:
    """Write into directory which documents of a segment were removed, if any were."""
    if not live.whole:
        removed = live.removed.astype(smallest(live.segment.documents))
        write_array(beside(directory / live.segment.name, _REMOVED), removed)


def open_live(directory: Path, name: str, first: int = 0) -> LiveSegment:
    """Return what is left of the segment name in directory.

    Raises ValueError, KeyError, IndexError or OSError where its files are not what was written.
    """
    path = beside(directory / name, _REMOVED)
    removed = read_array(path) if path.exists() else np.zeros(0, np.uint8)
    return LiveSegment(Segment(directory, name), removed, first)
