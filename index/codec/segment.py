"""A segment opened for reading: postings, columns and texts, all of them mapped.

NAME.json                                counts, and the values of source and section
NAME.FIELD.letters.npy, .ends.npy        the terms in order (dictionary)
NAME.FIELD.starts.npy                    where each term's postings begin
NAME.FIELD.documents.npy, .frequencies.npy
NAME.FIELD.place_starts.npy, .positions.npy   where each term's positions begin (text fields)
NAME.FIELD.lengths.npy                   each document's length in terms, in Whoosh's byte
NAME.published.npy, .source.npy, .section.npy, .digests.npy, .signatures.npy   columns
NAME.texts.bin, .ends.npy, .dict         the articles (texts)
"""

import json
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analysis.signature import SIZE
from index.codec.arrays import beside, read_array
from index.codec.columns import DIGEST, ID, LABELS
from index.codec.dictionary import Dictionary, read_dictionary
from index.codec.texts import TextReader, unpack

#: Fields whose words keep their positions, and those that are found by a word alone.
TEXT_FIELDS = ("title", "body")
SMALL_FIELDS = ("by_source", "by_section", "by_author")
FIELDS = (*TEXT_FIELDS, *SMALL_FIELDS)
STORED = ("id", "url", "title", "author", "body")
#: Beside the stored fields: of title and body, each word's gap to the word before, its length.
PARTS = len(STORED) + 2 * len(TEXT_FIELDS)
#: What a length is after it was put into a byte, as Whoosh does.
LENGTHS = np.rint((1.033 ** np.arange(256) - 1) * 27).astype(np.float32)


class TermPostings(NamedTuple):
    """The postings of a term: ascending documents, its count in each, and its positions.

    Those in its first document come first, and so on; a root has none.
    """

    documents: NDArray[Any]
    frequencies: NDArray[Any]
    positions: NDArray[Any]


@dataclass(frozen=True, slots=True)
class FieldReader:
    """The postings of one field; those of its n-th term are the slice starts[n]:starts[n + 1]."""

    terms: Dictionary
    starts: NDArray[Any]
    documents: NDArray[Any]
    frequencies: NDArray[Any]
    place_starts: NDArray[Any]
    positions: NDArray[Any]
    lengths: NDArray[np.uint8]

    def place(self, term: str | bytes) -> int | None:
        """Return the place of a term in the dictionary, None where it has none."""
        return self.terms.place(term.encode() if isinstance(term, str) else term)

    def postings(self, place: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return the documents of the term at place, ascending, and its frequency in each."""
        of_term = slice(int(self.starts[place]), int(self.starts[place + 1]))
        return self.documents[of_term], self.frequencies[of_term]

    def term_positions(self, place: int) -> NDArray[Any]:
        """Return the positions of the term at place: those in its first document, and so on.

        A root has none.
        """
        if not self.has_positions:
            return self.positions
        return self.positions[int(self.place_starts[place]) : int(self.place_starts[place + 1])]

    @property
    def has_positions(self) -> bool:
        """Return whether the field keeps positions."""
        return len(self.place_starts) > 0


@dataclass(frozen=True, slots=True)
class Record:
    """A stored article's fields, and where the words of its title and body stand."""

    fields: dict[str, str]
    title: tuple[NDArray[np.uint32], NDArray[np.uint32]]
    body: tuple[NDArray[np.uint32], NDArray[np.uint32]]


class Segment:
    """One segment. Threads may share it; raises ValueError, KeyError or OSError if damaged."""

    def __init__(self, directory: Path, name: str) -> None:
        self.name = name
        self._path = directory / name
        about = json.loads(beside(self._path, ".json").read_text("utf-8"))
        self.documents: int = about["documents"]
        #: The sum of every field's lengths, before they were put into bytes.
        self.lengths: dict[str, int] = about["lengths"]
        self.names: dict[str, list[str]] = {column: about[column] for column in LABELS}
        self.fields = {
            field: _field(self._path.with_name(f"{name}.{field}")) for field in (ID, *FIELDS)
        }

    def term(self, field: str, term: str) -> TermPostings | None:
        """Return the postings of a term, None where no document holds it."""
        reader = self.fields[field]
        place = reader.place(term)
        if place is None:
            return None
        return TermPostings(*reader.postings(place), reader.term_positions(place))

    def frequent(self, field: str, prefix: str, limit: int) -> list[str]:
        """Return the most frequent terms of field that begin with prefix, at most limit."""
        reader = self.fields[field]
        begun = reader.terms.beginning(prefix.encode())
        counts = np.diff(reader.starts[begun.start : begun.stop + 1].astype(np.int64))
        chosen = np.sort(np.argsort(-counts, kind="stable")[:limit]) + begun.start
        return [reader.terms[place].decode() for place in chosen.tolist()]

    def length_bytes(self, field: str) -> NDArray[np.uint8]:
        """Return for every document the byte that holds its length of field in terms."""
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
        """Return the digests of all documents' texts, a row a document."""
        return read_array(beside(self._path, ".digests.npy")).reshape(-1, DIGEST)

    @cached_property
    def published(self) -> NDArray[np.int64]:
        """Return the moments of publication, as schema.seconds gives them."""
        return read_array(beside(self._path, ".published.npy"))

    @cached_property
    def labels(self) -> dict[str, NDArray[np.int32]]:
        """Return for source and section the number of each document's name."""
        return {column: read_array(beside(self._path, f".{column}.npy")) for column in LABELS}

    @cached_property
    def texts(self) -> TextReader:
        """Return the stored articles."""
        return TextReader(beside(self._path, ".texts"), PARTS)

    @cached_property
    def signatures(self) -> NDArray[np.uint8]:
        """Return the signatures of all documents' texts, a row a document."""
        return read_array(beside(self._path, ".signatures.npy")).reshape(-1, SIZE)

    def record(self, document: int) -> Record:
        """Return a stored article."""
        parts = self.texts.read(document)
        fields = {name: part.decode() for name, part in zip(STORED, parts, strict=False)}
        title, body = (_spans(*parts[at : at + 2]) for at in range(len(STORED), PARTS, 2))
        return Record(fields, title, body)

    def body(self, document: int) -> str:
        """Return the text of a stored article alone."""
        return self.texts.read(document)[STORED.index("body")].decode()


def _field(path: Path) -> FieldReader:
    names = ("starts", "documents", "frequencies", "place_starts", "positions", "lengths")
    return FieldReader(
        read_dictionary(path), *(read_array(beside(path, f".{name}.npy")) for name in names)
    )


def _spans(gaps: bytes, lengths: bytes) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return where words start and end, of the gaps before them and their lengths."""
    of_words = unpack(lengths)
    ends = np.cumsum(unpack(gaps) + of_words, dtype=np.uint32)
    return ends - of_words, ends
