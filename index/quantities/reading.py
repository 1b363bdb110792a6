"""An amount that is written by itself: what a reader types into a filter, and what the echo prints.

1 مليار دولار · 5% · 3.2bn dollars · 1 مليار          the last has no unit
"""

from decimal import Decimal
from typing import NamedTuple

from index.analysis.tokenizer import spans
from index.quantities.amounts import PERCENT_UNIT, find_amounts
from index.quantities.numbers import NumberReader
from index.quantities.rows import row_of
from index.quantities.terms import Interval
from index.quantities.units import units

#: The scales that are printed in words, the largest first.
_SCALES = ((Decimal(10**12), "تريليون"), (Decimal(10**9), "مليار"), (Decimal(10**6), "مليون"))
#: The decimals up to which a scale shortens a value. Set by hand: 1.234567891 مليار does not.
_DECIMALS = 3


class Reading(NamedTuple):
    """A value, its unit ("" for none), and what its last scale multiplied."""

    value: float
    unit: str
    scale: float


def read_amount(text: str) -> Reading | None:
    """Return the amount, or the number without a unit, that a whole text is; None if it is none.

    >>> read_amount("3.2 مليار دولار"), read_amount("٥")
    (Reading(value=3200000000.0, unit='usd', scale=1000000000.0), \
Reading(value=5.0, unit='', scale=1.0))
    """
    found = list(spans(text))
    if not found or text[: found[0][1]].strip() or text[found[-1][2] :].strip():
        return None
    words = [word for word, _, _ in found]
    gaps = [text[end:start] for (_, start, _), end in zip(found, _ends(found), strict=True)]
    number = NumberReader(row_of(words, gaps)).number(0)
    amounts = find_amounts(words, gaps)
    if len(amounts) == 1 and amounts[0].last == len(words) - 1 and not amounts[0].first:
        scale = number.scale if number else Decimal(1)
        return Reading(amounts[0].value, amounts[0].unit, float(scale))
    if number is None or amounts or number.end < len(words):
        return None
    return Reading(float(number.value), "", float(number.scale))


def _ends(found: list[tuple[str, int, int]]) -> list[int]:
    return [0, *(end for _, _, end in found[:-1])]


def write_amount(value: float, unit: str) -> str:
    """Return a value of a unit as the echo shows it; read_amount reads the same.

    >>> write_amount(3.2e9, "usd"), write_amount(5.0, "pct"), write_amount(1500.0, "")
    ('3.2 مليار دولار', '5%', '1500')
    """
    return _with_unit(_number(value, unit), unit)


def write_interval(interval: Interval, unit: str) -> str:
    """Return an interval as the echo shows it: > 1 مليار دولار, 5..7%."""
    low, high = interval.low, interval.high
    if high is None:
        return f"{'>' if interval.strict_low else '>='} {write_amount(low or 0.0, unit)}"
    if low is None:
        return f"{'<' if interval.strict_high else '<='} {write_amount(high, unit)}"
    if low == high:
        return write_amount(low, unit)
    first, second = _number(low, unit), _number(high, unit)
    if first.isascii() and not second.isascii():  # 1..2 مليار would be two of them
        second = _digits(high)
    return f"{first}..{_with_unit(second, unit)}"


def _with_unit(number: str, unit: str) -> str:
    if unit == PERCENT_UNIT:
        return f"{number}%"
    return f"{number} {units()[unit].arabic}" if unit else number


def _number(value: float, unit: str) -> str:
    """Return a value with its scale in words, if that is shorter; percentages have none."""
    exact = Decimal(repr(value))
    for scale, word in _SCALES if unit != PERCENT_UNIT else ():
        shortened = (exact / scale).normalize()
        if exact >= scale and _decimals(shortened) <= _DECIMALS:
            return f"{shortened:f} {word}"
    return _digits(value)


def _digits(value: float) -> str:
    return f"{Decimal(repr(value)).normalize():f}"


def _decimals(number: Decimal) -> int:
    return max(-int(number.as_tuple().exponent), 0)
