"""Numbers, counted nouns and dates in Arabic, by the rules of Unicode's CLDR."""

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

_ARABIC = Locale("ar")
#: Each noun in the six forms of the Arabic plural; {} is the number.
_NOUNS = {
    "result": {
        "zero": "لا نتائج",
        "one": "نتيجة واحدة",
        "two": "نتيجتان",
        "few": "{} نتائج",
        "many": "{} نتيجة",
        "other": "{} نتيجة",
    },
    "article": {
        "zero": "لا مقالات",
        "one": "مقال واحد",
        "two": "مقالان",
        "few": "{} مقالات",
        "many": "{} مقالًا",
        "other": "{} مقال",
    },
    # What is isolated by U+2066 and U+2069 keeps its plus sign before the number.
    "copy": {
        "zero": "",
        "one": "ونسخة مطابقة",
        "two": "ونسختان مطابقتان",
        "few": "\u2066+{}\u2069 نسخ مطابقة",
        "many": "\u2066+{}\u2069 نسخة مطابقة",
        "other": "\u2066+{}\u2069 نسخة مطابقة",
    },
}


@lru_cache(4096)
def number(value: int) -> str:
    """Return value with its thousands apart.

    >>> number(31030)
    '31,030'
    """
    return format_decimal(value, locale=_ARABIC)


def counted(value: int, noun: str) -> str:
    """Return so many of noun ("result", "article" or "copy"), in the plural that fits.

    >>> counted(2, "result"), counted(103, "article")
    ('نتيجتان', '103 مقالات')
    """
    return _NOUNS[noun][_ARABIC.plural_form(value)].format(number(value))


@lru_cache(4096)
def long_date(day: date) -> str:
    """Return day as a newspaper writes it.

    >>> long_date(date(2016, 11, 3))
    '3 نوفمبر 2016'
    """
    return format_date(day, "long", locale=_ARABIC)
