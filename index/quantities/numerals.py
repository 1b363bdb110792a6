"""The words that say a number: digits, cardinals, fractions, scales, with what is joined to them.

A numeral is read by its folded form, so that ثلاثمئة, ثلاثمائة and ثلاث مئة are one, with the
conjunction and the prepositions that are written together with it (وخمسون, بملياري).
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from index.analysis.normalize import fold


class Kind(Enum):
    """What a numeral does beside the others of a number."""

    DIGITS = auto()
    ONES = auto()
    TEN = auto()
    TENS = auto()
    HUNDRED = auto()
    FRACTION = auto()
    QUARTERS = auto()
    SCALE = auto()  #: alone it is one: مليار دولار
    EITHER = auto()  #: alone it is two: مليونا دولار, and 25 مليونا
    PAIR = auto()  #: it is two: ملياري
    PLURAL = auto()  #: it needs a number before it: ملايين
    DEFINITE = auto()  #: المليار


class Numeral(NamedTuple):
    """A word of a number: its kind, its value, and whether و joins it to what is before."""

    kind: Kind
    value: Decimal
    joined: bool = False


#: Kinds that multiply what stands before them.
SCALES = frozenset((Kind.SCALE, Kind.EITHER, Kind.PAIR, Kind.PLURAL, Kind.DEFINITE))
_ONES = (
    "واحد واحدة أحد إحدى one a",
    "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي two",
    "ثلاث ثلاثة three",
    "أربع أربعة four",
    "خمس خمسة five",
    "ست ستة six",
    "سبع سبعة seven",
    "ثمان ثماني ثمانية eight",
    "تسع تسعة nine",
)
_TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = (
    "عشرون عشرين twenty",
    "ثلاثون ثلاثين thirty",
    "أربعون أربعين forty",
    "خمسون خمسين fifty",
    "ستون ستين sixty",
    "سبعون سبعين seventy",
    "ثمانون ثمانين eighty",
    "تسعون تسعين ninety",
)
_HUNDREDS = ("مئة مائة مية ماية hundred", "مئتا مئتي مئتان مئتين مائتا مائتي مائتان مائتين ميتين")
_COMPOUNDS = ("ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_FRACTIONS = {"نصف half": "0.5", "ربع quarter": "0.25", "ثلث third": str(Decimal(1) / 3)}
_LARGE = {
    "1e3": ("ألف", "آلاف", "الفي الفين الفان", "thousand"),
    "1e6": ("مليون", "ملايين", "مليوني مليونين مليونان", "million mln mn"),
    "1e9": ("مليار", "مليارات", "ملياري مليارين ملياران", "billion bln bn"),
    "1e9 ": ("بليون", "بلايين بليونات", "بليوني بليونين بليونان", ""),
    "1e12": ("تريليون", "تريليونات", "تريليوني تريليونين تريليونان", "trillion tln tn trn"),
    "1e12 ": ("ترليون", "ترليونات", "ترليوني ترليونين ترليونان", ""),
}
#: Letters that are a scale where they touch the number: 5m, 3.2b.
TOUCHING = {"k": Decimal(1000), "m": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12)}
#: و and ف, then a preposition.
_CONJUNCTIONS, _PREPOSITIONS = ("", "و", "ف"), ("", "ب", "ل", "ك")
#: Kinds that may have the article before a scale.
_ARTICLE, _DEFINITE = "ال", (Kind.ONES, Kind.TEN, Kind.TENS)
_DIGITS = re.compile(r"\d{1,18}(?:\.\d{1,18})?")


def numeral(folded: str) -> Numeral | None:
    """Return the numeral that a folded word is, None if it is none; percent signs are left out.

    >>> numeral("3.2"), numeral("وخمسون")
    (Numeral(kind=<Kind.DIGITS: 1>, value=Decimal('3.2'), joined=False), \
Numeral(kind=<Kind.TENS: 4>, value=Decimal('50'), joined=True))
    """
    if folded[:1].isdecimal():
        digits = folded.removesuffix("%")
        return Numeral(Kind.DIGITS, Decimal(digits)) if _DIGITS.fullmatch(digits) else None
    return numerals().get(folded)


@cache
def numerals() -> dict[str, Numeral]:
    """Return the numerals in words by their folded forms, those without a clitic first."""
    plain: dict[str, Numeral] = {}
    for word, kind, value in _words():
        plain.setdefault(fold(word), Numeral(kind, value))
    for word, each in list(plain.items()):  # العشرة ملايين, and not الاثنين, which is a day
        if each.kind in _DEFINITE and each.value > 2 and not word.isascii():  # noqa: PLR2004
            plain.setdefault(_ARTICLE + word, each)
    joined = {
        fold(conjunction + preposition) + word: each._replace(joined=conjunction == "و")
        for word, each in plain.items()
        if not word.isascii()
        for conjunction in _CONJUNCTIONS
        for preposition in _PREPOSITIONS
    }
    return joined | plain


def _words() -> Iterator[tuple[str, Kind, Decimal]]:
    for kind, first, step, rows in (
        (Kind.ONES, 1, 1, _ONES),
        (Kind.TEN, 10, 1, ("عشر عشرة ten",)),
        (Kind.TENS, 11, 1, _TEENS.split()),
        (Kind.TENS, 20, 10, _TENS),
        (Kind.HUNDRED, 100, 100, _HUNDREDS),
    ):
        for number, row in enumerate(rows):
            for word in row.split():
                yield word, kind, Decimal(first + step * number)
    for number, beginning in enumerate(_COMPOUNDS, 3):
        for ending in ("مئة", "مائة", "مية", "ماية"):
            yield beginning + ending, Kind.HUNDRED, Decimal(100 * number)
    for words, value in _FRACTIONS.items():
        yield from ((word, Kind.FRACTION, Decimal(value)) for word in words.split())
    yield "أرباع", Kind.QUARTERS, Decimal("0.25")
    yield from _scales()


def _scales() -> Iterator[tuple[str, Kind, Decimal]]:
    for value, (one, many, two, latin) in _LARGE.items():
        scale = Decimal(value.strip())
        yield one, Kind.SCALE, scale
        yield f"{one}ا", Kind.EITHER, scale
        yield f"ال{one}", Kind.DEFINITE, scale
        yield from ((word, Kind.SCALE, scale) for word in latin.split())
        yield from ((word, Kind.PAIR, scale) for word in two.split())
        yield from ((word, Kind.PLURAL, scale) for word in many.split())
