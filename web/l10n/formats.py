"""Numbers, counted nouns and dates in a reader's preferences, by the rules of Unicode's CLDR."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from web.l10n.preferences import DEFAULT, Preferences

#: A locale for each family of names of months; English has only one.
_LOCALES = {
    "egypt": Locale("ar"),
    "levant": Locale("ar", "LB"),
    "algeria": Locale("ar", "DZ"),
    "morocco": Locale("ar", "MA"),
}
_ENGLISH = Locale("en", "GB")
#: Arabic-Indic digits, and the signs between and after them.
_ARABIC_INDIC = str.maketrans("0123456789,.%", "٠١٢٣٤٥٦٧٨٩٬٫٪")
#: Each noun in the plural forms of a language; {} is the number. The isolates U+2066 and U+2069
#: keep a plus sign before its number.
_NOUNS = {
    "ar": {
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
        "source": {
            "zero": "بلا مصدر",
            "one": "مصدر واحد",
            "two": "مصدران",
            "few": "{} مصادر",
            "many": "{} مصدرًا",
            "other": "{} مصدر",
        },
        "near": {
            "zero": "",
            "one": "ونسخة قريبة",
            "two": "ونسختان قريبتان",
            "few": "\u2066+{}\u2069 نسخ قريبة",
            "many": "\u2066+{}\u2069 نسخة قريبة",
            "other": "\u2066+{}\u2069 نسخة قريبة",
        },
        "copy": {
            "zero": "",
            "one": "ونسخة مطابقة",
            "two": "ونسختان مطابقتان",
            "few": "\u2066+{}\u2069 نسخ مطابقة",
            "many": "\u2066+{}\u2069 نسخة مطابقة",
            "other": "\u2066+{}\u2069 نسخة مطابقة",
        },
        "synonym": {
            "zero": "",
            "one": "ومرادف",
            "two": "ومرادفان",
            "few": "\u2066+{}\u2069 مرادفات",
            "many": "\u2066+{}\u2069 مرادفًا",
            "other": "\u2066+{}\u2069 مرادف",
        },
    },
    "en": {
        "result": {"zero": "No results", "one": "{} result", "other": "{} results"},
        "article": {"zero": "no articles", "one": "{} article", "other": "{} articles"},
        "source": {"zero": "no source", "one": "{} source", "other": "{} sources"},
        "near": {
            "zero": "",
            "one": "\u2066+{}\u2069 near copy",
            "other": "\u2066+{}\u2069 near copies",
        },
        "copy": {
            "zero": "",
            "one": "\u2066+{}\u2069 identical copy",
            "other": "\u2066+{}\u2069 identical copies",
        },
        "synonym": {
            "zero": "",
            "one": "\u2066+{}\u2069 other name",
            "other": "\u2066+{}\u2069 other names",
        },
    },
}
_TO = {"ar": "إلى", "en": "to"}


@lru_cache(4096)
def number(value: int, how: Preferences = DEFAULT) -> str:
    """Return value with separators between thousands.

    >>> number(31030), number(31030, Preferences(digits="arab"))
    ('31,030', '٣١٬٠٣٠')
    """
    return in_digits(format_decimal(value, locale=_ENGLISH), how)


def in_digits(text: str, how: Preferences = DEFAULT) -> str:
    """Return a number that has Latin digits in the preferred digits.

    >>> in_digits("0.4%", Preferences(digits="arab"))
    '٠٫٤٪'
    """
    return text.translate(_ARABIC_INDIC) if how.digits == "arab" else text


@lru_cache(4096)
def counted(value: int, noun: str, how: Preferences = DEFAULT) -> str:
    """Return a number and its noun ("result", "article", "source", "copy", …) in the right plural.

    >>> counted(2, "result"), counted(103, "article"), counted(2, "result", Preferences("en"))
    ('نتيجتان', '103 مقالات', '2 results')
    """
    plural = _locale(how).plural_form(value) if value else "zero"
    return _NOUNS[how.lang][noun][plural].format(number(value, how))


@lru_cache(4096)
def span(since: date, until: date, how: Preferences = DEFAULT) -> str:
    """Return the days from one to another in words, as short as possible.

    >>> span(date(2016, 11, 1), date(2016, 11, 30)), span(date(2016, 1, 1), date(2016, 12, 31))
    ('نوفمبر 2016', '2016')
    >>> span(date(2016, 1, 1), date(2016, 3, 31)), span(date(2015, 1, 1), date(2016, 12, 31))
    ('يناير إلى مارس 2016', '2015 إلى 2016')
    """
    if since == until:
        return long_date(since, how)
    after = until + timedelta(1) if until < date.max else date.min
    if since.day != 1 or after.day != 1:
        return _from_to(long_date(since, how), long_date(until, how), how)
    if since.month == after.month == 1:
        first, last = (in_digits(str(day.year), how) for day in (since, until))
        return _from_to(first, last, how)
    if since.year != until.year:
        return _from_to(month_name(since, how), month_name(until, how), how)
    first = month_name(since, how) if since.month == until.month else bare_month(since, how)
    return _from_to(first, month_name(until, how), how)


def _from_to(first: str, last: str, how: Preferences) -> str:
    return first if first == last else f"{first} {_TO[how.lang]} {last}"


@lru_cache(1024)
def month_name(day: date, how: Preferences = DEFAULT) -> str:
    """Return the month of a day.

    >>> month_name(date(2016, 11, 3)), month_name(date(2016, 11, 3), Preferences(months="levant"))
    ('نوفمبر 2016', 'تشرين الثاني 2016')
    """
    return _dated(day, "yMMMM", how)


@lru_cache(1024)
def bare_month(day: date, how: Preferences = DEFAULT) -> str:
    """Return the month of a day without its year, in full.

    >>> bare_month(date(2016, 7, 3)), bare_month(date(2016, 7, 3), Preferences("en"))
    ('يوليو', 'July')
    """
    return format_date(day, "MMMM", locale=_locale(how))


@lru_cache(1024)
def day_and_month(day: date, how: Preferences = DEFAULT) -> str:
    """Return a day without its year.

    >>> day_and_month(date(2016, 11, 3))
    '3 نوفمبر'
    """
    return _dated(day, "MMMMd", how)


def long_date(day: date, how: Preferences = DEFAULT) -> str:
    """Return day as newspapers write it; of a moment, its day.

    >>> long_date(date(2016, 11, 3)), long_date(date(2016, 11, 3), Preferences("en"))
    ('3 نوفمبر 2016', '3 November 2016')
    """
    return _long_date(day.date() if isinstance(day, datetime) else day, how)


@lru_cache(4096)  # of days: moments are as many as articles
def _long_date(day: date, how: Preferences) -> str:
    return in_digits(format_date(day, "long", locale=_locale(how)), how)


def _dated(day: date, skeleton: str, how: Preferences) -> str:
    return in_digits(format_skeleton(skeleton, day, locale=_locale(how)), how)


def _locale(how: Preferences) -> Locale:
    return _ENGLISH if how.lang == "en" else _LOCALES[how.months]
