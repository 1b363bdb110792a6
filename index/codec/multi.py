"""Several segments as one: the same arrays as those of one segment of all their articles.

Updates add small segments to a large one. The postings of a term are concatenated when they are
read, without the deleted documents, so that matches, counts and scores are those of a fresh build,
and nothing above the codec knows that there are several segments.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.codec.arrays import smallest
from index.codec.columns import LABELS, NAMES
from index.codec.deletions import PartialSegment, open_partial
from index.codec.postings_writer import document_type
from index.codec.ragged import Ragged, concatenated
from index.codec.segment import Segment, StoredFields, TermPostings


class MultiSegment:
    """Some segments without their deleted documents. Threads may share it."""

    def __init__(self, parts: Sequence[PartialSegment]) -> None:
        self.parts = tuple(parts)
        self.documents = sum(part.documents for part in parts)
        self._firsts = np.array([part.first for part in parts])

    def term(self, field: str, term: str) -> TermPostings | None:
        """Return the postings of a term, None if no document contains it."""
        found = [each for part in self.parts if (each := part.term(field, term))]
        return self._as_one(field, found) if found else None

    def between(self, field: str, first: str, last: str) -> TermPostings:
        """Return the postings of the terms from first up to last, those of a segment together."""
        return self._as_one(field, [part.between(field, first, last) for part in self.parts])

    def _as_one(self, field: str, found: list[TermPostings]) -> TermPostings:
        arrays = zip(map(np.concatenate, zip(*found, strict=True)), self._types[field], strict=True)
        return TermPostings(*(array.astype(of_type, copy=False) for array, of_type in arrays))

    @cached_property
    def _types(self) -> dict[str, tuple[np.dtype[Any], ...]]:
        """Return the dtypes of a term's arrays in each field: as in one segment, one for all."""
        return {field: self._types_of(field) for field in self.parts[0].segment.fields}

    def _types_of(self, field: str) -> tuple[np.dtype[Any], ...]:
        fields = [part.segment.fields[field] for part in self.parts]
        return (
            document_type(self.documents),
            np.result_type(*(each.frequencies for each in fields)),
            np.result_type(*(each.positions for each in fields)),
        )

    def frequent(self, field: str, prefix: str, limit: int) -> list[str]:
        """Return the most frequent terms of field that begin with prefix, at most limit."""
        largest = max(self.parts, key=lambda part: part.documents)
        counted = Counter[bytes]()
        for part in self.parts:
            if part is not largest:
                counted.update(_counted(part, field, prefix))
        reader = largest.segment.fields[field]
        begun = reader.terms.beginning(prefix.encode())
        counts = largest.counts(reader, begun)
        for term in list(counted):
            ordinal = reader.terms.ordinal(term)
            if ordinal is not None:
                counts[ordinal - begun.start] += counted.pop(term)
        for rank in np.argsort(-counts, kind="stable")[:limit].tolist():
            if counts[rank]:
                counted[reader.terms[begun.start + rank]] = int(counts[rank])
        best = sorted(counted, key=lambda term: (-counted[term], term))[:limit]
        return [term.decode() for term in sorted(best)]

    def length_bytes(self, field: str) -> NDArray[np.uint8]:
        """Return the encoded length of field of every document, uint8."""
        return self._lengths[field]

    @cached_property
    def _lengths(self) -> dict[str, NDArray[np.uint8]]:
        fields = self.parts[0].segment.fields
        return {
            field: np.concatenate([p.segment.length_bytes(field)[p.remaining] for p in self.parts])
            for field in fields
        }

    @cached_property
    def ids(self) -> list[str]:
        """Return every document's id."""
        return [part.segment.ids[document] for part in self.parts for document in part.remaining]

    @cached_property
    def digests(self) -> NDArray[np.uint8]:
        """Return the digests of all documents' texts, uint8, a row a document."""
        return np.concatenate([part.segment.digests[part.remaining] for part in self.parts])

    @cached_property
    def signatures(self) -> NDArray[np.uint8]:
        """Return the signatures of all documents' texts, uint8, a row a document."""
        return np.concatenate([part.segment.signatures[part.remaining] for part in self.parts])

    @cached_property
    def published(self) -> NDArray[np.int64]:
        """Return the moments of publication, in seconds since 1970, int64; NO_DATE for none."""
        return np.concatenate([part.segment.published[part.remaining] for part in self.parts])

    @cached_property
    def values(self) -> dict[str, list[str]]:
        """Return the values of each facet that some document has, sorted."""
        columns = (*LABELS, *NAMES)
        return {column: sorted(set().union(*self._held_values(column))) for column in columns}

    def _held_values(self, column: str) -> Iterator[set[str]]:
        for part in self.parts:
            values = part.segment.values[column]
            yield {values[code] for code in np.unique(_codes(part, column)).tolist()}

    @cached_property
    def labels(self) -> dict[str, NDArray[np.int32]]:
        """Return the code of every document by each facet of one value, int32."""
        return {
            column: np.concatenate(
                [table[_codes(part, column)] for part, table in self._renumbered(column)]
            )
            for column in LABELS
        }

    @cached_property
    def names(self) -> dict[str, Ragged]:
        """Return the codes of every document, ascending, by each facet of several values."""
        return {
            column: concatenated(self._names_of(column), self._type(column)) for column in NAMES
        }

    def _names_of(self, column: str) -> Iterator[Ragged]:
        for part, table in self._renumbered(column):
            remaining = part.segment.names[column].only(part.remaining)
            yield Ragged(table[remaining.values], remaining.starts)

    def _type(self, column: str) -> np.dtype[Any]:
        return smallest(len(self.values[column]))

    def _renumbered(self, column: str) -> Iterator[tuple[PartialSegment, NDArray[np.int32]]]:
        """Yield each part with the code of all parts for each code of its own, int32."""
        numbers = {value: number for number, value in enumerate(self.values[column])}
        for part in self.parts:
            values = part.segment.values[column]
            yield part, np.array([numbers.get(value, -1) for value in values], np.int32)

    def record(self, document: int) -> StoredFields:
        """Return a stored article."""
        segment, own = self._located(document)
        return segment.record(own)

    def body(self, document: int) -> str:
        """Return the body of a stored article."""
        segment, own = self._located(document)
        return segment.body(own)

    def _located(self, document: int) -> tuple[Segment, int]:
        part = self.parts[int(np.searchsorted(self._firsts, document, side="right")) - 1]
        return part.segment, int(part.remaining[document - part.first])


#: The segments of a version: most often one, after updates several.
Segments: TypeAlias = Segment | MultiSegment


def open_segments(directory: Path, names: Sequence[str]) -> Segments:
    """Return the segments of a version as one.

    Raises ValueError, KeyError, IndexError or OSError if their files are damaged.
    """
    return as_one(open_parts(directory, names))


def as_one(parts: Sequence[PartialSegment]) -> Segments:
    """Return segments as one; a single whole one is returned as it is."""
    if len(parts) == 1 and parts[0].whole:
        return parts[0].segment
    return MultiSegment([part for part in parts if part.documents] or parts)


def open_parts(directory: Path, names: Sequence[str]) -> list[PartialSegment]:
    """Return what remains of each segment of a version, numbered one after the other."""
    parts: list[PartialSegment] = []
    for name in names:
        first = parts[-1].first + parts[-1].documents if parts else 0
        parts.append(open_partial(directory, name, first))
    return parts


def _codes(part: PartialSegment, column: str) -> NDArray[Any]:
    """Return the codes of the documents of a part that remain, one after the other."""
    if column in NAMES:
        return part.segment.names[column].of_all(part.remaining)[0]
    return part.segment.labels[column][part.remaining]


def _counted(part: PartialSegment, field: str, prefix: str) -> dict[bytes, int]:
    """Return the terms of one segment that begin with prefix, with their number of documents."""
    reader = part.segment.fields[field]
    begun = reader.terms.beginning(prefix.encode())
    counts = part.counts(reader, begun).tolist()
    return {
        reader.terms[ordinal]: count for ordinal, count in zip(begun, counts, strict=True) if count
    }
