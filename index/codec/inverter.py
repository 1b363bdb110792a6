"""Texts as streams of word numbers -> postings: which documents hold a term, and where.

A run is inverted by one stable sort of the terms, so that documents and positions stay in
their order. No Python object is made a posting. After Heinz and Zobel, Efficient Single-Pass
Index Construction for Text Databases (2003), with the sort in place of the hash of lists.
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


@dataclass(slots=True)
class Stream:
    """The words of one field over the documents of a run, and how many each document has."""

    words: "array[int]" = field(default_factory=lambda: array("I"))
    counts: "array[int]" = field(default_factory=lambda: array("I"))

    def add(self, words: Numbers) -> None:
        """Add the words of the next document."""
        self.words.frombytes(words.tobytes())
        self.counts.append(len(words))


@dataclass(frozen=True, slots=True)
class Run:
    """Postings of some documents, by ascending number of their term.

    terms are the distinct ones; postings and places tell how many of each belong to them.
    Roots have no places: they add to a rank, and nobody asks where they stand.
    """

    terms: NDArray[np.int32]
    postings: NDArray[np.int64]
    places: NDArray[np.int64]
    documents: Numbers
    frequencies: Numbers
    positions: Numbers


def invert(stream: Stream, first: int, terms_of_words: NDArray[np.int32]) -> Iterator[Run]:
    """Yield the postings of a stream whose first document has the number first.

    There is a run for each kind of terms: so few are sorted at once, and roots have no places.
    """
    counts = np.frombuffer(stream.counts, np.uint32)
    words = np.frombuffer(stream.words, np.uint32) if stream.words else np.zeros(0, np.uint32)
    document = np.repeat(np.arange(first, first + len(counts), dtype=np.uint32), counts)
    begin = np.repeat(np.cumsum(counts, dtype=np.int64) - counts, counts)
    position = (np.arange(len(words)) - begin).astype(np.uint32)
    for kind, terms in enumerate(terms_of_words.T):
        places = None if kind == _ROOT else position
        yield _run(words, document, places, np.ascontiguousarray(terms))


def _run(
    words: Numbers, document: Numbers, position: Numbers | None, term_of: NDArray[np.int32]
) -> Run:
    """Return the postings of words by the terms of one kind, -1 where a word has none."""
    distinct, ranks = _ranked(term_of[words])
    order = _stable_order(ranks)
    order = order[np.count_nonzero(ranks == 0) :]  # they have no term of this kind
    ranks = ranks[order]
    documents = document[order]
    opens = _changes(ranks, documents)  # a posting opens where the term or the document changes
    ends = np.append(opens[1:], len(ranks))
    firsts = _changes(ranks[opens])
    postings = np.diff(np.append(firsts, len(opens)))
    places = np.diff(np.append(opens[firsts], len(ranks)))
    return Run(
        terms=distinct[ranks[opens[firsts]]],
        postings=postings,
        places=np.zeros_like(places) if position is None else places,
        documents=documents[opens],
        frequencies=(ends - opens).astype(np.uint32),
        positions=np.zeros(0, np.uint32) if position is None else position[order],
    )


def _ranked(terms: NDArray[np.int32]) -> tuple[NDArray[np.int32], Numbers]:
    """Return the distinct terms in order, -1 first, and for each term its place among them."""
    used = np.zeros(int(terms.max(initial=-1)) + 2, np.bool_)
    used[0] = True
    used[terms + 1] = True
    places = (np.cumsum(used) - 1).astype(np.uint32)
    return (np.flatnonzero(used) - 1).astype(np.int32), places[terms + 1]


def _changes(*columns: NDArray[Any]) -> NDArray[np.int64]:
    """Return the rows in which any column differs from the row before, the first among them."""
    changed = np.zeros(len(columns[0]), np.bool_)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(changed)


def _stable_order(numbers: Numbers) -> NDArray[np.int64]:
    """Return the order that sorts numbers and leaves equals as they are.

    NumPy has a radix sort for 16 bits alone: the lower half is sorted, then the upper.
    """
    order = np.argsort((numbers & _HALF).astype(np.uint16), kind="stable")
    upper = (numbers >> np.uint32(16)).astype(np.uint16)
    return order[np.argsort(upper[order], kind="stable")] if upper.any() else order
