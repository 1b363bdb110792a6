"""The amounts that a filter means: values between limits, of a unit or of any.

>1 مليار دولار | <=500 مليون ريال | 5..7% | 1..2 مليار دولار | ..5% | بين 1 و2 مليار | أكثر من مليار
"""

import re
from functools import cache

from index.analysis import fold
from index.quantities.amounts import SAME_SCALE
from index.quantities.reading import Reading, read_amount
from index.quantities.terms import Interval
from index.quantities.units import MONEY, PART, PERCENT, QUANTITY, units
from search.query.tree import Quantity

#: What a query calls the fields of amounts, by the kind of unit that each is about.
FIELDS = {
    MONEY: "مبلغ المبلغ amount",
    PERCENT: "نسبة النسبة percent percentage",
    QUANTITY: "كمية الكمية quantity",
}
_PERCENT_UNIT = "pct"
_SYMBOL = re.compile(r"(>=|=>|≥|<=|=<|≤|>|<|=)\s*(.*)")
_SAME = {"=>": ">=", "≥": ">=", "=<": "<=", "≤": "<="}
_IN_WORDS = {
    ">": ("أكثر من", "أكبر من", "أعلى من", "فوق", "more than", "over", "above"),
    "<": ("أقل من", "أصغر من", "أدنى من", "دون", "تحت", "less than", "under", "below"),
}
#: Two limits in other words than "..": بين 1 و2, من 1 إلى 2, 1-2.
_BOTH = re.compile(r"(?:بين|between)\s+(.+?)\s+(?:و\s*|and\s+)(.+)")
_TO = re.compile(r"(?:(?:من|from)\s+)?(.+?)(?:\s+(?:إلى|الى|to)\s+|\s*[-–—]\s*)(.+)")
#: No filter has more characters, and none asks for more: the most that is ever printed.
_LONGEST, _LARGEST = 80, 1e18


def parse_quantity(text: str, kind: str) -> Quantity | None:
    """Return the amounts that a text means in the field of a kind, None if it means none.

    >>> parse_quantity("5..7%", "percent").interval
    Interval(low=5.0, high=7.0, strict_low=False, strict_high=False)
    """
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    sign, rest = _sign(text)
    if sign:
        return _limited(sign, read_amount(rest), kind)
    low, dots, high = (part.strip() for part in text.partition(".."))
    if dots:
        return _between(low, high, kind)
    if two := _BOTH.fullmatch(text) or _TO.fullmatch(text):
        return _between(two[1], two[2], kind)
    return _limited("=", read_amount(text), kind)


def _sign(text: str) -> tuple[str, str]:
    """Return the comparison that a text begins with, "" for none, and the rest of it."""
    if match := _SYMBOL.fullmatch(text):
        return _SAME.get(match[1], match[1]), match[2]
    words = text.split()
    for count in (2, 1):
        sign = _words().get(tuple(map(fold, words[:count])))
        if sign:
            return sign, " ".join(words[count:])
    return "", text


@cache
def _words() -> dict[tuple[str, ...], str]:
    return {
        tuple(map(fold, words.split())): sign
        for sign, names in _IN_WORDS.items()
        for words in names
    }


def _limited(sign: str, read: Reading | None, kind: str) -> Quantity | None:
    """Return the amounts on one side of a value, or those of the value itself."""
    if read is None:
        return None
    interval = Interval(
        low=None if "<" in sign else read.value,
        high=None if ">" in sign else read.value,
        strict_low=sign == ">",
        strict_high=sign == "<",
    )
    return _quantity(read.unit, interval, kind)


def _between(low_text: str, high_text: str, kind: str) -> Quantity | None:
    low, high = read_amount(low_text), read_amount(high_text)
    if (low_text and low is None) or (high_text and high is None) or not (low or high):
        return None
    named = {read.unit for read in (low, high) if read and read.unit}
    if len(named) > 1:
        return None
    first, second = _beside(low, high), high.value if high else None
    if first is not None and second is not None:
        first, second = min(first, second), max(first, second)
    return _quantity(next(iter(named), ""), Interval(first, second), kind)


def _beside(low: Reading | None, high: Reading | None) -> float | None:
    """Return the lower limit, with the scale of the upper one if it has none: 1..2 مليار."""
    if low is None:
        return None
    shares = high is not None and low.scale == 1 and not low.unit
    if high is not None and shares and low.value < SAME_SCALE * high.value / high.scale:
        return low.value * high.scale
    return low.value


def _quantity(unit: str, interval: Interval, kind: str) -> Quantity | None:
    if any(value is not None and value > _LARGEST for value in (interval.low, interval.high)):
        return None
    unit = unit or (_PERCENT_UNIT if kind == PERCENT else "")
    return of_unit(unit, interval) if unit else Quantity(kind, "", interval)


def of_unit(unit: str, interval: Interval) -> Quantity:
    """Return the amounts of a unit in an interval."""
    kind = units()[unit].kind
    return Quantity(MONEY if kind == PART else kind, unit, interval)
