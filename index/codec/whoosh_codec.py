"""The segment as Whoosh sees it: open_dir opens the directory, stock queries search it.

This is the read half of Whoosh's codec interface. The write half is the SegmentWriter: an
IndexWriter of Whoosh would make an object of every posting.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage, ReadOnlyError
from whoosh.index import TOC

from index.codec.live import LiveSegment
from index.codec.segment import Segment
from index.codec.whoosh_documents import Documents
from index.codec.whoosh_terms import Terms
from index.schema import article_schema

#: Whoosh's name of an index where none is given, and of its first segment.
INDEX = "MAIN"
SEGMENT = f"{INDEX}_0"
_READ_ONLY = "this segment is written by: iqtisad index build PATH…; Whoosh only reads it"


def next_segment(names: Sequence[str]) -> str:
    """Return a name that none of the segments has.

    >>> next_segment(["MAIN_0", "MAIN_3"])
    'MAIN_4'
    """
    return f"{INDEX}_{1 + max(int(name.rpartition('_')[2]) for name in names)}"


def write_toc(directory: Path, parts: Sequence[LiveSegment]) -> None:
    """Write the table of contents by which Whoosh's open_dir finds the segments in directory."""
    segments = [
        ArraySegment(part.segment.name, part.segment.documents, frozenset(part.removed.tolist()))
        for part in parts
    ]
    TOC(article_schema(), segments, 1).write(FileStorage(str(directory)), INDEX)


class ArraySegment(base.Segment):
    """What the table of contents tells of a segment; it never changes."""

    def __init__(self, name: str, documents: int, removed: frozenset[int]) -> None:
        super().__init__(INDEX)
        self.segid = name.removeprefix(f"{INDEX}_")
        self._documents = documents
        self._removed = removed

    def codec(self) -> "ArrayCodec":
        """Return the codec that reads the segment."""
        return ArrayCodec()

    def doc_count_all(self) -> int:
        """Return the number of documents, those removed among them."""
        return self._documents

    def deleted_count(self) -> int:
        """Return the number of removed documents."""
        return len(self._removed)

    def deleted_docs(self) -> frozenset[int]:
        """Return the removed documents."""
        return self._removed

    def is_deleted(self, docnum: int) -> bool:
        """Return whether a document was removed."""
        return docnum in self._removed

    def should_assemble(self) -> bool:
        """Return that the files stay apart: they are mapped one by one."""
        return False


class ArrayCodec(base.Codec):
    """Reads segments of arrays."""

    def per_document_reader(self, storage: FileStorage, segment: ArraySegment) -> Documents:
        """Return the reader of columns, lengths and stored fields."""
        return Documents(_opened(storage, segment), segment.deleted_docs())

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
    return Segment(Path(storage.folder), segment.segment_id())
