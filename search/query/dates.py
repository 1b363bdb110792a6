"""The days that a date, a range of dates, or words for either mean.

2023 | 2023-05 | 2023-05-07 | مايو 2023 | a..b | a.. | ..b
اليوم | أمس | هذا الأسبوع | الشهر الماضي | آخر 30 يوما
"""

import calendar
import re
from datetime import date, timedelta
from functools import cache

from index.analysis import fold
from search.query.tree import Dates

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_NAMED = re.compile(r"(?:(\d{1,2}) )?(\D+?) (\d{4})")
#: آخر 30 يوما, last 2 weeks: a unit is recognised by its first letters.
_LAST = re.compile(r"(?:اخر|last) (?:(\d{1,4}) )?(\D+)")
_UNITS = {"يوم": 1, "ايام": 1, "day": 1, "اسبوع": 7, "اسابيع": 7, "week": 7}
_MONTHS = {"شهر": 1, "اشهر": 1, "شهور": 1, "month": 1}
_MONTHS |= {"سن": 12, "عام": 12, "اعوام": 12, "year": 12}
_DUALS = frozenset(("يومين", "اسبوعين", "شهرين", "سنتين", "عامين"))
#: The Arabic week begins on Saturday; weekday() counts from Monday.
_SATURDAY, _WEEK = 5, 7
#: The most days, or months, before today.
_MOST = 10_000


def parse_days(text: str, today: date | None = None) -> Dates | None:
    """Return the days that a date or a range of dates means, None if text is neither.

    Words like اليوم are relative to today, which is that of this machine unless it is given.

    >>> parse_days("2023-02"), parse_days("٢٠٢٣..")
    (Dates(since=datetime.date(2023, 2, 1), until=datetime.date(2023, 2, 28)), \
Dates(since=datetime.date(2023, 1, 1), until=None))
    """
    digits = "".join(str(int(c)) if c.isdecimal() else c for c in text.strip())
    since, dots, until = (part.strip() for part in digits.partition(".."))
    today = today or date.today()  # noqa: DTZ011  dates of the archive are wall clock, too
    if not dots:
        return _period(since, today)
    first, last = _period(since, today), _period(until, today)
    if (since and not first) or (until and not last) or not (first or last):
        return None
    return Dates(first.since if first else None, last.until if last else None)


def _period(text: str, today: date) -> Dates | None:
    if match := _DATE.fullmatch(text):
        return _numbered(*(int(part) if part else 0 for part in match.groups()))
    spelled = _folded(text)
    if not spelled or len(spelled) > 40:  # noqa: PLR2004  no date is so long
        return None
    return _named(spelled) or _last(spelled, today) or _around(today).get(spelled)


def _numbered(year: int, month: int, day: int) -> Dates | None:
    """Return the days of a year, of a month of it, or the one day."""
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return Dates(first, first)
    last_month = month or 12
    return Dates(first, date(year, last_month, calendar.monthrange(year, last_month)[1]))


def _named(spelled: str) -> Dates | None:
    """Return the days of a named month, or a day of it: 7 مايو 2023."""
    match = _NAMED.fullmatch(spelled)
    if not match or match[2] not in _month_numbers():
        return None
    return _numbered(int(match[3]), _month_numbers()[match[2]], int(match[1] or 0))


def _last(spelled: str, today: date) -> Dates | None:
    """Return the last days, weeks, months or years, today included."""
    match = _LAST.fullmatch(spelled)
    if not match:
        return None
    count = int(match[1] or (2 if match[2] in _DUALS else 1))
    for units, since in ((_UNITS, _days_before), (_MONTHS, _months_before)):
        for begins, size in units.items():
            if match[2].startswith(begins) and 0 < count * size <= _MOST:
                return Dates(since(today, count * size), today)
    return None


def _days_before(today: date, days: int) -> date:
    return today - timedelta(days - 1)


def _months_before(today: date, months: int) -> date:
    """Return the day after the same day some months ago, or after the last day of that month."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    day = min(today.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day) + timedelta(1)


def _around(today: date) -> dict[str, Dates]:
    """Return the days that words without a number mean, by the folded words."""
    week = today - timedelta((today.weekday() - _SATURDAY) % _WEEK)
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    spans = {
        "اليوم today": (today, today),
        "امس البارحه yesterday": (today - timedelta(1), today - timedelta(1)),
        "هذا_الاسبوع this_week": (week, today),
        "الاسبوع_الماضي last_week": (week - timedelta(_WEEK), week - timedelta(1)),
        "هذا_الشهر this_month": (month, today),
        "الشهر_الماضي last_month": _month_of(month - timedelta(1)),
        "هذا_العام هذه_السنه this_year": (year, today),
        "العام_الماضي السنه_الماضيه last_year": _year_of(year - timedelta(1)),
    }
    return {
        words.replace("_", " "): Dates(*span)
        for names, span in spans.items()
        for words in names.split()
    }


def _month_of(last: date) -> tuple[date, date]:
    return last.replace(day=1), last


def _year_of(last: date) -> tuple[date, date]:
    return last.replace(month=1, day=1), last


@cache
def _month_numbers() -> dict[str, int]:
    """Return the number of each month by its folded names."""
    from index.text.months import month_numbers  # noqa: PLC0415  needs CLDR, and few queries name a month

    return {_folded(name): number for name, number in month_numbers().items()}


def _folded(words: str) -> str:
    return " ".join(fold(word) for word in words.split())
