"""The segment as Whoosh sees it: open_dir opens the directory, stock queries search it.

This is the read half of Whoosh's codec interface. The write half is the SegmentWriter: an
IndexWriter of Whoosh would make an object of every posting.
"""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base
from whoosh.columns import Column, ColumnReader
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.index import TOC
from whoosh.matching import LeafMatcher, NullMatcher
from whoosh.matching.mcore import ReadTooFar
from whoosh.reading import TermInfo

from index.codec.segment import LABELS, LENGTHS, FieldReader, Segment, open_segment
from index.schema import article_schema

#: Whoosh's name of an index where none is given, and of its one segment.
INDEX = "MAIN"
SEGMENT = f"{INDEX}_0"
_READ_ONLY = "this segment is written by: iqtisad index build PATH…; Whoosh only reads it"


def write_toc(directory: Path, documents: int) -> None:
    """Write the table of contents by which Whoosh's open_dir finds the segment in directory."""
    toc = TOC(article_schema(), [ArraySegment(documents)], 1)
    toc.write(FileStorage(str(directory)), INDEX)


class ArraySegment(base.Segment):
    """What the table of contents tells of a segment; it never changes."""

    def __init__(self, documents: int) -> None:
        super().__init__(INDEX)
        self.segid = SEGMENT.removeprefix(f"{INDEX}_")
        self._documents = documents

    def codec(self) -> "ArrayCodec":
        """Return the codec that reads the segment."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """Return the number of documents."""
        return self._documents

    def deleted_count(self) -> int:
        """Return 0: what is removed is left out of the next version."""
        return 0

    def deleted_docs(self) -> frozenset[int]:
        """Return no document."""
        return frozenset()

    def is_deleted(self, docnum: int) -> bool:  # noqa: ARG002  Whoosh's interface
        """Return that no document is deleted."""
        return False

    def should_assemble(self) -> bool:
        """Return that the files stay apart: they are mapped one by one."""
        return False


class ArrayCodec(base.Codec):
    """Reads segments of arrays."""

    def per_document_reader(self, storage: FileStorage, segment: ArraySegment) -> "Documents":
        """Return the reader of columns, lengths and stored fields."""
        return Documents(_opened(storage, segment))

    def terms_reader(self, storage: FileStorage, segment: ArraySegment) -> "Terms":
        """Return the reader of terms and postings."""
        return Terms(_opened(storage, segment))

    def per_document_writer(self, storage: FileStorage, segment: ArraySegment) -> Any:  # noqa: ANN401
        """Raise NotImplementedError: Whoosh only reads."""
        raise NotImplementedError(_READ_ONLY)

    field_writer = per_document_writer

    def new_segment(self, storage: FileStorage, indexname: str) -> ArraySegment:
        """Raise NotImplementedError: Whoosh only reads."""
        raise NotImplementedError(_READ_ONLY)


def _opened(storage: FileStorage, segment: ArraySegment) -> Segment:
    return open_segment(Path(storage.folder), segment.segment_id())


class Terms(base.TermsReader):
    """The dictionaries of all fields, and a matcher for every term."""

    def __init__(self, segment: Segment) -> None:
        self._fields = segment.fields

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        """Return whether a field holds a term."""
        field, text = term
        return field in self._fields and self._fields[field].place(text) is not None

    def indexed_field_names(self) -> list[str]:
        """Return the fields that have terms."""
        return sorted(self._fields)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield every field with each of its terms, both in order."""
        return (
            (field, term) for field in sorted(self._fields) for term in self._fields[field].terms
        )

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield the terms of a field from prefix on."""
        if fieldname in self._fields:
            for term in self._fields[fieldname].terms.following(prefix):
                yield fieldname, term

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield terms with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield the terms of a field from prefix on with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def cursor(self, fieldname: str, fieldobj: Any) -> "Cursor":  # noqa: ANN401, ARG002
        """Return a cursor over the terms of a field."""
        return Cursor(self, fieldname, self._fields[fieldname])

    @lru_cache(1024)  # noqa: B019  it lives as long as the reader
    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return what scorers want to know of a term; raise KeyError where there is none."""
        field = self._fields[fieldname]
        documents, frequencies = field.postings(self._place(fieldname, text))
        lengths = LENGTHS[field.lengths[documents]]
        return TermInfo(
            weight=float(frequencies.sum(dtype=np.int64)),
            df=len(documents),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(frequencies.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return how often a term stands in all documents."""
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return the number of documents with a term."""
        return int(self.term_info(fieldname, text).doc_frequency())

    def matcher(
        self,
        fieldname: str,
        text: bytes,
        format_: Format,
        scorer: Any = None,  # noqa: ANN401
    ) -> LeafMatcher:
        """Return a matcher over the postings of a term."""
        place = self._place(fieldname, text)
        return ArrayMatcher(self._fields[fieldname], place, (fieldname, text), format_, scorer)

    def _place(self, fieldname: str, text: bytes) -> int:
        place = self._fields[fieldname].place(text)
        if place is None:
            raise KeyError(f"{fieldname}:{text!r}")
        return place


class Cursor(base.FieldCursor):
    """Walks over the terms of a field."""

    def __init__(self, terms: Terms, fieldname: str, field: FieldReader) -> None:
        self._terms, self._fieldname, self._dictionary = terms, fieldname, field.terms
        self._walk: Iterator[bytes] = iter(self._dictionary)
        self._text: bytes | None = None
        self.next()

    def first(self) -> str | None:
        """Go to the first term."""
        return self.find(b"")

    def find(self, string: str | bytes) -> str | None:
        """Go to the first term that is not before string."""
        wanted = string.encode() if isinstance(string, str) else string
        self._walk = self._dictionary.following(wanted)
        return self.next()

    def next(self) -> str | None:
        """Go to the next term."""
        self._text = next(self._walk, None)
        return self.text()

    def text(self) -> str | None:
        """Return the term, None behind the last."""
        return None if self._text is None else self._text.decode()

    def term_info(self) -> TermInfo:
        """Return what is known of the term."""
        return self._terms.term_info(self._fieldname, self._text)


class ArrayMatcher(LeafMatcher):
    """Walks over the postings of a term.

    It offers no block quality, so that Whoosh never skips a hit (its pruning loses some).
    """

    _READABLE: ClassVar = ("frequency", "weight", "positions")

    def __init__(  # noqa: PLR0913, PLR0917  what Whoosh's leaf matchers know
        self,
        field: FieldReader,
        place: int,
        term: tuple[str, bytes],
        format_: Format,
        scorer: Any,  # noqa: ANN401
        at: int = 0,
    ) -> None:
        self._field, self._place, self._term = field, place, term
        self.format, self.scorer = format_, scorer
        self._documents, self._frequencies = field.postings(place)
        self._at = at

    def is_active(self) -> bool:
        """Return whether there is a posting here."""
        return self._at < len(self._documents)

    def reset(self) -> None:
        """Go back to the first posting."""
        self._at = 0

    def id(self) -> int:
        """Return the document."""
        return int(self._documents[self._at])

    def all_ids(self) -> Iterator[int]:
        """Yield every document."""
        return iter(self._documents.tolist())

    def next(self) -> None:
        """Go to the next posting."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1

    def skip_to(self, id: int) -> None:  # noqa: A002  Whoosh's name
        """Go to the first posting from here on whose document is not before id."""
        if not self.is_active():
            raise ReadTooFar
        self._at = max(self._at, int(np.searchsorted(self._documents, id)))

    def weight(self) -> float:
        """Return how often the term stands in the document."""
        return float(self._frequencies[self._at])

    def supports(self, astype: str) -> bool:
        """Return whether value_as knows a form."""
        return astype in self._READABLE and (astype != "positions" or self._field.has_positions)

    def supports_block_quality(self) -> bool:
        """Return that hits are not to be skipped."""
        return False

    def value(self) -> bytes:
        """Return the posting as Whoosh's format would have written it."""
        if self._field.has_positions:
            return bytes(self.format.encode(self._positions()))
        return b""

    def value_as(self, astype: str) -> Any:  # noqa: ANN401
        """Return the posting's frequency, weight or positions."""
        return self._positions() if astype == "positions" else self.weight()

    def copy(self) -> "ArrayMatcher":
        """Return a matcher that stands where this one does."""
        return ArrayMatcher(
            self._field, self._place, self._term, self.format, self.scorer, self._at
        )

    def replace(self, minquality: float = 0) -> LeafMatcher:  # noqa: ARG002  nothing is pruned
        """Return this matcher, or an empty one behind the last posting."""
        return self if self.is_active() else NullMatcher()

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        return np.cumsum(self._frequencies, dtype=np.int64)

    def _positions(self) -> list[int]:
        end = int(self._ends[self._at])
        begin = end - int(self._frequencies[self._at])
        return list(map(int, self._field.term_positions(self._place)[begin:end]))


class Documents(base.PerDocumentReader):
    """Lengths, columns and stored fields."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        """Return the number of documents."""
        return self._segment.documents

    doc_count_all = doc_count

    def has_deletions(self) -> bool:
        """Return that nothing is deleted."""
        return False

    def is_deleted(self, docnum: int) -> bool:  # noqa: ARG002
        """Return that no document is deleted."""
        return False

    def deleted_docs(self) -> frozenset[int]:
        """Return no document."""
        return frozenset()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return a document's length in terms, as a byte holds it."""
        field = self._segment.fields.get(fieldname)
        return default if field is None else int(LENGTHS[field.lengths[docnum]])

    def field_length(self, fieldname: str) -> int:
        """Return the sum of the lengths of all documents."""
        return self._segment.lengths.get(fieldname, 0)

    def min_field_length(self, fieldname: str) -> int:
        """Return the length of the shortest document that has the field."""
        lengths = self._lengths(fieldname)
        return int(lengths[lengths > 0].min(initial=np.inf)) if lengths.any() else 0

    def max_field_length(self, fieldname: str) -> int:
        """Return the length of the longest document."""
        return int(self._lengths(fieldname).max(initial=0))

    def supports_columns(self) -> bool:
        """Return that there are columns."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Return whether there is a column of that name."""
        return fieldname in {*LABELS, "published"}

    def list_columns(self) -> list[str]:
        """Return the names of the columns."""
        return [*LABELS, "published"]

    def column_reader(self, fieldname: str, column: Column) -> "ArrayColumn":  # noqa: ARG002
        """Return the reader of a column."""
        if fieldname == "published":
            return ArrayColumn(self._segment.published.tolist())
        names = [name.encode() for name in self._segment.names[fieldname]]
        return ArrayColumn([names[code] for code in self._segment.labels[fieldname].tolist()])

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """Return the stored fields of a document."""
        return self._segment.record(docnum).fields

    def _lengths(self, fieldname: str) -> NDArray[np.float32]:
        field = self._segment.fields.get(fieldname)
        return np.zeros(0, np.float32) if field is None else LENGTHS[field.lengths]


class ArrayColumn(ColumnReader):
    """A column as a list."""

    def __init__(self, values: list[Any]) -> None:
        self._values = values
        self._doccount = len(values)
        self._reverse = False

    def __getitem__(self, docnum: int) -> Any:  # noqa: ANN401
        """Return the value of a document."""
        return self._values[docnum]

    def sort_key(self, docnum: int) -> Any:  # noqa: ANN401
        """Return what sorts a document by this column."""
        value = self._values[docnum]
        return -value if self._reverse and isinstance(value, int) else value

    def set_reverse(self) -> None:
        """Sort numbers downwards from now on."""
        self._reverse = True
