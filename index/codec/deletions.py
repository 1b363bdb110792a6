"""A segment without the documents that were deleted since it was written."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.codec.arrays import beside, read_array, smallest, write_array
from index.codec.segment import FieldReader, Segment, TermPostings

_DELETIONS = ".deletions.npy"


class PartialSegment:
    """The remaining documents of a segment, in their order, numbered from first on."""

    def __init__(self, segment: Segment, deleted: NDArray[Any], first: int = 0) -> None:
        self.segment = segment
        self.first = first
        #: The segment's numbers of the deleted documents, ascending.
        self.deleted = np.unique(deleted)
        #: Which documents of the segment remain, bool.
        self.mask = np.ones(segment.documents, np.bool_)
        self.mask[self.deleted] = False
        #: The segment's numbers of the documents that remain, ascending int64.
        self.remaining = np.flatnonzero(self.mask)
        self._numbers = (np.cumsum(self.mask) - 1 + first).astype(np.uint32)

    @property
    def documents(self) -> int:
        """Return the number of documents that remain."""
        return len(self.remaining)

    @property
    def whole(self) -> bool:
        """Return whether every document remains."""
        return not len(self.deleted)

    def numbered(self, documents: NDArray[Any]) -> NDArray[np.uint32]:
        """Return the numbers that documents of the segment have among those that remain."""
        return self._numbers[documents]

    def term(self, field: str, term: str) -> TermPostings | None:
        """Return the postings of a term in the documents that remain, None if there are none."""
        found = self.segment.term(field, term)
        remaining = None if found is None else self._remaining(found)
        return remaining if remaining is not None and len(remaining.documents) else None

    def between(self, field: str, first: str, last: str) -> TermPostings:
        """Return those of the terms from first up to last, one after the other."""
        return self._remaining(self.segment.between(field, first, last))

    def _remaining(self, found: TermPostings) -> TermPostings:
        if self.whole:
            return found._replace(documents=self.numbered(found.documents))
        remains = self.mask[found.documents]
        positions = found.positions
        if len(positions):
            positions = positions[np.repeat(remains, found.frequencies)]
        documents = self.numbered(found.documents[remains])
        return TermPostings(documents, found.frequencies[remains], positions)

    def counts(self, reader: FieldReader, ordinals: range) -> NDArray[np.int64]:
        """Return the number of remaining documents with each term of a range of ordinals, int64."""
        starts = reader.starts[ordinals.start : ordinals.stop + 1].astype(np.int64)
        if self.whole or len(starts) < 2:  # noqa: PLR2004  no term, no posting
            return np.diff(starts)
        remains = self.mask[reader.documents[starts[0] : starts[-1]]]
        return np.add.reduceat(remains, starts[:-1] - starts[0], dtype=np.int64)


def write_deletions(directory: Path, part: PartialSegment) -> None:
    """Write into directory which documents of a segment were deleted, if any were."""
    if not part.whole:
        deleted = part.deleted.astype(smallest(part.segment.documents))
        write_array(beside(directory / part.segment.name, _DELETIONS), deleted)


def open_partial(directory: Path, name: str, first: int = 0) -> PartialSegment:
    """Return what remains of the segment name in directory.

    Raises ValueError, KeyError, IndexError or OSError if its files are damaged.
    """
    path = beside(directory / name, _DELETIONS)
    deleted = read_array(path) if path.exists() else np.zeros(0, np.uint8)
    return PartialSegment(Segment(directory, name), deleted, first)
