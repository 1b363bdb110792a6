"""The amounts in a row of words: which numbers have a unit, and what they say with it.

A number may be digits, words or both, in parts (3 مليارات و200 مليون), with a fraction (مليار
ونصف), and may leave scale and unit to a number after it: «بين 5 و7 مليارات دولار» are two amounts.
Years, dates and counts of people have no unit and are no amounts. A minus is not read: amounts are
magnitudes, as "fell 3%" is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from index.analysis.normalize import fold
from index.quantities.numbers import Number, NumberReader
from index.quantities.rows import Link, Row, runs
from index.quantities.units import SIGNS, Match, unit_at

PERCENT_UNIT = "pct"
#: Words between the numbers of a range or list, and before the first.
BETWEEN = frozenset(map(fold, ("إلى", "حتى", "أو", "to", "or", "and")))
BEFORE = frozenset(map(fold, ("بين", "من", "between", "from")))
OF = fold("من")
#: Some write it for the decimal point, on either side of which the whole number may be: 391ر10.
DECIMAL_LETTER = "ر"
#: What names a year.
OF_YEARS = frozenset(map(fold, ("عام", "العام", "سنة", "السنة", "لعام", "بعام", "وعام", "year")))
#: The years that are no number of millions; others than these are not printed as years.
_YEARS, _ROUND = range(1990, 2050), 2000
YEAR = re.compile(r"(?:19|20)\d\d")
#: How many times the last number the first of a range may be and still have its scale: «من 800 إلى
#: 1.2 مليار» are no 800 billion. Set by hand.
SAME_SCALE = 100


@dataclass(frozen=True, slots=True)
class Amount:
    """A value of a unit, and the first and the last of the words that say it."""

    value: float
    unit: str
    first: int
    last: int


class _Named(NamedTuple):
    """A unit and the word after its last one."""

    unit: str
    end: int


def find_amounts(words: Sequence[str], gaps: Sequence[str]) -> list[Amount]:
    """Return the amounts of printed words, in their order; gaps[n] is the text before words[n].

    >>> find_amounts(["ملياري", "دولار", "5%"], ["", " ", "، "])
    [Amount(value=2000000000.0, unit='usd', first=0, last=1), \
Amount(value=5.0, unit='pct', first=2, last=2)]
    """
    return [
        Amount(each.value, each.unit, each.first + run.first, each.last + run.first)
        for run in runs(words, gaps)
        for each in _Run(run.row, is_torn=run.is_torn).amounts()
    ]


def sign_of(printed: str, folded: str) -> str:
    """Return the unit that a number is printed with in one word, "" for none: $5, 5%."""
    if folded[-1:] == "%":
        return PERCENT_UNIT
    return SIGNS.get(printed[0], "") or SIGNS.get(printed[-1], "")


class _Run:
    """Reads the amounts of words that nothing separates; the first may be a part of a number."""

    def __init__(self, row: Row, *, is_torn: bool) -> None:
        self._row, self._numbers, self._begins_torn = row, NumberReader(row), is_torn

    def amounts(self) -> Iterator[Amount]:
        at = 0
        while at < len(self._row.words):
            if self._is_torn(at):
                number = self._numbers.number(at)
                at = number.end if number else at + 1
                continue
            series, unit = self._series(at)
            if unit:
                yield from self._of_series(series, unit)
                at = unit.end
            elif alone := self._without_number(at):
                yield alone
                at = alone.last + 1
            else:
                at = series[0].end if series else at + 1

    def _series(self, at: int) -> tuple[list[Number], _Named | None]:
        """Return the numbers from a word on that share a unit, and that unit."""
        series: list[Number] = []
        unit: _Named | None = None
        start: int | None = at
        while start is not None and unit is None:
            readable = not (self._is_year(start) or self._is_torn(start))
            number = self._numbers.number(start) if readable else None
            if number is None:
                break
            series.append(number)
            unit = self._unit(number)
            start = self._following(number.end)
        return series, unit

    def _of_series(self, series: Sequence[Number], unit: _Named) -> Iterator[Amount]:
        *others, last = series
        for number in others:
            if (value := self._value_beside(number, last)) is not None:
                yield Amount(float(value), unit.unit, number.first, number.end - 1)
        yield Amount(float(last.value), unit.unit, last.first, unit.end - 1)

    def _value_beside(self, number: Number, last: Number) -> Decimal | None:
        """Return what a number without a unit says beside the last of its range, or None."""
        begins = number.first and self._row.folded[number.first - 1] in BEFORE
        if not begins and YEAR.fullmatch(self._row.words[number.first]):
            return None
        if number.scale > 1 or last.scale == 1:
            return number.value
        mantissa = last.value / last.scale
        return number.value * last.scale if number.value < SAME_SCALE * mantissa else None

    def _unit(self, number: Number) -> _Named | None:
        """Return the unit of a number: its sign, or what the words after it name."""
        row, end = self._row, number.end
        sign = sign_of(row.words[number.first], row.folded[number.first])
        if sign == PERCENT_UNIT:
            return _Named(sign, end)
        of = end + (self._row.folded[end : end + 1] == (OF,))
        if self._follows(end) and self._follows(of):
            match = self._unit_at(of, definite=of > end)
            if match:
                return _Named(match.code, of + match.words)
        return _Named(sign, end) if sign else None

    def _follows(self, at: int) -> bool:
        """Return whether a word directly follows the one before it."""
        row = self._row
        return at < len(row.words) and row.links[at] in (Link.BLANK, Link.TOUCH)

    def _unit_at(self, at: int, *, definite: bool = False) -> Match | None:
        """Return the unit that words from at on name, unless something is between them."""
        tied = at + 1
        while self._follows(tied):
            tied += 1
        return unit_at(self._row.folded[:tied], at, definite=definite)

    def _following(self, end: int) -> int | None:
        """Return where the next number of a range or list begins, None if none does."""
        row = self._row
        if end < len(row.words) and (row.joined(end) or row.links[end] is Link.DASH):
            return end
        if end + 1 < len(row.words) and row.folded[end] in BETWEEN and row.numerals[end + 1]:
            return end + 1
        return None

    def _without_number(self, at: int) -> Amount | None:
        """Return the amount of a dual (دولارين), or of a currency before its number (USD 5)."""
        match = self._unit_at(at)
        if match is None:
            return None
        if match.times > 1:
            return Amount(float(match.times), match.code, at, at + match.words - 1)
        printed, end = self._row.words[at], at + match.words
        is_code = match.words == 1 and printed.isascii() and printed.isupper()
        number = self._numbers.number(end) if is_code and self._follows(end) else None
        if number is None:
            return None
        return Amount(float(number.value), match.code, at, number.end - 1)

    def _is_torn(self, at: int) -> bool:
        """Return whether a word is a part of a number of which nobody knows the order."""
        row = self._row
        if not at and self._begins_torn:
            return True
        letters = (other for other in (at - 1, at + 1) if 0 < other < len(row.words) - 1)
        return any(self._is_point(other) for other in letters)

    def _is_point(self, at: int) -> bool:
        """Return whether a letter stands for the point between two numbers that it touches."""
        row = self._row
        touches = row.links[at] is row.links[at + 1] is Link.TOUCH
        is_between = row.folded[at - 1][-1].isdecimal() and row.folded[at + 1][0].isdecimal()
        return row.folded[at] == DECIMAL_LETTER and touches and is_between

    def _is_year(self, at: int) -> bool:
        """Return whether a word is the year of «في عام 2014» or of «في 2014 مليار دولار»."""
        row = self._row
        if not YEAR.fullmatch(row.words[at]):
            return False
        if at and row.folded[at - 1] in OF_YEARS:
            return True
        year = int(row.words[at])
        return year in _YEARS and year != _ROUND and self._numbers.is_scale(at + 1)
