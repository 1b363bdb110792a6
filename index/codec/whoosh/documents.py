"""Lengths, columns and stored fields in the interface of Whoosh."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base
from whoosh.columns import Column, ColumnReader

from index.codec.columns import LABELS
from index.codec.segment import LENGTHS, Segment


class ArrayDocumentReader(base.PerDocumentReader):
    """Lengths, columns and stored fields."""

    def __init__(self, segment: Segment, deleted: frozenset[int]) -> None:
        self._segment = segment
        self._deleted = deleted

    def doc_count(self) -> int:
        """Return the number of documents that were not deleted."""
        return self._segment.documents - len(self._deleted)

    def doc_count_all(self) -> int:
        """Return the number of documents."""
        return self._segment.documents

    def has_deletions(self) -> bool:
        """Return whether any document was deleted."""
        return bool(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Return whether a document was deleted."""
        return docnum in self._deleted

    def deleted_docs(self) -> frozenset[int]:
        """Return the deleted documents."""
        return self._deleted

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return a document's length in terms, as its byte encodes it."""
        field = self._segment.fields.get(fieldname)
        return default if field is None else int(LENGTHS[field.lengths[docnum]])

    def field_length(self, fieldname: str) -> int:
        """Return the total length of all documents."""
        return self._segment.lengths.get(fieldname, 0)

    def min_field_length(self, fieldname: str) -> int:
        """Return the length of the shortest document that has the field."""
        lengths = self._lengths(fieldname)
        return int(lengths[lengths > 0].min(initial=np.inf)) if lengths.any() else 0

    def max_field_length(self, fieldname: str) -> int:
        """Return the length of the longest document."""
        return int(self._lengths(fieldname).max(initial=0))

    def supports_columns(self) -> bool:
        """Return True: there are columns."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Return whether there is a column with a name."""
        return fieldname in {*LABELS, "published"}

    def list_columns(self) -> list[str]:
        """Return the names of the columns."""
        return [*LABELS, "published"]

    def column_reader(self, fieldname: str, column: Column) -> "ArrayColumn":  # noqa: ARG002
        """Return the reader of a column."""
        if fieldname == "published":
            return ArrayColumn(self._segment.published.tolist())
        names = [name.encode() for name in self._segment.values[fieldname]]
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
        """Return the sort key of a document."""
        value = self._values[docnum]
        return -value if self._reverse and isinstance(value, int) else value

    def set_reverse(self) -> None:
        """Sort numbers downwards from now on."""
        self._reverse = True
