"""Terms and postings in the interface of Whoosh: dictionaries, cursors, matchers."""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base
from whoosh.formats import Format
from whoosh.matching import LeafMatcher, NullMatcher
from whoosh.matching.mcore import ReadTooFar
from whoosh.reading import TermInfo

from index.codec.segment import LENGTHS, FieldReader, Segment


class ArrayTermsReader(base.TermsReader):
    """The dictionaries of all fields, and a matcher for every term."""

    def __init__(self, segment: Segment) -> None:
        self._fields = segment.fields

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        """Return whether a field has a term."""
        field, text = term
        return field in self._fields and self._fields[field].ordinal(text) is not None

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
        """Yield terms with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield the terms of a field from prefix on with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def cursor(self, fieldname: str, fieldobj: Any) -> "Cursor":  # noqa: ANN401, ARG002
        """Return a cursor over the terms of a field."""
        return Cursor(self, fieldname, self._fields[fieldname])

    @lru_cache(1024)  # noqa: B019  it lives as long as the reader
    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return the statistics of a term; raise KeyError if the field does not have it."""
        field = self._fields[fieldname]
        documents, frequencies = field.postings(self._ordinal(fieldname, text))
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
        """Return the frequency of a term in all documents."""
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
        ordinal = self._ordinal(fieldname, text)
        return ArrayMatcher(self._fields[fieldname], ordinal, (fieldname, text), format_, scorer)

    def _ordinal(self, fieldname: str, text: bytes) -> int:
        ordinal = self._fields[fieldname].ordinal(text)
        if ordinal is None:
            raise KeyError(f"{fieldname}:{text!r}")
        return ordinal


class Cursor(base.FieldCursor):
    """Walks over the terms of a field."""

    def __init__(self, terms: ArrayTermsReader, fieldname: str, field: FieldReader) -> None:
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
        """Return the term, None after the last."""
        return None if self._text is None else self._text.decode()

    def term_info(self) -> TermInfo:
        """Return the statistics of the term."""
        return self._terms.term_info(self._fieldname, self._text)


class ArrayMatcher(LeafMatcher):
    """Walks over the postings of a term.

    It offers no block quality, so that Whoosh never skips a hit: its pruning loses some.
    """

    _READABLE: ClassVar = ("frequency", "weight", "positions")

    def __init__(  # noqa: PLR0913, PLR0917  the attributes of Whoosh's leaf matchers
        self,
        field: FieldReader,
        ordinal: int,
        term: tuple[str, bytes],
        format_: Format,
        scorer: Any,  # noqa: ANN401
        at: int = 0,
    ) -> None:
        self._field, self._ordinal, self._term = field, ordinal, term
        self.format, self.scorer = format_, scorer
        self._documents, self._frequencies = field.postings(ordinal)
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
        """Go to the next posting whose document is not before id."""
        if not self.is_active():
            raise ReadTooFar
        self._at = max(self._at, int(np.searchsorted(self._documents, id)))

    def weight(self) -> float:
        """Return the frequency of the term in the document."""
        return float(self._frequencies[self._at])

    def supports(self, astype: str) -> bool:
        """Return whether value_as supports a form."""
        return astype in self._READABLE and (astype != "positions" or self._field.has_positions)

    def supports_block_quality(self) -> bool:
        """Return False: no hit may be skipped."""
        return False

    def value(self) -> bytes:
        """Return the posting in the encoding of Whoosh's format."""
        if self._field.has_positions:
            return bytes(self.format.encode(self._positions()))
        return b""

    def value_as(self, astype: str) -> Any:  # noqa: ANN401
        """Return the posting's frequency, weight or positions."""
        return self._positions() if astype == "positions" else self.weight()

    def copy(self) -> "ArrayMatcher":
        """Return a matcher at the same posting."""
        return ArrayMatcher(
            self._field, self._ordinal, self._term, self.format, self.scorer, self._at
        )

    def replace(self, minquality: float = 0) -> LeafMatcher:  # noqa: ARG002  nothing is pruned
        """Return this matcher, or an empty one after the last posting."""
        return self if self.is_active() else NullMatcher()

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        return np.cumsum(self._frequencies, dtype=np.int64)

    def _positions(self) -> list[int]:
        end = int(self._ends[self._at])
        begin = end - int(self._frequencies[self._at])
        return list(map(int, self._field.term_positions(self._ordinal)[begin:end]))
