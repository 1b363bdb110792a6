"""The inner loops of scoring, in NumPy and compiled: the same results, one chosen for a process.

A server compiles (search.compiled): it answers many queries. A single command does not: its
one query is over before a compiler is imported.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.reader import PLACES, ArticleReader, Occurrences, Postings
from search.query import Word
from search.ranking import Term, Weights, idf, length_norms, terms

Found: TypeAlias = NDArray[np.bool_]
Documents: TypeAlias = NDArray[np.integer]
#: Finds which positions of a second term come at most so far behind one of a first. The
#: arguments: the first's documents, its counts in them and positions, the second's, how far.
Follow: TypeAlias = Callable[..., Occurrences]
#: Narrows the documents found to those that may be among the first so many by a key. The
#: arguments: found, the key of all documents, how many.
Leading: TypeAlias = Callable[[Found, NDArray[Any], int], NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Matches:
    """Which documents are found, and their scores; both over all documents."""

    found: Found
    scores: NDArray[np.float32]


class Scorer(Protocol):
    """Tells what words say about the documents of one index."""

    def add(self, words: Sequence[Word], fields: tuple[str, ...], matches: Matches) -> None:
        """Add to matches the documents that hold any of words, and to all scores theirs."""

    def add_to(
        self,
        documents: Documents,
        words: Sequence[Word],
        fields: tuple[str, ...],
        matches: Matches,
    ) -> None:
        """Add ascending documents to matches, and to their scores alone those of words."""


@dataclass(frozen=True, slots=True)
class Kernels:
    """The loops that a searcher runs."""

    #: Makes the scorer of an index; with True, of the exact forms of words alone.
    scorer: Callable[[ArticleReader, Weights, bool], Scorer]
    follow: Follow
    leading: Leading
    #: Called with each index that is opened, before the first query.
    prepare: Callable[[ArticleReader], None]


@dataclass(frozen=True, slots=True)
class NumpyScorer:
    """The scorer that needs no compiler."""

    reader: ArticleReader
    weights: Weights
    exact: bool

    def add(self, words: Sequence[Word], fields: tuple[str, ...], matches: Matches) -> None:
        """Add to matches the documents that hold any of words, and to all scores theirs."""
        for word in words:
            for term in terms(word, fields, self.weights, exact=self.exact):
                postings = self.reader.postings(term.field, term.term)
                matches.scores[postings.documents] += self._worth(term, postings)
                if term.finds:
                    matches.found[postings.documents] = True

    def add_to(
        self,
        documents: Documents,
        words: Sequence[Word],
        fields: tuple[str, ...],
        matches: Matches,
    ) -> None:
        """Add ascending documents to matches, and to their scores alone those of words."""
        of_words = Matches(np.zeros_like(matches.found), np.zeros_like(matches.scores))
        self.add(words, fields, of_words)
        matches.scores[documents] += of_words.scores[documents]
        matches.found[documents] = True

    def _worth(self, term: Term, postings: Postings) -> NDArray[np.float32]:
        """Return weight * idf * tf / (tf + norm) for every document of a term."""
        reader, weights = self.reader, self.weights
        norms = length_norms(reader.average_length(term.field), weights.k1, weights.b)
        norm = norms[reader.length_bytes(term.field)[postings.documents]]
        rarity = idf(reader.articles, len(postings.documents))
        tf = postings.frequencies.astype(np.float64)
        return (rarity * tf / (tf + norm)).astype(np.float32) * np.float32(term.weight)


def follow(  # noqa: PLR0913, PLR0917  plain arrays, so that it can be compiled
    documents: NDArray[Any],
    counts: NDArray[Any],
    positions: NDArray[Any],
    next_documents: NDArray[Any],
    next_counts: NDArray[Any],
    next_positions: NDArray[Any],
    reach: int,
) -> Occurrences:
    """Return the occurrences of the second term at most reach behind one of the first."""
    if not len(positions):
        return documents, counts, positions
    before = np.repeat(documents.astype(np.int64) * PLACES, counts) + positions
    owners = np.repeat(np.arange(len(next_documents)), next_counts)
    places = next_documents.astype(np.int64)[owners] * PLACES + next_positions
    last = np.searchsorted(before, places) - 1  # the nearest of before that is smaller
    reached = (last >= 0) & (places - before[np.maximum(last, 0)] <= reach)
    in_each = np.bincount(owners[reached], minlength=len(next_documents)).astype(next_counts.dtype)
    holding = in_each > 0
    return next_documents[holding], in_each[holding], next_positions[reached]


def leading(found: Found, key: NDArray[Any], count: int) -> NDArray[np.int64]:
    """Return the documents found that have a key as high as the count-th highest, or higher."""
    (documents,) = found.nonzero()
    if len(documents) <= count:
        return documents
    keys = key[documents]
    return documents[keys >= np.partition(keys, len(keys) - count)[len(keys) - count]]


def _prepare(_: ArticleReader) -> None:
    """Do nothing: NumPy is ready."""


NUMPY = Kernels(scorer=NumpyScorer, follow=follow, leading=leading, prepare=_prepare)
