"""Numbers, counted nouns and dates in Arabic, by the rules of Unicode's CLDR."""

from datetime import date, timedelta
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
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
    "near": {
        "zero": "",
        "one": "ونسخة قريبة",
        "two": "ونسختان قريبتان",
        "few": "\u2066+{}\u2069 نسخ قريبة",
        "many": "\u2066+{}\u2069 نسخة قريبة",
        "other": "\u2066+{}\u2069 نسخة قريبة",
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


@lru_cache(4096)
def counted(value: int, noun: str) -> str:
    """Return so many of noun ("result", "article", "copy", "near"), in the plural that fits.

    >>> counted(2, "result"), counted(103, "article")
    ('نتيجتان', '103 مقالات')
    """
    return _NOUNS[noun][_ARABIC.plural_form(value)].format(number(value))


@lru_cache(4096)
def span(since: date, until: date) -> str:
    """Return the days from one to another in words, as short as they can be said.

    >>> span(date(2016, 11, 1), date(2016, 11, 30)), span(date(2016, 1, 1), date(2016, 12, 31))
    ('نوفمبر 2016', '2016')
    """
    if since == until:
        return long_date(since)
    after = until + timedelta(1)
    if since.day == after.day == 1:
        if (since.month, after.month) == (1, 1) and after.year == since.year + 1:
            return str(since.year)
        if (after.year * 12 + after.month) - (since.year * 12 + since.month) == 1:
            return month_name(since)
    return f"{long_date(since)} إلى {long_date(until)}"


@lru_cache(1024)
def month_name(day: date) -> str:
    """Return the month of a day: نوفمبر 2016."""
    return format_skeleton("yMMMM", day, locale=_ARABIC)


@lru_cache(4096)
def long_date(day: date) -> str:
    """Return day as a newspaper writes it.

    >>> long_date(date(2016, 11, 3))
    '3 نوفمبر 2016'
    """
    return format_date(day, "long", locale=_ARABIC)
