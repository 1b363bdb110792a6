"""Near copies: which articles of an index say the same in nearly the same words.

A wire story comes from ten papers, each with a word changed. Articles whose signatures agree
in all of a quarter are compared; those that share enough are one group, named by its earliest
article.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis.signature import EMPTY, SHARED, SIZE
from index.schema import NO_DATE

#: Numbers of a signature that bring two articles together when they agree in all of them.
_BAND = 4
#: A text too short to fill a signature so far is compared with none.
_FILLED = 12
_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class NearCopies:
    """The groups of an index: group tells for every document the number of its group.

    It is that of the group's earliest document. members are the documents that have near
    copies, those of a group side by side, the earliest first.
    """

    group: NDArray[np.int64]
    members: NDArray[np.int64]

    def of(self, document: int) -> list[int]:
        """Return the near copies of a document, the earliest first."""
        group = self.members[self.group[self.members] == self.group[document]]
        return [each for each in group.tolist() if each != document]


def near_copies(signatures: NDArray[np.uint16], published: NDArray[np.int64]) -> NearCopies:
    """Return the groups of documents with the given signatures and moments of publication."""
    leaders = np.arange(len(signatures))
    for one, other in _pairs(signatures).tolist():
        first, second = sorted((_leader(leaders, one), _leader(leaders, other)))
        leaders[second] = first
    pairs = np.flatnonzero(leaders != np.arange(len(leaders)))
    roots = np.array([_leader(leaders, each) for each in pairs.tolist()], np.int64)
    leaders[pairs] = roots
    members = np.union1d(pairs, roots)
    dates = np.where(published == NO_DATE, np.iinfo(np.int64).max, published)[members]
    members = members[np.lexsort((members, dates, leaders[members]))]
    firsts = np.flatnonzero(np.diff(leaders[members], prepend=-1))
    sizes = np.diff(np.append(firsts, len(members)))
    group = np.arange(len(signatures))
    group[members] = np.repeat(members[firsts], sizes)
    return NearCopies(group, members)


def _pairs(signatures: NDArray[np.uint16]) -> NDArray[np.int64]:
    """Return pairs of documents that share enough, at least one for each that has a like."""
    filled = np.flatnonzero(np.count_nonzero(signatures != EMPTY, axis=1) >= _FILLED)
    of_filled = signatures[filled]
    found = [np.zeros((0, 2), np.int64)]
    for start in range(0, SIZE, _BAND):
        keys = np.zeros(len(filled), np.uint64)
        for column in of_filled[:, start : start + _BAND].T:
            keys = (keys ^ column) * _ODD
        order = np.argsort(keys, kind="stable")
        same = np.flatnonzero(keys[order][1:] == keys[order][:-1])
        one, other = order[same], order[same + 1]
        alike = np.count_nonzero(of_filled[one] == of_filled[other], axis=1) >= SHARED
        found.append(np.column_stack([filled[one[alike]], filled[other[alike]]]))
    return np.concatenate(found)


def _leader(leaders: NDArray[np.int64], document: int) -> int:
    """Return the first document of a group as it is known so far."""
    while leaders[document] != document:
        document = int(leaders[document])
    return document
