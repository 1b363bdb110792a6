"""The inner loops of scoring, in NumPy and compiled, with the same results to the last bit.

A server runs the compiled loops (scoring.compiled) because it answers many queries. A single
command runs NumPy: its one query is over before a compiler is imported.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.codec.ragged import Ragged
from index.postings import PLACES, Locate, Occurrences, Postings, locate
from search.engine.protocol import Documents
from search.engine.scoring.bm25 import length_norms
from search.engine.weighting import Term, rarity, terms
from search.query.tree import Word
from search.weights import Weights

Mask: TypeAlias = NDArray[np.bool_]
#: Finds the occurrences of a second term at most some positions after one of a first. Arguments:
#: documents, counts and positions of the first, the same of the second, how many positions.
Follow: TypeAlias = Callable[..., Occurrences]
#: Narrows a mask to the documents that may be among the first k by a key. Arguments: the mask,
#: the key of every document, k.
Candidates: TypeAlias = Callable[[Mask, NDArray[Any], int], NDArray[np.int64]]
#: Which ascending documents have a word in their first words. Arguments: its locations, the
#: documents, how many words are the first.
Opening: TypeAlias = Callable[[NDArray[np.int64], NDArray[np.int64], int], Mask]
#: How often in each of ascending documents a second word follows a first at once, and how often the
#: second is near the first. Arguments: the locations of both, the documents, how far is near.
Beside: TypeAlias = Callable[
    [NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], int],
    tuple[NDArray[np.int64], NDArray[np.int64]],
]
#: Counts the values of ascending documents in a ragged column. Arguments: the column, the documents
#: (int64), one more than the highest value. Returns the number of each value, int64.
Tally: TypeAlias = Callable[[Ragged, NDArray[np.int64], int], NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Matches:
    """Which documents match (bool), and their scores (float32); both over all documents."""

    mask: Mask
    scores: NDArray[np.float32]


class Scorer(Protocol):
    """Scores words over the documents of one engine."""

    def add(self, words: Sequence[Word], fields: tuple[str, ...], matches: Matches) -> None:
        """Add to matches the documents that contain any of words, and to all scores theirs."""

    def add_to(
        self,
        documents: NDArray[np.integer],
        words: Sequence[Word],
        fields: tuple[str, ...],
        matches: Matches,
    ) -> None:
        """Add ascending documents to matches, and to their scores alone those of words."""


@dataclass(frozen=True, slots=True)
class Kernels:
    """The loops that an engine runs."""

    #: Makes the scorer of some documents; with True it scores exact forms only.
    scorer: Callable[[Documents, Weights, bool], Scorer]
    follow: Follow
    candidates: Candidates
    locate: Locate
    tally: Tally
    opening: Opening
    beside: Beside
    #: Called with the documents of each version that is opened, before the first query.
    prepare: Callable[[Documents], None]


@dataclass(frozen=True, slots=True)
class NumpyScorer:
    """The scorer that needs no compiler."""

    documents: Documents
    weights: Weights
    exact: bool

    def add(self, words: Sequence[Word], fields: tuple[str, ...], matches: Matches) -> None:
        """Add to matches the documents that contain any of words, and to all scores theirs."""
        for word in words:
            for term in terms(word, fields, self.weights, exact=self.exact):
                postings = self.documents.postings(term.field, term.term)
                matches.scores[postings.documents] += self._scores(term, postings)
                if term.finds:
                    matches.mask[postings.documents] = True

    def add_to(
        self,
        documents: NDArray[np.integer],
        words: Sequence[Word],
        fields: tuple[str, ...],
        matches: Matches,
    ) -> None:
        """Add ascending documents to matches, and to their scores alone those of words."""
        added = Matches(np.zeros_like(matches.mask), np.zeros_like(matches.scores))
        self.add(words, fields, added)
        matches.scores[documents] += added.scores[documents]
        matches.mask[documents] = True

    def _scores(self, term: Term, postings: Postings) -> NDArray[np.float32]:
        """Return weight * idf * tf / (tf + norm) for every document of a term."""
        documents, weights = self.documents, self.weights
        norms = length_norms(documents.average_length(term.field), weights.k1, weights.b)
        norm = norms[documents.length_bytes(term.field)[postings.documents]]
        tf = postings.frequencies.astype(np.float64)
        scores = rarity(documents, term.field, term.term) * tf / (tf + norm)
        return scores.astype(np.float32) * np.float32(term.weight)


def follow(  # noqa: PLR0913, PLR0917  plain arrays, so that it can be compiled
    documents: NDArray[Any],
    counts: NDArray[Any],
    positions: NDArray[Any],
    next_documents: NDArray[Any],
    next_counts: NDArray[Any],
    next_positions: NDArray[Any],
    reach: int,
) -> Occurrences:
    """Return the occurrences of the second term at most reach positions after the first.

    Arguments and result are occurrences as index.postings.Occurrences describes them; the result
    has the dtypes of the second term's arrays.
    """
    if not len(positions):
        return documents, counts, positions
    before = np.repeat(documents.astype(np.int64) * PLACES, counts) + positions
    owners = np.repeat(np.arange(len(next_documents)), next_counts)
    locations = next_documents.astype(np.int64)[owners] * PLACES + next_positions
    last = np.searchsorted(before, locations) - 1  # the nearest of before that is smaller
    reached = (last >= 0) & (locations - before[np.maximum(last, 0)] <= reach)
    in_each = np.bincount(owners[reached], minlength=len(next_documents)).astype(next_counts.dtype)
    holding = in_each > 0
    return next_documents[holding], in_each[holding], next_positions[reached]


def candidates(mask: Mask, key: NDArray[Any], k: int) -> NDArray[np.int64]:
    """Return the documents of mask whose key is at least the k-th highest, ascending int64."""
    (documents,) = mask.nonzero()
    if len(documents) <= k:
        return documents
    keys = key[documents]
    return documents[keys >= np.partition(keys, len(keys) - k)[len(keys) - k]]


def tally(column: Ragged, documents: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Return how many of ascending documents have each value of a column below size, int64."""
    return np.bincount(column.of_all(documents)[0], minlength=size)


def opening(locations: NDArray[np.int64], documents: NDArray[np.int64], first: int) -> Mask:
    """Return which of ascending documents have one of the locations in their first words, bool."""
    return _times(locations[locations % PLACES < first], documents) > 0


def beside(
    one: NDArray[np.int64], other: NDArray[np.int64], documents: NDArray[np.int64], reach: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how often in each document other follows one at once, and one is near other.

    Both are ascending locations in ascending documents; near is at most reach, on either side.
    """
    adjacent = other[_distance_back(one, other) == 1]
    near = one[_nearest(one, other) <= reach]
    return _times(adjacent, documents), _times(near, documents)


def _times(locations: NDArray[np.int64], documents: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many of the locations, all in ascending documents, each of these has."""
    return np.bincount(documents.searchsorted(locations // PLACES), minlength=len(documents))


def _distance_back(before: NDArray[np.int64], locations: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how far before each location the nearest of before is; PLACES if none is."""
    if not len(before):
        return np.full(len(locations), PLACES)
    last = np.searchsorted(before, locations) - 1
    return np.where(last >= 0, locations - before[np.maximum(last, 0)], PLACES)


def _nearest(locations: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how far from each location the nearest of others is, on either side."""
    backwards = _distance_back(others, locations + 1) - 1
    forwards = _distance_back(-others[::-1], -locations[::-1] + 1)[::-1] - 1
    return np.minimum(backwards, forwards)


def _prepare(_: Documents) -> None:
    """Do nothing: NumPy is ready."""


NUMPY = Kernels(
    scorer=NumpyScorer,
    follow=follow,
    candidates=candidates,
    locate=locate,
    tally=tally,
    opening=opening,
    beside=beside,
    prepare=_prepare,
)
