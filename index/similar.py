"""Near copies: which articles of an index tell the same story in nearly the same words.

A wire story comes from ten papers, each with some words changed. Articles whose signatures
agree in all of a band are compared. Those are near copies that

- share more than half of their threes of words, and more yet when days lie between them or
  no date is known: fewer are other stories, told anew, or a form that was filled again;
- share some of their printed numbers, where both have several: reports of two days do not;
- are nearly as long: the longer one would have more to tell.

A group is an article with its near copies, named by the earliest. Each is one of that very
article and not only of another in the group: by a chain of small changes the cable to one
president becomes the cable to the next. How right the groups are is measured by
tests/relevance/near_copies.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.analysis.signature import EMPTY, THREES
from index.schema import NO_DATE

#: Share of their threes that two near copies have in common: printed within some days, and not.
_SHARED, _SHARED_LATER = 0.55, 0.7
#: Those days, in seconds: a paper prints what an agency told the day before.
_SOON = 2 * 24 * 60 * 60
#: Share of the longer one's length that the shorter has: four fifths, and what the bytes of
#: lengths round away.
_AS_LONG = 0.82
#: Where both print so many numbers, this share of the fewer are the same: a year, a name with
#: a number stand in both reports of two days, and papers write one number in several ways.
_SEVERAL, _SAME_NUMBERS = 2, 0.25
#: Bytes of a signature that bring two articles together when they agree in all of them. In
#: the order of those bytes an article is compared with so many of the next.
_BAND, _NEXT = 4, 2
#: A text too short to fill a signature so far is compared with none: thirty words do.
_FILLED = 24
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


@dataclass(frozen=True, slots=True)
class Texts:
    """What is compared of the documents: signatures, lengths, moments of publication."""

    signatures: NDArray[np.uint8]
    lengths: NDArray[np.float32]
    published: NDArray[np.int64]

    def near(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return for each two documents whether they are near copies."""
        first, second = self.signatures[one], self.signatures[other]
        same = first == second
        empty = (first == EMPTY) & (second == EMPTY)
        same &= ~empty
        shared = np.count_nonzero(same[:, :THREES], axis=1)
        either = THREES - np.count_nonzero(empty[:, :THREES], axis=1)
        fewer = np.minimum(
            *(np.count_nonzero(each[:, THREES:] != EMPTY, axis=1) for each in (first, second))
        )
        numbers = np.count_nonzero(same[:, THREES:], axis=1)
        agree = (fewer < _SEVERAL) | (numbers >= _SAME_NUMBERS * fewer)
        short, long = np.sort([self.lengths[one], self.lengths[other]], axis=0)
        enough = np.where(self._soon(one, other), _SHARED, _SHARED_LATER)
        return (shared >= enough * either) & agree & (short >= _AS_LONG * long)

    def _soon(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return for each two documents whether both are known to be of nearly one day."""
        first, second = self.published[one], self.published[other]
        return (first != NO_DATE) & (np.abs(first - second) <= _SOON)


def near_copies(
    signatures: NDArray[np.uint8], lengths: NDArray[np.float32], published: NDArray[np.int64]
) -> NearCopies:
    """Return the groups of documents with the given signatures, lengths and moments."""
    texts = Texts(signatures, lengths, published)
    dates = np.where(published == NO_DATE, np.iinfo(np.int64).max, published)
    group = np.arange(len(signatures))
    members = [np.zeros(0, np.int64)]
    for joined in _joined(_pairs(texts), dates):
        for of_one in _around_the_first(joined, texts):
            group[of_one] = of_one[0]
            members.append(of_one)
    return NearCopies(group, np.concatenate(members))


def _joined(pairs: NDArray[np.int64], dates: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Yield the documents that pairs join, also by others, the earliest first."""
    paired = np.unique(pairs)
    leaders = {each: each for each in paired.tolist()}
    for one, other in pairs.tolist():
        first, second = sorted((_leader(leaders, one), _leader(leaders, other)))
        leaders[second] = first
    leading = np.array([_leader(leaders, each) for each in paired.tolist()], np.int64)
    order = np.lexsort((paired, dates[paired], leading))
    yield from np.split(paired[order], np.flatnonzero(np.diff(leading[order])) + 1)


def _around_the_first(joined: NDArray[np.int64], texts: Texts) -> Iterator[NDArray[np.int64]]:
    """Yield the first of some documents with its near copies, then so those that are left."""
    while len(joined) > 1:
        near = texts.near(np.full(len(joined), joined[0]), joined)
        near[0] = True
        if np.count_nonzero(near) > 1:
            yield joined[near]
        joined = joined[~near]


def _pairs(texts: Texts) -> NDArray[np.int64]:
    """Return pairs of near copies, at least one for nearly each document that has some."""
    threes = texts.signatures[:, :THREES]
    filled = np.flatnonzero(np.count_nonzero(threes != EMPTY, axis=1) >= _FILLED)
    threes = threes[filled]
    found = [np.zeros((0, 2), np.int64)]
    for start in range(0, THREES, _BAND):
        keys = np.zeros(len(filled), np.uint64)
        for column in threes[:, start : start + _BAND].T:
            keys = (keys ^ column) * _ODD
        order = np.argsort(keys, kind="stable")
        for step in range(1, _NEXT + 1):
            same = np.flatnonzero(keys[order][step:] == keys[order][:-step])
            one, other = filled[order[same]], filled[order[same + step]]
            near = texts.near(one, other)
            found.append(np.column_stack([one[near], other[near]]))
    return np.concatenate(found)


def _leader(leaders: dict[int, int], document: int) -> int:
    """Return the first of the documents that are joined so far."""
    while leaders[document] != document:
        document = leaders[document]
    return document
