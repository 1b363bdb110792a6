"""The scorer that Numba compiles: loops over the memory of posting lists.

A call into compiled code costs as much as a short posting list. So all terms of a query go in at
once, as a table with a row a term that holds the addresses of its arrays. One loop then takes
lists of every length and dtype, and the rows of a word are made once.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numba import carray, njit, types  # type: ignore[attr-defined]  # of carray
from numba.extending import intrinsic
from numpy.typing import NDArray

from search.engine.protocol import Documents
from search.engine.scoring.bm25 import length_norms
from search.engine.scoring.kernels import Matches
from search.engine.weighting import Term, rarity, terms
from search.query.tree import Word
from search.weights import Weights

#: A term as compiled code reads it: the addresses and item sizes of its arrays, and its weight.
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
#: The words whose rows are cached for one version, and the bytes of postings that they may hold
#: where those are copies and not slices of files. Set by hand, to bound the memory of a server.
_WORDS, _COPIED = 2048, 32 << 20


class _Rows(NamedTuple):
    """The rows of a word, and the arrays that they point into, which must live as long."""

    packed: bytes
    arrays: list[list[NDArray[Any]]]


class _Cache(dict[tuple[Word, tuple[str, ...]], _Rows]):
    """Rows by word and fields, within the limits."""

    copied = 0

    def add(self, word: Word, fields: tuple[str, ...], rows: _Rows) -> None:
        """Add the rows of a word; a full cache is emptied first."""
        if len(self) >= _WORDS or self.copied >= _COPIED:
            self.clear()
            self.copied = 0
        self[word, fields] = rows
        postings = (array for arrays in rows.arrays for array in arrays[:2])
        self.copied += sum(array.nbytes for array in postings if array.base is None)


#: The caches live as long as the documents: every query has a scorer of its own.
_caches: WeakKeyDictionary[Documents, dict[tuple[Weights, bool], _Cache]] = WeakKeyDictionary()


class CompiledScorer:
    """Scores by compiled loops. Threads may share it."""

    def __init__(self, documents: Documents, weights: Weights, exact: bool) -> None:  # noqa: FBT001
        self._documents, self._weights, self._exact = documents, weights, exact
        self._cache = _caches.setdefault(documents, {}).setdefault((weights, exact), _Cache())

    def add(self, words: Sequence[Word], fields: tuple[str, ...], matches: Matches) -> None:
        """Add to matches the documents that contain any of words, and to all scores theirs."""
        rows = [self._rows(word, fields) for word in words]  # keeps the arrays alive
        _add(matches.mask, matches.scores, _table(rows))

    def add_to(
        self,
        documents: NDArray[np.integer],
        words: Sequence[Word],
        fields: tuple[str, ...],
        matches: Matches,
    ) -> None:
        """Add ascending documents to matches, and to their scores alone those of words."""
        rows = [self._rows(word, fields) for word in words]
        _add_to(documents, matches.mask, matches.scores, _table(rows))

    def _rows(self, word: Word, fields: tuple[str, ...]) -> _Rows:
        rows = self._cache.get((word, fields))
        if rows is None:
            rows = self._new_rows(word, fields)
            self._cache.add(word, fields, rows)
        return rows

    def _new_rows(self, word: Word, fields: tuple[str, ...]) -> _Rows:
        of_word = terms(word, fields, self._weights, exact=self._exact)
        arrays = [self._arrays(term) for term in of_word]
        rows = [self._row(term, *each) for term, each in zip(of_word, arrays, strict=True)]
        return _Rows(np.array(rows, _ROW).tobytes(), arrays)

    def _arrays(self, term: Term) -> list[NDArray[Any]]:
        """Return a term's documents and frequencies, the lengths of all documents, the norms."""
        postings = self._documents.postings(term.field, term.term)
        average = self._documents.average_length(term.field)
        return [
            np.ascontiguousarray(postings.documents),
            np.ascontiguousarray(postings.frequencies),
            np.ascontiguousarray(self._documents.length_bytes(term.field)),
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
            rarity(self._documents, term.field, term.term),
            term.weight,
            term.finds,
        )


def _table(rows: list[_Rows]) -> bytes:
    return b"".join([each.packed for each in rows])


def _as_pointer(_, address):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Tell Numba how an address becomes a pointer."""

    def generate(context, builder, signature, arguments):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        return builder.inttoptr(arguments[0], context.get_value_type(signature.return_type))

    return types.voidptr(address), generate


_pointer: Any = intrinsic(_as_pointer)


@njit(nogil=True, boundscheck=False)
def _number(address, width, n):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Return the n-th of the unsigned numbers of width bytes each that begin at address."""
    if width == 1:
        return np.uintp(carray(_pointer(address), n + 1, np.uint8)[n])
    if width == 2:  # noqa: PLR2004
        return np.uintp(carray(_pointer(address), n + 1, np.uint16)[n])
    return np.uintp(carray(_pointer(address), n + 1, np.uint32)[n])


@njit(nogil=True, boundscheck=False)
def _score(norms, idf, weight, tf, length):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    tf = np.float64(np.int64(tf))
    return np.float32(idf * tf / (tf + np.float64(norms[length]))) * weight


@njit(nogil=True, boundscheck=False)
def _add(mask, scores, table):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    for row in np.frombuffer(table, _ROW):
        documents, wide = row.documents, row.document_bytes  # local, or each turn reads them anew
        frequencies, narrow, lengths = row.frequencies, row.frequency_bytes, row.lengths
        norms = carray(_pointer(row.norms), 256, np.float32)
        idf, weight = row.idf, np.float32(row.weight)
        for n in range(row.count):
            document = _number(documents, wide, n)
            tf, length = _number(frequencies, narrow, n), _number(lengths, 1, document)
            scores[document] += _score(norms, idf, weight, tf, length)
        if row.finds:
            for n in range(row.count):
                mask[_number(documents, wide, n)] = True


@njit(nogil=True, boundscheck=False)
def _add_to(documents, mask, scores, table):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    added = np.zeros(len(documents), np.float32)
    for row in np.frombuffer(table, _ROW):
        norms = carray(_pointer(row.norms), 256, np.float32)
        idf, weight = row.idf, np.float32(row.weight)
        slot = 0
        for n in range(len(documents)):
            document = np.uintp(documents[n])
            slot = _advance(row.documents, row.document_bytes, row.count, slot, document)
            if slot < row.count and _number(row.documents, row.document_bytes, slot) == document:
                tf = _number(row.frequencies, row.frequency_bytes, slot)
                length = _number(row.lengths, 1, document)
                added[n] += _score(norms, idf, weight, tf, length)
    for n in range(len(documents)):
        mask[documents[n]] = True
        scores[documents[n]] += added[n]


@njit(nogil=True, boundscheck=False)
def _advance(documents, wide, count, slot, document):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Return the first slot from slot on that is not before document, by galloping search."""
    stride = 1
    while slot + stride < count and _number(documents, wide, slot + stride) < document:
        slot += stride
        stride *= 2
    last = min(slot + stride, count)
    while slot < last:
        middle = (slot + last) >> 1
        if _number(documents, wide, middle) < document:
            slot = middle + 1
        else:
            last = middle
    return slot


SCORING_LOOPS = (_number, _score, _add, _add_to, _advance)
