"""The best articles ranked once more, by where the words stand in them.

BM25 counts words; a reader also sees whether they stand in the opening, side by
side as typed, or near each other. Each earns what the word's rarity is worth,
fading with repetition (n / (n + 1)), after Büttcher, Clarke and Lushman, Term
Proximity Scoring (2006), simplified to pairs of neighbours in the query.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.reader import PLACES, ArticleReader
from search.query import Phrase, Query, Word, atoms
from search.ranking import Weights, idf

#: So many of the best are looked at again.
DEPTH = 200
#: Words that are the opening of an article; distance at which words are near.
_OPENING, _NEAR = 60, 8
_FIELD = "body"


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a word of the query stands in the best articles, and how rare it is."""

    places: NDArray[np.int64]
    rarity: float


def position_scores(
    reader: ArticleReader, query: Query, best: NDArray[np.int64], weights: Weights
) -> NDArray[np.float32]:
    """Return what the places of the query's words add to the score of each of best."""
    among_best = np.full(reader.articles, -1, np.int64)
    among_best[best] = np.arange(len(best))
    in_order = np.sort(best)
    words = [_places(reader, word, in_order) for word in _words(query)]
    added = np.zeros(len(best), np.float64)
    for word in words:
        opening = _articles(word.places[word.places % PLACES < _OPENING], among_best)
        added += weights.lead * word.rarity * (np.bincount(opening, minlength=len(best)) > 0)
    for one, other in pairwise(words):
        rarity = min(one.rarity, other.rarity)
        side_by_side = other.places[_distance_back(one.places, other.places) == 1]
        near = one.places[_nearest(one.places, other.places) <= _NEAR]
        for places, weight in ((side_by_side, weights.adjacent), (near, weights.near)):
            times = np.bincount(_articles(places, among_best), minlength=len(best))
            added += weight * rarity * times / (times + 1)
    return added.astype(np.float32)


def _words(query: Query) -> Iterator[Word]:
    """Yield the telling words that are asked of the body, in the order typed."""
    for field, atom in atoms(query):
        if field in (None, _FIELD) and not (isinstance(atom, Word) and not atom.stem):
            yield from (
                atom.words if isinstance(atom, Phrase) else [atom] if isinstance(atom, Word) else []
            )


def _places(reader: ArticleReader, word: Word, best: NDArray[np.int64]) -> _Places:
    found = len(reader.postings(_FIELD, word.widest).documents)
    rarity = idf(reader.articles, found) if found else 0.0
    return _Places(reader.places_in(_FIELD, (word.widest,), best), rarity)


def _articles(places: NDArray[np.int64], among_best: NDArray[np.int64]) -> NDArray[np.int64]:
    return among_best[places // PLACES]


def _distance_back(before: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how far before each of places the nearest of before stands."""
    if not len(before):
        return np.full(len(places), PLACES)
    last = np.searchsorted(before, places) - 1
    return np.where(last >= 0, places - before[np.maximum(last, 0)], PLACES)


def _nearest(places: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how far from each of places the nearest of others stands, on either side."""
    backwards = _distance_back(others, places + 1) - 1
    forwards = _distance_back(-others[::-1], -places[::-1] + 1)[::-1] - 1
    return np.minimum(backwards, forwards)
