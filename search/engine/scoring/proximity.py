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

from search.engine.protocol import Documents
from search.engine.scoring.kernels import NUMPY, Kernels
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
    documents: Documents,
    query: Query,
    best: NDArray[np.int64],
    weights: Weights,
    *,
    kernels: Kernels = NUMPY,
) -> NDArray[np.float32]:
    """Return what the positions of the query's words add to the scores of the documents best.

    best has distinct document numbers in any order; the result has an entry for each, float32.
    """
    order = np.argsort(best)
    ascending = best[order]
    words = [_locate(documents, word, ascending) for word in _words(query)]
    added = np.zeros(len(best), np.float64)
    for word in words:
        opening = kernels.opening(word.locations, ascending, _OPENING)
        added += weights.lead * word.rarity * opening
    for one, other in pairwise(words):
        pair_rarity = min(one.rarity, other.rarity)
        adjacent, near = kernels.beside(one.locations, other.locations, ascending, _NEAR)
        for times, weight in ((adjacent, weights.adjacent), (near, weights.near)):
            added += weight * pair_rarity * times / (times + 1)
    scores = np.empty(len(best), np.float32)
    scores[order] = added
    return scores


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
