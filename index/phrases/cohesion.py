"""How well sequences hold together, and whether more belongs to them: told by counting.

A sequence that nearly always goes on in one way is the beginning of a phrase (صندوق النقد of
صندوق النقد الدولي), and a noun without the article that a noun nearly always follows is half of a
genitive (رئيس مجلس), so that no list of such nouns is needed.
"""

import numpy as np
from numpy.typing import NDArray

from index.phrases.running import BREAK, RARE, RunningWords
from index.phrases.sequences import Sequences
from index.phrases.words import Flags, WordKinds

#: A sequence is part of a longer one if this share of its places is in that one. All shares here
#: are set by hand, by reading what they let through of 13,728 articles.
_GOES_ON, _BELONGS = 0.7, 0.75
#: The least share of the places after which something else begins, where the last word has the
#: article and where it has none.
_DEFINITE_ENDS, _ENDS = 0.08, 0.35
#: The least share of the places of a word before which something else stands: what follows a noun
#: nearly always is said of it. That of a sequence is not much less than that of its first word.
_FIRST, _BEGINS, _LIKE_FIRST = 0.15, 0.1, 0.4
#: The most places that are at the beginning of a text: others are the place and the agency.
_DATELINE = 0.5
#: The least share of the places of one of two neighbours at which the other stands; of those of the
#: first, where the second is a preposition or a year; of the places of a sequence without its end.
_NEIGHBOURS, _GOVERNS, _ENDINGS = 0.02, 0.1, 0.01


class Cohesion:
    """The counts of an archive by which sequences are judged; they come shortest first."""

    def __init__(self, running: RunningWords, kinds: WordKinds) -> None:
        self._running, self._kinds = running, kinds
        self._held = np.bincount(running.numbers, minlength=len(running.names))
        before, told = running.numbers[:-1], running.numbers[:-1] != RARE
        words, size = running.numbers[1:][told], len(running.names)
        other = np.bincount(words[kinds.is_other[before[told]]], minlength=size)
        #: The share of the places of each word before which something else stands.
        self.first = other / np.maximum(np.bincount(words, minlength=size), 1)
        self._pairs = np.zeros(0, np.int32)  # which pair begins at each place
        self._close = np.zeros(0, np.bool_)  # whether the words of each pair belong together
        self._shorter: Sequences | None = None
        self._begun = np.zeros(
            0
        )  # the share of the shorter ones before which something else stands

    @property
    def may_begin(self) -> Flags:
        """Return which words stand first often enough to begin a phrase."""
        begins: Flags = self.first >= _FIRST
        return begins

    def judge(self, found: Sequences, longer: Sequences | None, fit: Flags) -> Flags:
        """Return which of the sequences that fit are phrases; longer are those of a word more."""
        if self._shorter is None:
            self._read_pairs(found)
        kinds = self._kinds
        of_name: Flags = np.asarray(kinds.is_of_name[found.words].any(axis=1))
        fit = fit & self._hold_together(found) & ~self._is_part(found, longer, of_name)
        fit &= self._is_frequent_end(found)
        kept = fit[found.of]
        of, places, size = found.of[kept], found.places[kept], len(found.words)
        ended = self._share_of_other(of, places + found.words.shape[1], size)
        begun = self._share_of_other(of, places - 1, size)
        definite = kinds.is_definite[found.words[:, -1]] | of_name
        fit &= ended >= np.where(definite, _DEFINITE_ENDS, _ENDS)
        least = np.maximum(_BEGINS, _LIKE_FIRST * self.first[found.words[:, 0]])
        fit &= (begun >= least) | of_name
        at_start: Flags = self._running.numbers[places - 1] == BREAK
        fit &= np.bincount(of, at_start, size) <= _DATELINE * found.occurrences
        self._shorter = found
        return fit

    def _read_pairs(self, pairs: Sequences) -> None:
        self._pairs = np.zeros(len(self._running.numbers), np.int32)
        self._pairs[pairs.places] = pairs.of
        first, second = pairs.words[:, 0], pairs.words[:, 1]
        of_first = pairs.occurrences / self._held[first]
        of_second = pairs.occurrences / self._held[second]
        near = np.where(self._kinds.is_governed[second], of_first, np.maximum(of_first, of_second))
        least = np.where(self._kinds.is_governed[second], _GOVERNS, _NEIGHBOURS)
        self._close = np.asarray(near >= least)

    def _is_part(self, found: Sequences, longer: Sequences | None, of_name: Flags) -> Flags:
        """Return which sequences are nearly always in one that is a word longer.

        A preposition is no part of a phrase, and a name of a person is whole without
        the title before it.
        """
        part = np.zeros(len(found.words), np.bool_)
        if longer is None:
            return part
        for shift, added, share in ((0, -1, _GOES_ON), (1, 0, _BELONGS)):
            inside = _at(found, longer.begins + shift)
            nearly = longer.occurrences >= share * found.occurrences[inside]
            nearly &= ~self._kinds.is_stop[longer.words[:, added]]
            part[inside[nearly & ~(of_name[inside] & (shift > 0))]] = True
        return part

    def _hold_together(self, found: Sequences) -> Flags:
        """Return in which sequences neighbours belong together.

        الطلب على الذهب is a phrase, الأسعار على أمل is a piece of a sentence.
        """
        inside = found.begins[:, None] + np.arange(found.words.shape[1] - 1)
        return np.asarray(self._close[self._pairs[inside]].all(axis=1))

    def _is_frequent_end(self, found: Sequences) -> Flags:
        """Return which sequences are no rare end of what is a word shorter."""
        if self._shorter is None:
            return np.ones(len(found.words), np.bool_)
        whole = self._shorter.occurrences[_at(self._shorter, found.begins)]
        often: Flags = found.occurrences >= _ENDINGS * whole
        return often

    def _share_of_other(
        self, of: NDArray[np.int32], beside: NDArray[np.int64], size: int
    ) -> NDArray[np.float64]:
        """Return the share of the places of each sequence beside which something else stands.

        Rare words do not count: they may be anything.
        """
        words = self._running.numbers[beside]
        told = words != RARE
        other = np.bincount(of[told], self._kinds.is_other[words[told]], size)
        return other / np.maximum(np.bincount(of[told], minlength=size), 1)


def _at(found: Sequences, places: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return which sequences begin at places, where one does."""
    return found.of[np.searchsorted(found.places, places)]
