"""What each printed word may be in an amount, as numbers: most words are nothing.

A word has a role (a sum of the bits below), a value where it is a number or a scale, and a unit
where it names one by itself, so that most amounts of an archive are read by arithmetic on arrays.
"""

from array import array
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analysis.normalize import fold
from index.quantities.amounts import BEFORE, BETWEEN, DECIMAL_LETTER, OF, OF_YEARS, YEAR, sign_of
from index.quantities.numbers import AFTER
from index.quantities.numerals import TOUCHING, numeral, numerals
from index.quantities.units import unit_at, unit_words, units

#: Digits; a scale that may follow them; other words of numbers; a unit of one word; words of other
#: units; a sign of a unit at the digits; what may be between numbers; digits that may be a year.
DIGITS, SCALE, NUMERAL, UNIT, OF_UNIT, SIGNED, GLUE, YEAR_LIKE = (1 << bit for bit in range(8))
NUMERIC, NAMES_UNIT = DIGITS | SCALE | NUMERAL, UNIT | OF_UNIT | SIGNED
#: A word of units that is a word of everything else too.
_IN = fold("في")
#: The letters of a year.
_YEAR = 4


class Role(NamedTuple):
    """The role of a word, its value and the number of its unit, 0 for none."""

    role: int
    value: float = 0.0
    unit: int = 0


_NOTHING = Role(0)


class Roles:
    """The roles of numbered words, from 0, as arrays."""

    def __init__(self) -> None:
        self._roles, self._values, self._units = array("B"), array("d"), array("h")

    def add(self, word: str, folded: str) -> None:
        """Add the next word, as printed and folded."""
        role, value, unit = _role(word, folded)
        self._roles.append(role)
        self._values.append(value)
        self._units.append(unit)

    def replace(self, number: int, word: str, folded: str) -> None:
        """Put a word in the place of the one with a number."""
        self._roles[number], self._values[number], self._units[number] = _role(word, folded)

    def add_nothing(self, words: int) -> None:
        """Add words that are nothing in an amount."""
        self._roles.frombytes(bytes(words * self._roles.itemsize))
        self._values.frombytes(bytes(words * self._values.itemsize))
        self._units.frombytes(bytes(words * self._units.itemsize))

    @property
    def roles(self) -> NDArray[np.uint8]:
        """Return the roles of all words, uint8."""
        return np.frombuffer(self._roles, np.uint8)

    @property
    def values(self) -> NDArray[np.float64]:
        """Return the value of digits and of scales, float64; 0 for other words."""
        return np.frombuffer(self._values, np.float64)

    @property
    def units(self) -> NDArray[np.int16]:
        """Return the number in unit_codes of the unit that a word is by itself, int16."""
        return np.frombuffer(self._units, np.int16)


@cache
def unit_codes() -> tuple[str, ...]:
    """Return the codes of the units by their numbers; "" for none is the first."""
    return ("", *units())


def _role(word: str, folded: str) -> Role:
    if not folded[0].isdecimal():
        return _words().get(folded, _NOTHING)
    digits = folded.removesuffix("%")
    if numeral(digits) is None:  # too long, or ¼: 1⁄4
        return _NOTHING
    year = YEAR_LIKE if len(word) == _YEAR and YEAR.fullmatch(word) else 0
    if sign := sign_of(word, folded):
        return Role(DIGITS | year | SIGNED, float(digits), _numbers_of_units()[sign])
    return Role(DIGITS | year, float(digits))


@cache
def _numbers_of_units() -> dict[str, int]:
    return {code: number for number, code in enumerate(unit_codes())}


@cache
def _words() -> dict[str, Role]:
    """Return the roles of the words that are no digits, by their folded forms."""
    roles = dict.fromkeys((OF, _IN, DECIMAL_LETTER, *BEFORE, *BETWEEN, *OF_YEARS), Role(GLUE))
    for word, each in (*_unit_roles(), *_numeral_roles()):
        known = roles.get(word, _NOTHING)
        roles[word] = Role(
            known.role | each.role, known.value or each.value, known.unit or each.unit
        )
    return roles


def _numeral_roles() -> Iterator[tuple[str, Role]]:
    for word, each in numerals().items():
        is_scale = each.kind in AFTER and not each.joined
        yield word, Role(SCALE, float(each.value)) if is_scale else Role(NUMERAL)
    yield from ((letter, Role(NUMERAL)) for letter in TOUCHING)


def _unit_roles() -> Iterator[tuple[str, Role]]:
    for word in unit_words() - {_IN}:
        match = unit_at((word,), 0)
        if word.isascii():  # a currency may stand before its number, too
            yield word, Role(UNIT | OF_UNIT)
        elif match and match.times == 1:
            yield word, Role(UNIT, unit=_numbers_of_units()[match.code])
        else:  # a dual is an amount by itself
            yield word, Role(OF_UNIT | (NUMERAL if match else 0))
