"""The term of an amount: one for all its writings, and sorted by value within its unit.

A term is a tag, the code of the unit, the decimal exponent of the value, and its digits: 3.2
billion dollars is #usd5932, and so is 3,200 million. The terms of a unit between two values are a
range of the dictionary, so that a filter by value is a slice of the postings.
"""

from dataclasses import dataclass

#: No folded word begins with it.
AMOUNT_TAG = "#"
#: The digits that are kept: enough for every printed amount, and few enough that the order in which
#: a number was multiplied does not matter.
_DIGITS = 12
#: Added to an exponent, which so has two digits and no sign.
_OFFSET = 50
#: Sorts after the digits of every term of a unit, and directly after a term.
_AFTER_ALL, _NEXT = ":", "\x00"


@dataclass(frozen=True, slots=True)
class Interval:
    """Values from low to high; None for no limit, strict leaves out the limit itself."""

    low: float | None = None
    high: float | None = None
    strict_low: bool = False
    strict_high: bool = False


def amount_term(unit: str, value: float) -> str:
    """Return the term of a value of a unit.

    >>> amount_term("usd", 3.2e9), amount_term("pct", 0.5), amount_term("pct", 0)
    ('#usd5932', '#pct495', '#pct00')
    """
    if not value:
        return f"{AMOUNT_TAG}{unit}00"
    mantissa, _, exponent = f"{value:.{_DIGITS - 1}e}".partition("e")
    digits = mantissa.replace(".", "").rstrip("0")
    return f"{AMOUNT_TAG}{unit}{int(exponent) + _OFFSET:02d}{digits}"


def term_range(unit: str, interval: Interval) -> tuple[str, str]:
    """Return the first term of a unit's values in an interval, and the first after them."""
    first, last = f"{AMOUNT_TAG}{unit}0", f"{AMOUNT_TAG}{unit}{_AFTER_ALL}"
    if interval.low is not None:
        first = amount_term(unit, interval.low) + (_NEXT if interval.strict_low else "")
    if interval.high is not None:
        last = amount_term(unit, interval.high) + ("" if interval.strict_high else _NEXT)
    return first, last
