"""Streams of word numbers -> postings: which documents contain a term, and where.

A run is inverted by one stable sort of the terms, so that documents and positions keep their
order. No posting becomes a Python object. After Heinz and Zobel, Efficient Single-Pass Index
Construction for Text Databases (2003), with the sort instead of a hash of lists.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.analysis import Terms
from index.codec.lexicon import Numbers

_HALF = np.uint32(0xFFFF)
_ROOT = Terms._fields.index("root")


@dataclass(frozen=True, slots=True)
class PlacedTerms:
    """Terms that stand at some words of a text beside those of the words themselves.

    places are the positions of the words, ascending, terms the numbers of the terms; both uint32.
    """

    places: Numbers = field(default_factory=lambda: np.zeros(0, np.uint32))
    terms: Numbers = field(default_factory=lambda: np.zeros(0, np.uint32))


@dataclass(slots=True)
class WordStream:
    """The numbers of the words of one field over the documents of a run, and the words of each.

    placed are the terms beside them, at the words that places number from the first of the run.
    """

    words: "array[int]" = field(default_factory=lambda: array("I"))
    counts: "array[int]" = field(default_factory=lambda: array("I"))
    places: "array[int]" = field(default_factory=lambda: array("I"))
    placed: "array[int]" = field(default_factory=lambda: array("I"))

    def add(self, words: Numbers, beside: PlacedTerms | None = None) -> None:
        """Add the words of the next document, and the terms beside them."""
        if beside is not None:
            places = beside.places + np.uint32(len(self.words))
            self.places.frombytes(places.astype(np.uint32).tobytes())
            self.placed.frombytes(beside.terms.tobytes())
        self.words.frombytes(words.tobytes())
        self.counts.append(len(words))


@dataclass(frozen=True, slots=True)
class InvertedRun:
    """Postings of some documents, sorted by the number of their term.

    terms are the distinct numbers, ascending; postings and places are the postings and positions
    of each. documents, frequencies and positions are those of all terms, one after the other.
    Roots have no positions: they only add to a score.
    """

    terms: NDArray[np.int32]
    postings: NDArray[np.int64]
    places: NDArray[np.int64]
    documents: Numbers
    frequencies: Numbers
    positions: Numbers


def invert(
    stream: WordStream, first: int, terms_of_words: NDArray[np.int32]
) -> Iterator[InvertedRun]:
    """Yield the postings of a stream whose first document has the number first.

    terms_of_words has a row a word and a column a kind of term, -1 for none. There is a run for
    each kind, and one for the terms beside the words: so fewer terms are sorted at once.
    """
    counts, words = numbers(stream.counts), numbers(stream.words)
    document = np.repeat(np.arange(first, first + len(counts), dtype=np.uint32), counts)
    begin = np.repeat(np.cumsum(counts, dtype=np.int64) - counts, counts)
    position = (np.arange(len(words)) - begin).astype(np.uint32)
    for kind, terms in enumerate(terms_of_words.T):
        places = None if kind == _ROOT else position
        yield _run(words, document, places, np.ascontiguousarray(terms))
    at = numbers(stream.places)
    terms = numbers(stream.placed).astype(np.int32)
    yield _run(np.arange(len(at), dtype=np.uint32), document[at], position[at], terms)


def _run(
    words: Numbers, document: Numbers, position: Numbers | None, term_of: NDArray[np.int32]
) -> InvertedRun:
    """Return the postings of words by their terms of one kind; -1 is no term."""
    distinct, ranks = _ranked(term_of[words])
    order = stable_order(ranks)
    order = order[np.count_nonzero(ranks == 0) :]  # without those that have no term of this kind
    ranks = ranks[order]
    documents = document[order]
    opens = _changes(ranks, documents)  # a posting begins where the term or the document changes
    ends = np.append(opens[1:], len(ranks))
    firsts = _changes(ranks[opens])
    postings = np.diff(np.append(firsts, len(opens)))
    places = np.diff(np.append(opens[firsts], len(ranks)))
    return InvertedRun(
        terms=distinct[ranks[opens[firsts]]],
        postings=postings,
        places=np.zeros_like(places) if position is None else places,
        documents=documents[opens],
        frequencies=(ends - opens).astype(np.uint32),
        positions=np.zeros(0, np.uint32) if position is None else position[order],
    )


def numbers(stream: "array[int]") -> Numbers:
    """Return the numbers of a stream, uint32."""
    return np.frombuffer(stream, np.uint32) if stream else np.zeros(0, np.uint32)


def _ranked(terms: NDArray[np.int32]) -> tuple[NDArray[np.int32], Numbers]:
    """Return the distinct terms ascending, -1 first, and the rank of each term among them."""
    used = np.zeros(int(terms.max(initial=-1)) + 2, np.bool_)
    used[0] = True
    used[terms + 1] = True
    places = (np.cumsum(used) - 1).astype(np.uint32)
    return (np.flatnonzero(used) - 1).astype(np.int32), places[terms + 1]


def _changes(*columns: NDArray[Any]) -> NDArray[np.int64]:
    """Return the rows, including the first, in which a column differs from the row before."""
    changed = np.zeros(len(columns[0]), np.bool_)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(changed)


def stable_order(numbers: Numbers) -> NDArray[np.int64]:
    """Return the stable order that sorts numbers, int64.

    NumPy's radix sort takes 16 bits only: the lower half is sorted first, then the upper.
    """
    order = np.argsort((numbers & _HALF).astype(np.uint16), kind="stable")
    upper = (numbers >> np.uint32(16)).astype(np.uint16)
    return order[np.argsort(upper[order], kind="stable")] if upper.any() else order
