"""Segments -> one segment: what a fresh build of their articles would have written.

Postings are put behind one another as runs are; nothing is analysed again. Articles stay
compressed as they are where the largest segment's dictionary fits them.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.codec.arrays import beside, write_array
from index.codec.columns import LABELS, Columns, write_columns
from index.codec.fields import write_field
from index.codec.live import LiveSegment
from index.codec.segment import FIELDS, TEXT_FIELDS
from index.codec.texts import TextWriter

#: Segments are made one, or anew, at this share of the older one's articles.
_SHARE = 0.5


def to_merge(left: Sequence[int], written: Sequence[int]) -> int:
    """Return how many of the last segments should be made one; 0 where they may stay.

    Segments are told by their articles, those left and those once written. Younger segments
    are taken in once they make up half of the next older one, so that n articles lie in no
    more than log2(n) segments and each is copied as often at most: the logarithmic method of
    Bentley and Saxe, Decomposable Searching Problems (1980). One that lost half of its
    articles is written anew, with all that are younger.

    >>> to_merge([1000, 10, 10], [1000, 10, 10]), to_merge([1000, 100, 20], [1000, 100, 20])
    (2, 0)
    >>> to_merge([1000, 600], [1000, 600]), to_merge([400], [1000])
    (2, 1)
    """
    merged, total = 1, left[-1]
    for size in reversed(left[:-1]):
        if total < size * _SHARE:
            break
        merged, total = merged + 1, total + size
    wasted = [now < before * _SHARE for now, before in zip(left, written, strict=True)]
    if any(wasted):
        return max(merged, len(left) - wasted.index(True))
    return merged if merged > 1 else 0


def merge(directory: Path, name: str, parts: Sequence[LiveSegment]) -> None:
    """Write what is left of some segments as the segment name in directory."""
    path = directory / name
    documents = sum(part.documents for part in parts)
    lengths = {field: _merge_field(path, field, parts, documents) for field in FIELDS}
    _merge_texts(beside(path, ".texts"), parts)
    columns = Columns(
        ids=[part.segment.ids[document] for part in parts for document in part.kept],
        published=np.concatenate([part.segment.published[part.kept] for part in parts]),
        labels={column: list(_labels(parts, column)) for column in LABELS},
        digests=b"".join(part.segment.digests[part.kept].tobytes() for part in parts),
        signatures=b"".join(part.segment.signatures[part.kept].tobytes() for part in parts),
    )
    write_columns(path, columns, lengths)


def _merge_field(path: Path, field: str, parts: Sequence[LiveSegment], documents: int) -> int:
    """Write a field; return the sum of its lengths in terms."""
    path = beside(path, f".{field}")
    names = sorted(set().union(*(part.segment.fields[field].terms for part in parts)))
    numbers = {name: number for number, name in enumerate(names)}
    first = parts[0].first
    runs = [_SegmentRun(part, field, first, numbers) for part in parts]
    in_order = range(len(names))
    write_field(path, runs, names, in_order, documents, with_positions=field in TEXT_FIELDS)
    lengths = [part.segment.length_bytes(field)[part.kept] for part in parts]
    write_array(beside(path, ".lengths.npy"), np.concatenate(lengths))
    return sum(int(run.frequencies.sum(dtype=np.int64)) for run in runs)


def _merge_texts(path: Path, parts: Sequence[LiveSegment]) -> None:
    shared = max(parts, key=lambda part: part.documents).segment.texts.shared
    writer = TextWriter(path, shared)
    for part in parts:
        texts = part.segment.texts
        if shared and texts.shared == shared:
            for document in part.kept.tolist():
                writer.add_packed(texts.packed(document))
        else:
            for document in part.kept.tolist():
                writer.add_record(texts.record(document))
    writer.close()


def _labels(parts: Sequence[LiveSegment], column: str) -> Iterator[str]:
    for part in parts:
        names = part.segment.names[column]
        for code in part.segment.labels[column][part.kept].tolist():
            yield names[code]


class _SegmentRun:
    """The postings of what is left of a segment, as a run of the merged one.

    Each array is made when it is asked for: one at a time is in memory.
    """

    def __init__(
        self, part: LiveSegment, field: str, first: int, numbers: dict[bytes, int]
    ) -> None:
        self._part, self._field = part, part.segment.fields[field]
        self._first = first
        counts = part.counts(self._field, range(len(self._field.terms)))
        self._used = counts > 0
        of_terms = np.array([numbers[term] for term in self._field.terms], np.int64)
        self.terms = of_terms[self._used]
        self.postings = counts[self._used]

    @property
    def places(self) -> NDArray[np.int64]:
        if not self._field.has_positions:
            return np.zeros(len(self.terms), np.int64)
        if self._part.whole:
            return self._of_terms(self._field.place_starts)
        of_terms = np.add.reduceat(
            np.where(self._kept, self._field.frequencies, 0),
            self._field.starts[:-1].astype(np.int64),
            dtype=np.int64,
        )
        return np.where(self._placed, of_terms, 0)[self._used]

    @property
    def documents(self) -> NDArray[Any]:
        documents = self._field.documents
        if self._part.whole and self._part.first == self._first:
            return documents
        return self._part.numbered(documents[self._kept]) - np.uint32(self._first)

    @property
    def frequencies(self) -> NDArray[Any]:
        return self._field.frequencies[self._kept]

    @property
    def positions(self) -> NDArray[Any]:
        if self._part.whole:
            return self._field.positions
        placed = np.repeat(self._placed, self._of_terms(self._field.starts))
        counts = np.where(placed, self._field.frequencies, 0)
        return self._field.positions[np.repeat(self._kept, counts)]

    @property
    def _kept(self) -> Any:  # noqa: ANN401  what picks the postings that are left
        return slice(None) if self._part.whole else self._part.alive[self._field.documents]

    @property
    def _placed(self) -> NDArray[np.bool_]:
        """Return of every term whether its positions are kept."""
        return self._of_terms(self._field.place_starts) > 0

    @staticmethod
    def _of_terms(starts: NDArray[Any]) -> NDArray[np.int64]:
        """Return how many of what begins at starts each term has."""
        return np.diff(starts).astype(np.int64)
