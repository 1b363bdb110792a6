"""The compiled scorer: what words say about documents, by loops over memory.

A call into compiled code costs as much as a short posting list. So all terms of a query go in
at once, as a table of rows that say where each posting list lies: it takes lists of every
length and type, and the rows of a word are made once.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numba import carray, njit, types  # type: ignore[attr-defined]  # of carray
from numba.extending import intrinsic
from numpy.typing import NDArray

from index.reader import ArticleReader
from search.kernels import Documents, Matches
from search.query import Word
from search.ranking import Term, Weights, idf, length_norms, terms

#: A term as compiled code reads it: addresses and types of its arrays, and what it is worth.
_ROW = np.dtype(
    [
        ("documents", np.intp),
        ("frequencies", np.intp),
        ("lengths", np.intp),
        ("norms", np.intp),
        ("document_bytes", np.int64),
        ("frequency_bytes", np.int64),
        ("count", np.int64),
        ("idf", np.float64),
        ("weight", np.float64),
        ("finds", np.int64),
    ]
)
#: Words whose rows are remembered for an index, and bytes of postings that are held for them
#: where they are no parts of its files but copies.
_WORDS, _COPIED = 2048, 32 << 20


class _Rows(NamedTuple):
    """The rows of a word, and the arrays that they point into: these live as long as the rows."""

    packed: bytes
    arrays: list[list[NDArray[Any]]]


class _Known(dict[tuple[Word, tuple[str, ...]], _Rows]):
    """Rows by word and fields, as many as may be held."""

    copied = 0

    def keep(self, word: Word, fields: tuple[str, ...], rows: _Rows) -> None:
        """Keep the rows of a word; where there are too many, forget all others."""
        if len(self) >= _WORDS or self.copied >= _COPIED:
            self.clear()
            self.copied = 0
        self[word, fields] = rows
        postings = (array for of_term in rows.arrays for array in of_term[:2])
        self.copied += sum(array.nbytes for array in postings if array.base is None)


#: They go with the reader, not with the scorer: every query has its own.
_known: WeakKeyDictionary[ArticleReader, dict[tuple[Weights, bool], _Known]] = WeakKeyDictionary()


class CompiledScorer:
    """Scores by compiled loops. Threads may share it."""

    def __init__(self, reader: ArticleReader, weights: Weights, exact: bool) -> None:  # noqa: FBT001
        self._reader, self._weights, self._exact = reader, weights, exact
        self._known = _known.setdefault(reader, {}).setdefault((weights, exact), _Known())

    def add(self, words: Sequence[Word], fields: tuple[str, ...], matches: Matches) -> None:
        """Add to matches the documents that hold any of words, and to all scores theirs."""
        rows = [self._rows(word, fields) for word in words]  # keeps the arrays during the call
        _add(matches.found, matches.scores, _table(rows))

    def add_to(
        self,
        documents: Documents,
        words: Sequence[Word],
        fields: tuple[str, ...],
        matches: Matches,
    ) -> None:
        """Add ascending documents to matches, and to their scores alone those of words."""
        rows = [self._rows(word, fields) for word in words]
        _add_to(documents, matches.found, matches.scores, _table(rows))

    def _rows(self, word: Word, fields: tuple[str, ...]) -> _Rows:
        rows = self._known.get((word, fields))
        if rows is None:
            rows = self._made(word, fields)
            self._known.keep(word, fields, rows)
        return rows

    def _made(self, word: Word, fields: tuple[str, ...]) -> _Rows:
        of_word = terms(word, fields, self._weights, exact=self._exact)
        arrays = [self._arrays(term) for term in of_word]
        rows = [self._row(term, *each) for term, each in zip(of_word, arrays, strict=True)]
        return _Rows(np.array(rows, _ROW).tobytes(), arrays)

    def _arrays(self, term: Term) -> list[NDArray[Any]]:
        """Return a term's documents and frequencies, all documents' lengths, and their norms."""
        postings = self._reader.postings(term.field, term.term)
        average = self._reader.average_length(term.field)
        return [
            np.ascontiguousarray(postings.documents),
            np.ascontiguousarray(postings.frequencies),
            np.ascontiguousarray(self._reader.length_bytes(term.field)),
            length_norms(average, self._weights.k1, self._weights.b),
        ]

    def _row(
        self, term: Term, documents: NDArray[Any], frequencies: NDArray[Any], *others: NDArray[Any]
    ) -> tuple[float, ...]:
        return (
            *(array.ctypes.data for array in (documents, frequencies, *others)),
            documents.itemsize,
            frequencies.itemsize,
            len(documents),
            idf(self._reader.articles, len(documents)),
            term.weight,
            term.finds,
        )


def _table(rows: list[_Rows]) -> bytes:
    return b"".join([of_word.packed for of_word in rows])


def _as_pointer(_, address):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Tell Numba how an address becomes a pointer."""

    def generate(context, builder, signature, arguments):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        return builder.inttoptr(arguments[0], context.get_value_type(signature.return_type))

    return types.voidptr(address), generate


_pointer: Any = intrinsic(_as_pointer)


@njit(cache=True, nogil=True, boundscheck=False)
def _number(address, width, n):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Return the n-th of the unsigned numbers of so many bytes each that begin at address."""
    if width == 1:
        return np.uintp(carray(_pointer(address), n + 1, np.uint8)[n])
    if width == 2:  # noqa: PLR2004
        return np.uintp(carray(_pointer(address), n + 1, np.uint16)[n])
    return np.uintp(carray(_pointer(address), n + 1, np.uint32)[n])


@njit(cache=True, nogil=True, boundscheck=False)
def _worth(norms, idf, weight, tf, length):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    tf = np.float64(np.int64(tf))
    return np.float32(idf * tf / (tf + np.float64(norms[length]))) * weight


@njit(cache=True, nogil=True, boundscheck=False)
def _add(found, scores, table):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    for row in np.frombuffer(table, _ROW):
        documents, wide = row.documents, row.document_bytes  # else they are read at every turn
        frequencies, often, lengths = row.frequencies, row.frequency_bytes, row.lengths
        norms = carray(_pointer(row.norms), 256, np.float32)
        idf, weight = row.idf, np.float32(row.weight)
        for n in range(row.count):
            document = _number(documents, wide, n)
            tf, length = _number(frequencies, often, n), _number(lengths, 1, document)
            scores[document] += _worth(norms, idf, weight, tf, length)
        if row.finds:
            for n in range(row.count):
                found[_number(documents, wide, n)] = True


@njit(cache=True, nogil=True, boundscheck=False)
def _add_to(documents, found, scores, table):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    added = np.zeros(len(documents), np.float32)
    for row in np.frombuffer(table, _ROW):
        norms = carray(_pointer(row.norms), 256, np.float32)
        idf, weight = row.idf, np.float32(row.weight)
        place = 0
        for n in range(len(documents)):
            document = np.uintp(documents[n])
            place = _place(row.documents, row.document_bytes, row.count, place, document)
            if place < row.count and _number(row.documents, row.document_bytes, place) == document:
                tf = _number(row.frequencies, row.frequency_bytes, place)
                length = _number(row.lengths, 1, document)
                added[n] += _worth(norms, idf, weight, tf, length)
    for n in range(len(documents)):
        found[documents[n]] = True
        scores[documents[n]] += added[n]


@njit(cache=True, nogil=True, boundscheck=False)
def _place(documents, wide, count, place, document):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Return the first place from place on that is not before document: strides, then halves."""
    stride = 1
    while place + stride < count and _number(documents, wide, place + stride) < document:
        place += stride
        stride *= 2
    last = min(place + stride, count)
    while place < last:
        middle = (place + last) >> 1
        if _number(documents, wide, middle) < document:
            place = middle + 1
        else:
            last = middle
    return place
