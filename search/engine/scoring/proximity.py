"""Scores by position: where the words of a query stand in the best documents.

BM25 counts words; a reader also sees whether they are in the opening, side by side as typed, or
near each other. Each earns the rarity of the word, and less with repetition (n / (n + 1)), after
Büttcher, Clarke and Lushman, Term Proximity Scoring (2006), simplified to pairs of neighbours in
the query.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.reader import PLACES
from search.engine.protocol import Documents
from search.engine.weighting import held, idf
from search.query.tree import Phrase, Query, Word, atoms
from search.weights import Weights

#: The number of best documents that are scored by position. Set by hand: from 50 to 800 no query
#: of five collections changes its nDCG@10.
DEPTH = 200
#: The words that are the opening of a body, the best of 15 to 240 on known-item,
#: known-item-keywords and topics; the distance in words at which two are near, set by hand:
#: nDCG@10 changes by less than .002 from 4 to 16.
_OPENING, _NEAR = 60, 8
_FIELD = "body"


@dataclass(frozen=True, slots=True)
class _Located:
    """A word of the query: its ascending locations in the best documents (int64), its rarity."""

    locations: NDArray[np.int64]
    rarity: float


def position_scores(
    documents: Documents, query: Query, best: NDArray[np.int64], weights: Weights
) -> NDArray[np.float32]:
    """Return what the positions of the query's words add to the scores of the documents best.

    best has distinct document numbers in any order; the result has an entry for each, float32.
    """
    ranks = np.full(len(documents), -1, np.int64)
    ranks[best] = np.arange(len(best))
    ascending = np.sort(best)
    words = [_locate(documents, word, ascending) for word in _words(query)]
    added = np.zeros(len(best), np.float64)
    for word in words:
        opening = _ranks(word.locations[word.locations % PLACES < _OPENING], ranks)
        added += weights.lead * word.rarity * (np.bincount(opening, minlength=len(best)) > 0)
    for one, other in pairwise(words):
        pair_rarity = min(one.rarity, other.rarity)
        adjacent = other.locations[_distance_back(one.locations, other.locations) == 1]
        near = one.locations[_nearest(one.locations, other.locations) <= _NEAR]
        for locations, weight in ((adjacent, weights.adjacent), (near, weights.near)):
            times = np.bincount(_ranks(locations, ranks), minlength=len(best))
            added += weight * pair_rarity * times / (times + 1)
    return added.astype(np.float32)


def _words(query: Query) -> Iterator[Word]:
    """Yield the words that are searched for in the body, without stop words, in order."""
    for field, atom in atoms(query):
        if field not in (None, _FIELD):
            continue
        if isinstance(atom, Phrase):
            yield from atom.words
        elif isinstance(atom, Word) and not atom.is_stop_word:
            yield atom


def _locate(documents: Documents, word: Word, best: NDArray[np.int64]) -> _Located:
    holding = held(documents, _FIELD, word)
    return _Located(
        documents.places_in(_FIELD, word.finding, best),
        idf(documents.articles, holding) if holding else 0.0,
    )


def _ranks(locations: NDArray[np.int64], ranks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each location the rank of its document."""
    return ranks[locations // PLACES]


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
