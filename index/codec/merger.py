"""Segments -> one segment: the same files that a fresh build of their articles writes.

Postings are concatenated as runs are; nothing is analyzed again. Articles that are compressed with
the dictionary of the largest segment are copied as they are.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.codec.arrays import beside, write_array
from index.codec.columns import LABELS, NAMES, Columns, write_columns
from index.codec.deletions import PartialSegment
from index.codec.postings_writer import write_field
from index.codec.segment import FIELDS
from index.codec.stored import StoredWriter
from index.quantities.terms import AMOUNT_TAG
from index.schema import TEXT_FIELDS

#: What the terms of amounts begin with: they add nothing to the length of a text.
_AMOUNTS = AMOUNT_TAG.encode()
#: Segments are merged, or written anew, at this share of the older one's articles.
_SHARE = 0.5


def to_merge(left: Sequence[int], written: Sequence[int]) -> int:
    """Return how many of the last segments should be merged; 0 for none.

    left and written are the articles of each segment, oldest first: those that remain, and those
    that were written. Younger segments are merged once they make up half of the next older one, so
    that n articles are in at most log2(n) segments and each is copied at most as often: the
    logarithmic method of Bentley and Saxe, Decomposable Searching Problems (1980). A segment that
    lost half of its articles is written anew, with all that are younger.

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


def merge(directory: Path, name: str, parts: Sequence[PartialSegment]) -> None:
    """Write what remains of some segments as the segment name in directory."""
    path = directory / name
    documents = sum(part.documents for part in parts)
    lengths = {field: _merge_field(path, field, parts, documents) for field in FIELDS}
    _merge_texts(beside(path, ".texts"), parts)
    columns = Columns(
        ids=[part.segment.ids[document] for part in parts for document in part.remaining],
        published=np.concatenate([part.segment.published[part.remaining] for part in parts]),
        labels={column: list(_labels(parts, column)) for column in LABELS},
        names={column: list(_names(parts, column)) for column in NAMES},
        digests=b"".join(part.segment.digests[part.remaining].tobytes() for part in parts),
        signatures=b"".join(part.segment.signatures[part.remaining].tobytes() for part in parts),
    )
    write_columns(path, columns, lengths)


def _merge_field(path: Path, field: str, parts: Sequence[PartialSegment], documents: int) -> int:
    """Write a field; return its total length in terms."""
    path = beside(path, f".{field}")
    names = sorted(set().union(*(part.segment.fields[field].terms for part in parts)))
    numbers = {name: number for number, name in enumerate(names)}
    first = parts[0].first
    runs = [_SegmentRun(part, field, first, numbers) for part in parts]
    in_order = range(len(names))
    write_field(path, runs, names, in_order, documents, with_positions=field in TEXT_FIELDS)
    lengths = [part.segment.length_bytes(field)[part.remaining] for part in parts]
    write_array(beside(path, ".lengths.npy"), np.concatenate(lengths))
    of_words = np.array([not name.startswith(_AMOUNTS) for name in names], np.bool_)
    return sum(run.length(of_words) for run in runs)


def _merge_texts(path: Path, parts: Sequence[PartialSegment]) -> None:
    shared = max(parts, key=lambda part: part.documents).segment.stored.shared
    writer = StoredWriter(path, shared)
    for part in parts:
        texts = part.segment.stored
        if shared and texts.shared == shared:
            for document in part.remaining.tolist():
                writer.add_packed(texts.packed(document))
        else:
            for document in part.remaining.tolist():
                writer.add_record(texts.record(document))
    writer.close()


def _labels(parts: Sequence[PartialSegment], column: str) -> Iterator[str]:
    for part in parts:
        values = part.segment.values[column]
        for code in part.segment.labels[column][part.remaining].tolist():
            yield values[code]


def _names(parts: Sequence[PartialSegment], column: str) -> Iterator[list[str]]:
    for part in parts:
        values, codes = part.segment.values[column], part.segment.names[column]
        for document in part.remaining.tolist():
            yield [values[code] for code in codes.of(document).tolist()]


class _SegmentRun:
    """The postings of what remains of a segment, as a run of the merged one.

    Each array is made when it is read, so that one at a time is in memory.
    """

    def __init__(
        self, part: PartialSegment, field: str, first: int, numbers: dict[bytes, int]
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
            np.where(self._selected, self._field.frequencies, 0),
            self._field.starts[:-1].astype(np.int64),
            dtype=np.int64,
        )
        return np.where(self._has_positions, of_terms, 0)[self._used]

    @property
    def documents(self) -> NDArray[Any]:
        documents = self._field.documents
        if self._part.whole and self._part.first == self._first:
            return documents
        return self._part.numbered(documents[self._selected]) - np.uint32(self._first)

    @property
    def frequencies(self) -> NDArray[Any]:
        return self._field.frequencies[self._selected]

    @property
    def positions(self) -> NDArray[Any]:
        if self._part.whole:
            return self._field.positions
        has_positions = np.repeat(self._has_positions, self._of_terms(self._field.starts))
        counts = np.where(has_positions, self._field.frequencies, 0)
        return self._field.positions[np.repeat(self._selected, counts)]

    def length(self, of_words: NDArray[np.bool_]) -> int:
        """Return the number of terms of words in all documents; of_words is by their numbers."""
        counted = np.repeat(of_words[self.terms], self.postings)
        return int(self.frequencies[counted].sum(dtype=np.int64))

    @property
    def _selected(self) -> Any:  # noqa: ANN401  a slice or a mask
        """Return what selects the postings that remain."""
        return slice(None) if self._part.whole else self._part.mask[self._field.documents]

    @property
    def _has_positions(self) -> NDArray[np.bool_]:
        """Return which terms have positions."""
        return self._of_terms(self._field.place_starts) > 0

    @staticmethod
    def _of_terms(starts: NDArray[Any]) -> NDArray[np.int64]:
        """Return the number of entries of each term, whose entries begin at starts, int64."""
        return np.diff(starts).astype(np.int64)
