"""Near duplicates: which articles of an index tell the same story in nearly the same words.

Ten papers print a wire story, each with some words changed. Articles whose signatures agree in all
bytes of a band are compared. Two are near duplicates if they

- share more than half of their shingles, and still more if days are between them or a date is
  unknown: with fewer it is another story, a story told anew, or a form with other values;
- share some of their printed numbers, if both have several: reports of two days do not;
- have nearly the same length: a longer one would tell more.

A group is an article with its near duplicates, named by the earliest. Each is a near duplicate of
that very article and not only of another in the group: by a chain of small changes the cable to
one president becomes the cable to the next. tests/relevance/near_duplicates.py measures how right
the groups are; the bounds below were chosen with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.duplicates.signature import EMPTY, SHINGLES
from index.schema import NO_DATE

#: The share of shingles that near duplicates have in common: within some days, and later.
_SHARED, _SHARED_LATER = 0.55, 0.7
#: Those days, in seconds: a paper prints what an agency reported the day before.
_SOON = 2 * 24 * 60 * 60
#: The length of the shorter one as a share of the longer one's: four fifths, and what the encoding
#: of lengths rounds.
_AS_LONG = 0.82
#: If both print this many numbers, this share of the fewer are the same: reports of two days share
#: a year or a name with a number, and papers write one number in several ways.
_SEVERAL, _SAME_NUMBERS = 2, 0.25
#: The bytes of a band: articles that agree in all of them are compared. Sorted by those bytes, an
#: article is compared with this many of the next.
_BAND, _NEXT = 4, 2
#: A text that fills fewer parts of its signature is compared with none: thirty words fill enough.
_FILLED = 24
_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class NearDuplicates:
    """The groups of an index.

    group: for every document the number of its group's earliest document, int64. members: the
    documents with near duplicates, those of a group side by side, the earliest first, int64.
    """

    group: NDArray[np.int64]
    members: NDArray[np.int64]

    def of(self, document: int) -> list[int]:
        """Return the near duplicates of a document, the earliest first."""
        group = self.members[self.group[self.members] == self.group[document]]
        return [each for each in group.tolist() if each != document]


@dataclass(frozen=True, slots=True)
class ComparedTexts:
    """What is compared: signatures (uint8), lengths (float32), moments of publication (int64)."""

    signatures: NDArray[np.uint8]
    lengths: NDArray[np.float32]
    published: NDArray[np.int64]

    def near(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which pairs of documents, one and other, are near duplicates, bool."""
        first, second = self.signatures[one], self.signatures[other]
        same = first == second
        empty = (first == EMPTY) & (second == EMPTY)
        same &= ~empty
        shared = np.count_nonzero(same[:, :SHINGLES], axis=1)
        either = SHINGLES - np.count_nonzero(empty[:, :SHINGLES], axis=1)
        fewer = np.minimum(
            *(np.count_nonzero(each[:, SHINGLES:] != EMPTY, axis=1) for each in (first, second))
        )
        numbers = np.count_nonzero(same[:, SHINGLES:], axis=1)
        agree = (fewer < _SEVERAL) | (numbers >= _SAME_NUMBERS * fewer)
        short, long = np.sort([self.lengths[one], self.lengths[other]], axis=0)
        enough = np.where(self._soon(one, other), _SHARED, _SHARED_LATER)
        return (shared >= enough * either) & agree & (short >= _AS_LONG * long)

    def _soon(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which pairs of documents are known to be published within _SOON, bool."""
        first, second = self.published[one], self.published[other]
        return (first != NO_DATE) & (np.abs(first - second) <= _SOON)


def near_duplicates(
    signatures: NDArray[np.uint8], lengths: NDArray[np.float32], published: NDArray[np.int64]
) -> NearDuplicates:
    """Return the groups of documents, given what is compared (see ComparedTexts)."""
    texts = ComparedTexts(signatures, lengths, published)
    dates = np.where(published == NO_DATE, np.iinfo(np.int64).max, published)
    group = np.arange(len(signatures))
    members = [np.zeros(0, np.int64)]
    for joined in _joined(_pairs(texts), dates):
        for duplicates in _around_the_first(joined, texts):
            group[duplicates] = duplicates[0]
            members.append(duplicates)
    return NearDuplicates(group, np.concatenate(members))


def _joined(pairs: NDArray[np.int64], dates: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Yield the documents that pairs connect, directly or by others, the earliest first."""
    paired = np.unique(pairs)
    leaders = {each: each for each in paired.tolist()}
    for one, other in pairs.tolist():
        first, second = sorted((_leader(leaders, one), _leader(leaders, other)))
        leaders[second] = first
    leading = np.array([_leader(leaders, each) for each in paired.tolist()], np.int64)
    order = np.lexsort((paired, dates[paired], leading))
    yield from np.split(paired[order], np.flatnonzero(np.diff(leading[order])) + 1)


def _around_the_first(
    joined: NDArray[np.int64], texts: ComparedTexts
) -> Iterator[NDArray[np.int64]]:
    """Yield the first of some documents with its near duplicates, then the same of the rest."""
    while len(joined) > 1:
        near = texts.near(np.full(len(joined), joined[0]), joined)
        near[0] = True
        if np.count_nonzero(near) > 1:
            yield joined[near]
        joined = joined[~near]


def _pairs(texts: ComparedTexts) -> NDArray[np.int64]:
    """Return pairs of near duplicates, at least one for nearly each document that has any."""
    shingles = texts.signatures[:, :SHINGLES]
    filled = np.flatnonzero(np.count_nonzero(shingles != EMPTY, axis=1) >= _FILLED)
    shingles = shingles[filled]
    found = [np.zeros((0, 2), np.int64)]
    for start in range(0, SHINGLES, _BAND):
        keys = np.zeros(len(filled), np.uint64)
        for column in shingles[:, start : start + _BAND].T:
            keys = (keys ^ column) * _ODD
        order = np.argsort(keys, kind="stable")
        for step in range(1, _NEXT + 1):
            same = np.flatnonzero(keys[order][step:] == keys[order][:-step])
            one, other = filled[order[same]], filled[order[same + step]]
            near = texts.near(one, other)
            found.append(np.column_stack([one[near], other[near]]))
    return np.concatenate(found)


def _leader(leaders: dict[int, int], document: int) -> int:
    """Return the first of the documents that are connected so far."""
    while leaders[document] != document:
        document = leaders[document]
    return document
