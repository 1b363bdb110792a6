"""The segment as Whoosh sees it: open_dir opens the directory, stock queries search it.

This is the read half of Whoosh's codec interface. The write half is the SegmentWriter: an
IndexWriter of Whoosh would make an object of every posting.
"""

from pathlib import Path
from typing import Any

from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage, ReadOnlyError
from whoosh.index import TOC

from index.codec.segment import Segment, open_segment
from index.codec.whoosh_documents import Documents
from index.codec.whoosh_terms import Terms
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

    def per_document_reader(self, storage: FileStorage, segment: ArraySegment) -> Documents:
        """Return the reader of columns, lengths and stored fields."""
        return Documents(_opened(storage, segment))

    def terms_reader(self, storage: FileStorage, segment: ArraySegment) -> Terms:
        """Return the reader of terms and postings."""
        return Terms(_opened(storage, segment))

    def per_document_writer(self, storage: FileStorage, segment: ArraySegment) -> Any:  # noqa: ANN401, ARG002
        """Raise ReadOnlyError: the writer is SegmentWriter."""
        raise ReadOnlyError(_READ_ONLY)

    field_writer = per_document_writer

    def new_segment(self, storage: FileStorage, indexname: str) -> ArraySegment:  # noqa: ARG002  Whoosh's interface
        """Raise ReadOnlyError: the writer is SegmentWriter."""
        raise ReadOnlyError(_READ_ONLY)


def _opened(storage: FileStorage, segment: ArraySegment) -> Segment:
    return open_segment(Path(storage.folder), segment.segment_id())
