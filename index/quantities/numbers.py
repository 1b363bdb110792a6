"""The numbers in a row of words: digits, number words, and both together.

A number consists of parts joined by و, each a multiplier with its scales: خمسة وعشرون مليونا and
300 ألف. A fraction may follow (مليار ونصف المليار, 5 ونصف).
"""

from decimal import Decimal
from typing import NamedTuple

from index.quantities.numerals import SCALES, TOUCHING, Kind
from index.quantities.rows import Link, Row
from index.quantities.units import unit_at

_ONE, _HUNDRED = Decimal(1), Decimal(100)
#: Nobody prints a larger number and means it.
_LARGEST = Decimal(10) ** 30
_CARDINALS = frozenset((Kind.ONES, Kind.TEN, Kind.TENS, Kind.HUNDRED))
_FRACTIONS = frozenset((Kind.FRACTION, Kind.QUARTERS))
#: Scales after a number; the definite one only after a fraction: نصف المليار.
AFTER = SCALES - {Kind.PAIR, Kind.DEFINITE}


class Number(NamedTuple):
    """A number of the words from first up to end; scale is what multiplies its first part."""

    value: Decimal
    scale: Decimal
    first: int
    end: int


class _Part(NamedTuple):
    value: Decimal
    end: int


class NumberReader:
    """Reads the numbers of a row."""

    def __init__(self, row: Row) -> None:
        self._row = row

    def number(self, at: int) -> Number | None:
        """Return the number that begins with a word, None if none does."""
        part = self._part(at)
        if part is None:
            return None
        total, scale, end, lowest = part.value, part.scale, part.end, part.scale
        while lowest > 1 and self._row.joined(end):
            following = self._part(end)
            if following is None or following.value >= lowest or self._is_other(following):
                break
            total, end, lowest = total + following.value, following.end, following.scale
        return Number(total, scale, at, end) if total <= _LARGEST else None

    def is_scale(self, at: int) -> bool:
        """Return whether the word at is a scale that belongs to the one before it."""
        each = self._row.beside(at)
        return each is not None and each.kind in AFTER

    def _is_other(self, part: Number) -> bool:
        """Return whether a part is an amount by itself: مليار و5%."""
        return self._row.folded[part.first][-1] == "%"

    def _part(self, at: int) -> Number | None:
        if not self._row.words[at : at + 1]:
            return None
        multiplier = self._multiplier(at)
        if multiplier is None:
            return self._scale_alone(at)
        value, end = multiplier
        is_fraction = self._kind(end - 1) in _FRACTIONS
        scale, end = self._scales(end, with_definite=is_fraction)
        return self._with_fraction(Number(value * scale, scale, at, end))

    def _scale_alone(self, at: int) -> Number | None:
        """Return the number of a scale without a multiplier: مليار, ملياري, مليونا دولار."""
        each = self._row.numerals[at]
        if each is None or each.kind not in SCALES or each.kind is Kind.PLURAL:
            return None
        is_construct = each.kind is Kind.EITHER and unit_at(self._row.folded, at + 1) is not None
        count = 2 if each.kind is Kind.PAIR or is_construct else 1
        more, end = self._scales(at + 1)
        scale = each.value * more
        return self._with_fraction(Number(count * scale, scale, at, end))

    def _scales(self, at: int, *, with_definite: bool = False) -> tuple[Decimal, int]:
        """Return the product of the scales from at on, and where they end: ألف مليار."""
        scale, row = _ONE, self._row
        touches = at < len(row.words) and row.links[at] is Link.TOUCH
        if touches and row.folded[at] in TOUCHING:
            return TOUCHING[row.folded[at]], at + 1
        while (each := row.beside(at)) and (
            each.kind in AFTER or (with_definite and each.kind is Kind.DEFINITE)
        ):
            scale, at = scale * each.value, at + 1
        return scale, at

    def _with_fraction(self, number: Number) -> Number:
        """Return a number with the fraction of its scale that follows: مليار ونصف المليار."""
        row, end = self._row, number.end
        if number.scale == 1 or not row.joined(end) or self._kind(end) is not Kind.FRACTION:
            return number
        of_scale, after = self._scales(end + 1, with_definite=True)
        scale = of_scale if after > end + 1 else number.scale
        return number._replace(value=number.value + self._value(end) * scale, end=after)

    def _multiplier(self, at: int) -> _Part | None:
        kind = self._kind(at)
        if kind is Kind.FRACTION:
            with_article = self._row.folded[at + 1 : at + 2] == ("a",)  # half a billion
            return _Part(self._value(at), at + 1 + with_article)
        if kind is Kind.DIGITS:
            part = _Part(self._value(at), at + 1)
        elif kind in _CARDINALS:
            part = self._cardinals(at)
        else:
            return None
        if self._row.joined(part.end) and self._kind(part.end) is Kind.FRACTION:
            return _Part(part.value + self._value(part.end), part.end + 1)
        return part

    def _cardinals(self, at: int) -> _Part:
        """Return a number below a thousand in words: مئة وخمسة وعشرون, ثلاث مئة, خمسة عشر."""
        total, end = self._digit(at)
        ranks = self._ranks(at, end)
        while self._may_join(end) and (more := self._ranks(end, end + 1)).isdisjoint(ranks):
            value, after = self._digit(end)
            ranks |= more
            total, end = total + value, after
        return _Part(total, end)

    def _digit(self, at: int) -> _Part:
        """Return a cardinal with what multiplies or completes it: ثلاث مئة, خمسة عشر."""
        value, following = self._value(at), self._row.beside(at + 1)
        if self._kind(at) is Kind.ONES and following is not None:
            if following.kind is Kind.TEN:
                return _Part(value + following.value, at + 2)
            if following.kind is Kind.QUARTERS or following.value == _HUNDRED:
                return _Part(value * following.value, at + 2)
        return _Part(value, at + 1)

    def _may_join(self, at: int) -> bool:
        """Return whether a cardinal below a hundred is joined to what is before it."""
        if self._kind(at) not in _CARDINALS - {Kind.HUNDRED}:
            return False
        is_english = self._row.folded[at].isascii()  # twenty-five, twenty five
        return self._row.joined(at) or (is_english and self._row.links[at] is not Link.AND)

    def _ranks(self, at: int, end: int) -> frozenset[Kind | None]:
        """Return which of ones, tens and hundreds the cardinals of some words say."""
        kinds = frozenset(map(self._kind, range(at, end)))
        return kinds - {Kind.TEN} | {Kind.TENS} if Kind.TEN in kinds else kinds

    def _kind(self, at: int) -> Kind | None:
        each = self._row.numerals[at] if at < len(self._row.words) else None
        return each.kind if each else None

    def _value(self, at: int) -> Decimal:
        each = self._row.numerals[at]
        return each.value if each else _ONE
