"""The first of a list in the order of what they mean, too."""

import numpy as np
from numpy.typing import NDArray

from search.engine.meaning import Closeness
from search.engine.protocol import Documents


class ByMeaning:
    """Orders the first documents of lists of one question.

    lacking tells whether some of those that were ordered have no vector yet.
    """

    def __init__(self, closeness: Closeness, question: str, weight: float) -> None:
        self._closeness, self._question, self._weight = closeness, question, weight
        #: The cosines by the documents: the list of a cluster is begun twice.
        self._cosines: dict[bytes, NDArray[np.float32] | None] = {}
        self.lacking = False

    def order(
        self,
        documents: Documents,
        first: NDArray[np.int64],
        scores: NDArray[np.float32],
        tiers: NDArray[np.bool_],
    ) -> NDArray[np.int64]:
        """Return the order of the first documents, int64; as it is without a vector to ask by."""
        key = first.tobytes()
        if key not in self._cosines:
            self._cosines[key] = self._closeness.of(documents, first, self._question)
        cosines = self._cosines[key]
        if cosines is None:
            return np.arange(len(first))
        self.lacking = bool(np.isnan(cosines).any())
        return by_meaning(scores, cosines, tiers, self._weight)


def by_meaning(
    scores: NDArray[np.float32],
    cosines: NDArray[np.float32],
    tiers: NDArray[np.bool_],
    weight: float,
) -> NDArray[np.int64]:
    """Return the order of the first articles of a list, int64, by the share of the best score.

    cosines, which count weight times as much, are NaN where an article has no vector: it keeps its
    place. So do tiers: the places of one are given to articles of it alone.

    >>> by_meaning(np.float32([4, 3, 2, 1]), np.float32([.1, .9, np.nan, 1]),
    ...            np.array([True, True, True, False]), 1.0)
    array([1, 0, 2, 3])
    """
    best = float(scores.max(initial=0)) or 1.0
    worth = scores / best + weight * cosines
    order = np.arange(len(scores))
    for tier in (True, False):
        places = np.flatnonzero((tiers == tier) & ~np.isnan(cosines))
        order[places] = places[np.argsort(-worth[places], kind="stable")]
    return order
