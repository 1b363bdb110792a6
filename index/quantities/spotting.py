"""The amounts of many texts at once: the same as find_amounts finds, most of them by arrays.

Nine words in ten are nothing in an amount. Runs of the others are cut out; a percentage, and digits
with a scale and a unit of one word each, which are three amounts in four, are multiplied for all
texts together. What else a run may be is read word by word, and each row of words once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.quantities.amounts import find_amounts
from index.quantities.roles import (
    DIGITS,
    GLUE,
    NAMES_UNIT,
    NUMERIC,
    OF_UNIT,
    SCALE,
    SIGNED,
    UNIT,
    YEAR_LIKE,
    Roles,
    unit_codes,
)
from index.quantities.terms import amount_term

#: The most characters between two words of an amount: " وبـ".
_WIDEST = 4
#: The rows of words that are remembered: every row of an archive of 13,728 articles twice over.
_REMEMBERED = 1 << 16


#: The shortest run that is read quickly and has a scale.
_WITH_SCALE = 3


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some texts one after the other: their numbers, and their spans in their text.

    cuts are where the words of each text begin and where the last end, shape (texts + 1,).
    """

    numbers: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    cuts: NDArray[np.int64]
    texts: Sequence[str]


class Spotted(NamedTuple):
    """Amounts among words: the first and the last word of each, ascending, and its term; int64."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    terms: NDArray[np.int64]


class _Runs(NamedTuple):
    """Rows of words that may be amounts, from begin up to end, int64."""

    begin: NDArray[np.int64]
    end: NDArray[np.int64]


class Spotter:
    """Finds amounts in many texts, and remembers what it has read.

    roles are those of the words by their numbers; number gives the number of a term.
    """

    def __init__(self, number: Callable[[str], int]) -> None:
        self.roles = Roles()
        self._number = number
        self._terms: dict[complex, int] = {}
        self._known: dict[str, tuple[tuple[int, int, int], ...]] = {}

    def spot(self, words: Words) -> Spotted:
        """Return the amounts of some words."""
        role = self.roles.roles[words.numbers]
        runs = _runs(words, role)
        core = _core(runs, role)
        quick = _are_quick(core, role, words)
        found = [*self._quickly(_Runs(core.begin[quick], core.end[quick]), words)]
        slow = self._slowly(_Runs(runs.begin[~quick], runs.end[~quick]), words)
        each = [np.concatenate(pair) for pair in zip(found, slow, strict=True)]
        order = np.argsort(each[0], kind="stable")
        return Spotted(*(array[order] for array in each))

    def _quickly(self, runs: _Runs, words: Words) -> Spotted:
        """Return the amounts that runs of one number, a scale and a unit are."""
        first, last = runs.begin, runs.end - 1
        values = self.roles.values[words.numbers[first]]
        scales = self.roles.values[words.numbers[np.maximum(last - 1, first)]]
        units = self.roles.units[words.numbers[last]]
        values = values * np.where(last - first + 1 == _WITH_SCALE, scales, 1.0)
        amounts, places = np.unique(values + 1j * units, return_inverse=True)
        numbers = np.array([self._number_of(each) for each in amounts.tolist()], np.int64)
        return Spotted(first, last, numbers[places])

    def _number_of(self, amount: complex) -> int:
        """Return the number of the term of an amount: value + 1j * number of the unit."""
        number = self._terms.get(amount)
        if number is None:
            unit = unit_codes()[int(amount.imag)]
            number = self._terms[amount] = self._number(amount_term(unit, amount.real))
        return number

    def _slowly(self, runs: _Runs, words: Words) -> Spotted:
        """Return the amounts in some runs, each read word by word."""
        found: list[tuple[int, int, int]] = []
        of_text = (np.searchsorted(words.cuts, runs.begin, "right") - 1).tolist()
        starts, ends = words.starts[runs.begin].tolist(), words.ends[runs.end - 1].tolist()
        spans = zip(runs.begin.tolist(), runs.end.tolist(), starts, ends, of_text, strict=True)
        for begin, end, start, stop, number in spans:
            printed = words.texts[number][start:stop]
            known = self._known.get(printed)
            if known is None:
                known = self._read(printed, words, begin, end)
            found += [(begin + first, begin + last, term) for first, last, term in known]
        return Spotted(*np.array(found, np.int64).reshape(-1, 3).T)

    def _read(
        self, printed: str, words: Words, begin: int, end: int
    ) -> tuple[tuple[int, int, int], ...]:
        """Return the amounts of a run, the first and last word counted from its first."""
        starts = (words.starts[begin:end] - words.starts[begin]).tolist()
        ends = (words.ends[begin:end] - words.starts[begin]).tolist()
        each = [printed[start:stop] for start, stop in zip(starts, ends, strict=True)]
        gaps = [printed[stop:start] for stop, start in zip([0, *ends], starts, strict=False)]
        known = tuple(
            (one.first, one.last, self._number(amount_term(one.unit, one.value)))
            for one in find_amounts(each, gaps)
        )
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[printed] = known
        return known


def _runs(words: Words, role: NDArray[np.uint8]) -> _Runs:
    """Return the rows of words with roles that have a number and a unit."""
    places = np.flatnonzero(role)
    if not len(places):
        return _Runs(places, places)
    joined = _are_joined(words, role, places)
    opens = np.flatnonzero(~joined)
    bits = np.bitwise_or.reduceat(role[places], opens)
    kept = (bits & NUMERIC > 0) & (bits & NAMES_UNIT > 0)
    last = np.append(opens[1:], len(places)) - 1
    return _Runs(places[opens][kept], places[last][kept] + 1)


def _are_joined(
    words: Words, role: NDArray[np.uint8], places: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which words at places belong to the run of the place before."""
    joined = np.zeros(len(places), np.bool_)
    before, after = places[:-1], places[1:]
    gaps = words.starts[after].astype(np.int64) - words.ends[before]
    joined[1:] = (after - before == 1) & (gaps >= 0) & (gaps <= _WIDEST)
    joined[1:] &= ~np.isin(after, words.cuts)
    of_run = role[places]
    # What follows a unit is no range, but for a unit of several words: برميل في اليوم.
    ends_amount = (of_run[1:] == GLUE) & (of_run[:-1] & NAMES_UNIT > 0)
    goes_on = np.append(of_run[2:] & OF_UNIT > 0, np.zeros(1, np.bool_))[: len(ends_amount)]
    joined[1:] &= ~(ends_amount & ~goes_on)
    ends_unit = (of_run[:-1] == UNIT) | (of_run[:-1] == OF_UNIT) | (of_run[:-1] & SIGNED > 0)
    joined[1:] &= ~(ends_unit & (of_run[1:] & DIGITS > 0))
    return joined


def _core(runs: _Runs, role: NDArray[np.uint8]) -> _Runs:
    """Return runs without the word between numbers that may begin or end them."""
    begin = runs.begin + (role[runs.begin] == GLUE)
    return _Runs(begin, runs.end - (role[runs.end - 1] == GLUE))


def _are_quick(core: _Runs, role: NDArray[np.uint8], words: Words) -> NDArray[np.bool_]:
    """Return which runs are a signed number, or digits with at most a scale and with a unit."""
    begin, length = core.begin, core.end - core.begin
    last = core.end - 1
    second = np.minimum(begin + 1, last)
    blanks = (words.starts[second] - words.ends[begin] == 1) & (
        words.starts[last] - words.ends[np.maximum(last - 1, begin)] == 1
    )
    counted = (role[begin] == DIGITS) & (role[last] == UNIT) & blanks
    signed = (length == 1) & (role[begin] & ~np.uint8(YEAR_LIKE) == DIGITS | SIGNED)
    scaled = (length == _WITH_SCALE) & (role[second] == SCALE)
    return signed | (counted & ((length == _WITH_SCALE - 1) | scaled))
