"""Texts as streams of word numbers -> postings: which documents hold a term, and where.

A run is inverted by one stable sort of the terms, so that documents and positions stay in
their order. No Python object is made a posting. After Heinz and Zobel, Efficient Single-Pass
Index Construction for Text Databases (2003), with the sort in place of the hash of lists.
"""

from array import array
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.analysis import Terms
from index.codec.lexicon import Numbers

_HALF = np.uint32(0xFFFF)
_ROOT = Terms._fields.index("root")
#: A word has four terms, so that shifting divides by their number.
_KINDS, _SHIFT = len(Terms._fields), 2


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


def invert(stream: Stream, first: int, terms_of_words: NDArray[np.int32]) -> Run:
    """Return the postings of a stream whose first document has the number first."""
    counts = np.frombuffer(stream.counts, np.uint32)
    words = np.frombuffer(stream.words, np.uint32) if stream.words else np.zeros(0, np.uint32)
    document = np.repeat(np.arange(first, first + len(counts), dtype=np.uint32), counts)
    begin = np.repeat(np.cumsum(counts, dtype=np.int64) - counts, counts)
    position = (np.arange(len(words)) - begin).astype(np.uint32)
    of_tokens = terms_of_words[words].ravel()
    held = np.flatnonzero(of_tokens >= 0)
    order = held[_stable_order(of_tokens[held].astype(np.uint32))]
    terms, tokens = of_tokens[order], order >> _SHIFT
    documents = document[tokens]
    placed = order & (_KINDS - 1) != _ROOT
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(placed)])
    opens = _changes(terms, documents)  # a posting opens where the term or the document changes
    ends = np.append(opens[1:], len(terms))
    of_postings = terms[opens]
    distinct = _changes(of_postings)
    return Run(
        terms=of_postings[distinct],
        postings=np.diff(np.append(distinct, len(opens))),
        places=np.diff(before[np.append(opens[distinct], len(terms))]),
        documents=documents[opens],
        frequencies=(ends - opens).astype(np.uint32),
        positions=position[tokens[placed]],
    )


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
    return order[np.argsort(upper[order], kind="stable")]
