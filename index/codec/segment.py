"""A segment opened for reading: postings, columns and stored articles, all memory-mapped.

NAME.json                                counts, and the values of each facet
NAME.FIELD.letters.npy, .ends.npy        the sorted terms (dictionary)
NAME.FIELD.starts.npy                    where the postings of each term begin
NAME.FIELD.documents.npy, .frequencies.npy
NAME.FIELD.place_starts.npy, .positions.npy   where the positions of each term begin (text fields)
NAME.FIELD.lengths.npy                   each document's length in terms, encoded as by Whoosh
NAME.FACET.npy, .published.npy, .digests.npy, .signatures.npy   columns
NAME.FACET.starts.npy                    where the values of each document begin (ragged columns)
NAME.texts.bin, .ends.npy, .dict         the articles (stored)
"""

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from index.codec.arrays import beside, read_array
from index.codec.columns import DIGEST, ID, LABELS, NAMES
from index.codec.dictionary import Dictionary, most_frequent, read_dictionary
from index.codec.ragged import Ragged, read_ragged
from index.codec.stored import StoredReader, pack, unpack
from index.duplicates.signature import SIZE
from index.schema import SMALL_FIELDS, TEXT_FIELDS

#: Whoosh's name of an index where none is given, and of its first segment.
INDEX = "MAIN"
SEGMENT = f"{INDEX}_0"
FIELDS = (*TEXT_FIELDS, *SMALL_FIELDS)
STORED = ("id", "url", "title", "body", "teaser", "edition", "repeated")
_PLACES = {name: place for place, name in enumerate(STORED)}
#: The parts of a stored record: the fields, then, for title and body, gaps and lengths of words.
PARTS = len(STORED) + 2 * len(TEXT_FIELDS)
#: The length in terms that each byte encodes, float32: Whoosh's encoding.
LENGTHS = np.rint((1.033 ** np.arange(256) - 1) * 27).astype(np.float32)


def encoded_lengths(lengths: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return lengths in terms as the bytes that encode them, uint8."""
    return np.minimum(np.searchsorted(LENGTHS, lengths), len(LENGTHS) - 1).astype(np.uint8)


def next_segment(names: Sequence[str]) -> str:
    """Return a name that none of the segments has.

    >>> next_segment(["MAIN_0", "MAIN_3"])
    'MAIN_4'
    """
    return f"{INDEX}_{1 + max((int(name.rpartition('_')[2]) for name in names), default=-1)}"


class TermPostings(NamedTuple):
    """The postings of a term: ascending documents, its frequency in each, and its positions.

    The positions in the first document come first, and so on; a root has none.
    """

    documents: NDArray[Any]
    frequencies: NDArray[Any]
    positions: NDArray[Any]


@dataclass(frozen=True, slots=True)
class FieldReader:
    """The postings of one field; those of ordinal n are the slice starts[n]:starts[n + 1]."""

    terms: Dictionary
    starts: NDArray[Any]
    documents: NDArray[Any]
    frequencies: NDArray[Any]
    place_starts: NDArray[Any]
    positions: NDArray[Any]
    lengths: NDArray[np.uint8]

    def ordinal(self, term: str | bytes) -> int | None:
        """Return the ordinal of a term in the dictionary, None if it is not there."""
        return self.terms.ordinal(term.encode() if isinstance(term, str) else term)

    def postings(self, ordinal: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return the documents of a term, ascending, and its frequency in each."""
        of_term = slice(int(self.starts[ordinal]), int(self.starts[ordinal + 1]))
        return self.documents[of_term], self.frequencies[of_term]

    def term_positions(self, ordinal: int) -> NDArray[Any]:
        """Return the positions of a term: those in its first document, and so on.

        A root has none.
        """
        if not self.has_positions:
            return self.positions
        starts = self.place_starts
        return self.positions[int(starts[ordinal]) : int(starts[ordinal + 1])]

    @property
    def has_positions(self) -> bool:
        """Return whether the field has positions."""
        return len(self.place_starts) > 0


class PackedSpans(NamedTuple):
    """Where the words of a text stand: the gap before each and its length, each packed."""

    gaps: bytes
    lengths: bytes

    @classmethod
    def of(cls, starts: NDArray[np.uint32], ends: NDArray[np.uint32]) -> Self:
        """Return where words with ascending starts and ends stand."""
        gaps = starts.copy()
        gaps[1:] -= ends[:-1]
        return cls(pack(gaps), pack(ends - starts))

    def unpacked(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Return the starts and ends of the words."""
        lengths = unpack(self.lengths)
        ends = np.add(unpack(self.gaps), lengths, dtype=np.uint32).cumsum(dtype=np.uint32)
        return ends - lengths, ends


@dataclass(frozen=True, slots=True)
class StoredFields:
    """A stored article, in its parts: each is decoded when it is asked for."""

    parts: list[bytes]

    def text(self, name: str) -> str:
        """Return the field of a name of STORED."""
        return self.parts[_PLACES[name]].decode()

    @property
    def fields(self) -> dict[str, str]:
        """Return all fields."""
        return {name: self.text(name) for name in STORED}

    @property
    def title(self) -> PackedSpans:
        """Return where the words of the title stand."""
        return PackedSpans(*self.parts[len(STORED) : len(STORED) + 2])

    @property
    def body(self) -> PackedSpans:
        """Return where the words of the body stand."""
        return PackedSpans(*self.parts[len(STORED) + 2 : PARTS])


class Segment:
    """One segment. Threads may share it; raises ValueError, KeyError or OSError if damaged."""

    def __init__(self, directory: Path, name: str) -> None:
        self.name = name
        self._path = directory / name
        about = json.loads(beside(self._path, ".json").read_text("utf-8"))
        self.documents: int = about["documents"]
        #: The total length of each field in terms, before encoding.
        self.lengths: dict[str, int] = about["lengths"]
        #: The values of each facet, sorted: codes are indices into them.
        self.values: dict[str, list[str]] = {column: about[column] for column in (*LABELS, *NAMES)}
        self.fields = {
            field: _field(self._path.with_name(f"{name}.{field}")) for field in (ID, *FIELDS)
        }

    def term(self, field: str, term: str) -> TermPostings | None:
        """Return the postings of a term, None if no document contains it."""
        reader = self.fields[field]
        ordinal = reader.ordinal(term)
        if ordinal is None:
            return None
        return TermPostings(*reader.postings(ordinal), reader.term_positions(ordinal))

    def between(self, field: str, first: str, last: str) -> TermPostings:
        """Return the postings of the terms from first up to last, those of one after the other."""
        reader = self.fields[field]
        begin, end = (bisect_left(reader.terms, term.encode()) for term in (first, last))
        of_terms = slice(int(reader.starts[begin]), int(reader.starts[end]))
        positions = reader.positions
        if reader.has_positions:
            positions = positions[int(reader.place_starts[begin]) : int(reader.place_starts[end])]
        return TermPostings(reader.documents[of_terms], reader.frequencies[of_terms], positions)

    def frequent(self, field: str, prefix: str, limit: int) -> list[str]:
        """Return the most frequent terms of field that begin with prefix, at most limit."""
        reader = self.fields[field]
        begun = reader.terms.beginning(prefix.encode())
        counts = np.diff(reader.starts[begun.start : begun.stop + 1].astype(np.int64))
        return most_frequent(reader.terms, begun, counts, limit)

    def length_bytes(self, field: str) -> NDArray[np.uint8]:
        """Return the encoded length of field of every document, uint8."""
        return self.fields[field].lengths

    @cached_property
    def ids(self) -> list[str]:
        """Return every document's id."""
        reader = self.fields[ID]
        ids = [""] * self.documents
        documents = iter(reader.documents.tolist())
        for term, count in zip(reader.terms, np.diff(reader.starts).tolist(), strict=True):
            article_id = term.decode()
            for document in islice(documents, count):
                ids[document] = article_id
        return ids

    @cached_property
    def digests(self) -> NDArray[np.uint8]:
        """Return the digests of all documents' texts, uint8, a row a document."""
        return read_array(beside(self._path, ".digests.npy")).reshape(-1, DIGEST)

    @cached_property
    def published(self) -> NDArray[np.int64]:
        """Return the moments of publication, in seconds since 1970, int64; NO_DATE for none."""
        return read_array(beside(self._path, ".published.npy"))

    @cached_property
    def labels(self) -> dict[str, NDArray[np.int32]]:
        """Return the code of every document by each facet of one value, int32."""
        return {column: read_array(beside(self._path, f".{column}.npy")) for column in LABELS}

    @cached_property
    def names(self) -> dict[str, Ragged]:
        """Return the codes of every document, ascending, by each facet of several values."""
        return {column: read_ragged(beside(self._path, f".{column}")) for column in NAMES}

    @cached_property
    def stored(self) -> StoredReader:
        """Return the stored articles."""
        return StoredReader(beside(self._path, ".texts"), PARTS)

    @cached_property
    def signatures(self) -> NDArray[np.uint8]:
        """Return the signatures of all documents' texts, uint8, a row a document."""
        return read_array(beside(self._path, ".signatures.npy")).reshape(-1, SIZE)

    def record(self, document: int) -> StoredFields:
        """Return a stored article."""
        return StoredFields(self.stored.read(document))

    def body(self, document: int) -> str:
        """Return the body of a stored article."""
        return self.record(document).text("body")


def _field(path: Path) -> FieldReader:
    names = ("starts", "documents", "frequencies", "place_starts", "positions", "lengths")
    return FieldReader(
        read_dictionary(path), *(read_array(beside(path, f".{name}.npy")) for name in names)
    )
