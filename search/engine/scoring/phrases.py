"""The phrases that queries are given as other names, with what they find: names come back.

The words of a name are looked for in many queries, and each time in the same documents. What a
reader puts in quotes is not kept: hardly anybody asks for it again.
"""

from typing import NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from search.engine.protocol import Documents
from search.query.tree import Phrase
from search.weights import Weights

#: The bytes of found documents that are kept for one version. Set by hand, to bound the memory of a
#: server: the 1,201 phrases of the table take .4 MB over 13,728 articles.
_KEPT = 8 << 20


class Scored(NamedTuple):
    """The documents in which a phrase stands, ascending, and what it adds to their scores."""

    documents: NDArray[np.integer]
    scores: NDArray[np.float32]


class ScoredPhrases(dict[tuple[Phrase, str], Scored]):
    """What phrases find by phrase and field, within the limit. Threads may share it."""

    size = 0

    def add(self, key: tuple[Phrase, str], found: Scored) -> None:
        """Add what a phrase finds in a field; a full cache is emptied first."""
        if self.size > _KEPT:
            self.clear()
            self.size = 0
        self[key] = found
        self.size += sum(array.nbytes for array in found)


#: The caches live as long as the documents: every query has an evaluator of its own.
_caches: WeakKeyDictionary[Documents, dict[tuple[Weights, bool], ScoredPhrases]] = (
    WeakKeyDictionary()
)


def scored_phrases(documents: Documents, weights: Weights, *, exact: bool) -> ScoredPhrases:
    """Return the phrases that are kept of some documents."""
    of_documents = _caches.setdefault(documents, {})
    return of_documents.setdefault((weights, exact), ScoredPhrases())
