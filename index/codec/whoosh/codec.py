"""The read half of Whoosh's codec interface, over segments of arrays.

There is no write half: an IndexWriter of Whoosh makes an object of every posting, so
codec.writer.SegmentWriter writes the segments.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage, ReadOnlyError
from whoosh.index import TOC

from index.codec.deletions import PartialSegment
from index.codec.segment import INDEX, Segment
from index.codec.whoosh.documents import ArrayDocumentReader
from index.codec.whoosh.schema import article_schema
from index.codec.whoosh.terms import ArrayTermsReader

_READ_ONLY = "Whoosh only reads this segment; write it with: iqtisad index build PATH…"


def write_toc(directory: Path, parts: Sequence[PartialSegment]) -> None:
    """Write the table of contents with which Whoosh's open_dir finds the segments in directory.

    It is a pickle, as Whoosh wants it. Our own reader never opens it.
    """
    segments = [
        ArraySegment(part.segment.name, part.segment.documents, frozenset(part.deleted.tolist()))
        for part in parts
    ]
    TOC(article_schema(), segments, 1).write(FileStorage(str(directory)), INDEX)


class ArraySegment(base.Segment):
    """The entry of a segment in the table of contents; it never changes."""

    def __init__(self, name: str, documents: int, deleted: frozenset[int]) -> None:
        super().__init__(INDEX)
        self.segid = name.removeprefix(f"{INDEX}_")
        self._documents = documents
        self._deleted = deleted

    def codec(self) -> "ArrayCodec":
        """Return the codec that reads the segment."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones included."""
        return self._documents

    def deleted_count(self) -> int:
        """Return the number of deleted documents."""
        return len(self._deleted)

    def deleted_docs(self) -> frozenset[int]:
        """Return the deleted documents."""
        return self._deleted

    def is_deleted(self, docnum: int) -> bool:
        """Return whether a document was deleted."""
        return docnum in self._deleted

    def should_assemble(self) -> bool:
        """Return False: the files are mapped one by one."""
        return False


class ArrayCodec(base.Codec):
    """Reads segments of arrays."""

    def per_document_reader(
        self, storage: FileStorage, segment: ArraySegment
    ) -> ArrayDocumentReader:
        """Return the reader of columns, lengths and stored fields."""
        return ArrayDocumentReader(_opened(storage, segment), segment.deleted_docs())

    def terms_reader(self, storage: FileStorage, segment: ArraySegment) -> ArrayTermsReader:
        """Return the reader of terms and postings."""
        return ArrayTermsReader(_opened(storage, segment))

    def per_document_writer(self, storage: FileStorage, segment: ArraySegment) -> Any:  # noqa: ANN401, ARG002
        """Raise ReadOnlyError: the writer is SegmentWriter."""
        raise ReadOnlyError(_READ_ONLY)

    field_writer = per_document_writer

    def new_segment(self, storage: FileStorage, indexname: str) -> ArraySegment:  # noqa: ARG002  Whoosh's interface
        """Raise ReadOnlyError: the writer is SegmentWriter."""
        raise ReadOnlyError(_READ_ONLY)


def _opened(storage: FileStorage, segment: ArraySegment) -> Segment:
    return Segment(Path(storage.folder), segment.segment_id())
