"""A printed date -> the moment that it names, or the reason why it names none.

Accepted, with digits of any script and folded spellings:

- ISO 8601 and its looser kin (2023-05-07T10:20:30Z, 2023/5/7 10:20, 20230507);
- RFC 822 and the dates of English programs (Sun, 07 May 2023 10:20:30 +0300), there alone with
  two digits of the year;
- a day, a month's name of any Arabic country (or two that agree) and a year,
  with weekday, time, ص and م: "الجمعة 02 أكتوبر 2020 - 19:31";
- 13/04/2023, where only one of the two numbers can be the day, or the weekday says which;
- 1602-20-16, the 16022016 of a program, cut up as if its year stood first: day, month, year;
- seconds or milliseconds since 1970, in UTC.

The whole text must be the date. It is reduced step by step: Hijri dates are removed, the time is
cut out, weekdays and set words are removed, months become M and a number; the rest must have one
of three shapes. Nothing is guessed: 03/04/2023 is refused, and a Hijri date is refused unless the
Gregorian one is beside it.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import cache

from index.articles.clock import REMEDY, DateError, NotADateError, clock_of, take_clock
from index.text.lookup import plain
from index.text.months import hijri_months, month_numbers, weekday_numbers

__all__ = ["FIRST_YEAR", "DateError", "NotADateError", "is_utc", "parse_date"]

FIRST_YEAR = 1900
_LONGEST = 120

_SET_WORDS = {
    *"تم نشر نشرت نشره نشرها في بتاريخ تاريخ النشر اضيف اضيفت حرر يوم الساعه الموافق".split(),
    *"published posted on at date".split(),
}

#: The seconds since 1970 of the years 1990 to 2100; any other number is no moment.
_EPOCH = range(631_152_000, 4_102_444_800)
_NUMBER = re.compile(r"(\d{1,14})(?:\.\d{1,9})?")
_COMPACT = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:t?(\d\d)(\d\d)(\d\d)?)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?"
)
_ERA = re.compile(r"(?<=\b\d{4})(?:م|\s+م(?!\s*\d{1,2}:)|\s*ميلاديه?)\b")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_LOOSE_SIGN = re.compile(r"(?<=\d)\s*([/.-])\s*(?=\d)")
_NO_SIGN = re.compile(r"[^\w/.-]+|(?<!\d)[/.-]+|[/.-]+(?!\d)")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2}) (?P<months>M\d+(?: M\d+)?) (?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<months>M\d+(?: M\d+)?) (?P<day>\d{1,2}) (?P<year>\d{4})")
_NUMERIC = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})")
_YEAR_DIGITS = 4
_MONTHS = 12
_DAYS = range(1, 32)
#: The year of an RFC 822 date with a zone, without its century.
_SHORT_YEAR = re.compile(
    r"(?P<day>(?:[a-z]{3},? ?)?\d{1,2} [a-z]{3} )(?P<year>\d\d)"
    r"(?= \d{1,2}:\d{1,2}(?::\d{1,2})? (?:[+-]\d{4}|utc?|gmt|z|[ecmp][sd]t)\b)"
)
#: From this year on two digits are of the 20th century: RFC 2822, 4.3.
_OLD_CENTURY = 50
#: 16022016 cut up as a year, a month and a day: the 20 in the middle is no month. Of 478 in a large
#: archive 292 can only have the day first, none only the month; of the rest, 26 articles name their
#: own day in the text, and all 26 have it first.
_CUT_UP = re.compile(r"(\d\d)(\d\d)-(19|20)-(\d\d)")
_UTC = re.compile(r"\d ?(?:z|\(?(?:gmt|utc?)\)?|[+-]00:?00(?: \(?(?:gmt|utc)\)?)?)\Z")


def parse_date(text: str) -> datetime:
    """Return the moment that text names, as its wall clock; midnight without a time.

    Raises DateError if that is uncertain, NotADateError if text is no date.

    >>> parse_date("2 حزيران/يونيو 2023 - 7:31 م")
    datetime.datetime(2023, 6, 2, 19, 31)
    """
    if len(text) > _LONGEST:
        raise NotADateError("a text of this length is no date", REMEDY)
    shown = f'"{" ".join(text.split())}"'
    folded = plain(text)
    if compact := _COMPACT.fullmatch(folded):
        year, month, day, hour, minute, second = (int(part or 0) for part in compact.groups())
        return _moment(shown, (year, month, day), clock_of(shown, hour, minute, second))
    if number := _NUMBER.fullmatch(folded):
        return _since_epoch(shown, int(number[1]))
    return _printed(shown, folded)


def is_utc(text: str) -> bool:
    """Return whether a printed date says that its clock is that of UTC.

    >>> is_utc("2023-05-07T10:20:30Z"), is_utc("Sun, 07 May 2023 10:20:30 +0300")
    (True, False)
    """
    return len(text) <= _LONGEST and _UTC.search(plain(text)) is not None


def _since_epoch(shown: str, number: int) -> datetime:
    for seconds in (number, number // 1000):
        if seconds in _EPOCH:
            moment = datetime.fromtimestamp(seconds, UTC)
            return _moment(shown, (moment.year, moment.month, moment.day), moment.time())
    raise NotADateError(f"{shown} is no date and no time since 1970", REMEDY)


def _printed(shown: str, folded: str) -> datetime:
    rest = re.sub(r"(?<=\d)t(?=\d)", " ", _ERA.sub(" ", _SHORT_YEAR.sub(_with_century, folded)))
    rest, hijri_dates = _hijri().subn(" ", rest)
    rest, clock = take_clock(shown, rest)
    rest = _LOOSE_SIGN.sub(r"\1", _ORDINAL.sub("", rest))
    weekdays = {weekday_numbers()[name] for name in _weekdays().findall(rest)}
    rest = _months().sub(_month_mark, _set_words().sub(" ", rest))
    rest = " ".join(_NO_SIGN.sub(" ", rest).split())
    if hijri_dates and not rest:
        raise DateError(
            f"{shown} is a Hijri date, which is not read", "write the Gregorian one: 2023-05-07"
        )
    return _moment(shown, _day(shown, rest, weekdays), clock)


def _with_century(printed: re.Match[str]) -> str:
    century = "19" if int(printed["year"]) >= _OLD_CENTURY else "20"
    return f"{printed['day']}{century}{printed['year']}"


def _day(shown: str, rest: str, weekdays: set[int]) -> tuple[int, int, int]:
    """Return year, month and day of a reduced date: 2 M6 2023, M6 2 2023 or 2023-06-02."""
    if named := _DAY_FIRST.fullmatch(rest) or _MONTH_FIRST.fullmatch(rest):
        months = {int(mark[1:]) for mark in named["months"].split()}
        if len(months) > 1:
            raise DateError(f"{shown} names two different months", REMEDY)
        return int(named["year"]), months.pop(), int(named["day"])
    if numeric := _NUMERIC.fullmatch(rest):
        first, _, middle, last = numeric.groups()
        if cut_up := _uncut(rest):
            return cut_up
        if len(first) == _YEAR_DIGITS and len(last) < _YEAR_DIGITS - 1:
            return int(first), int(middle), int(last)
        if len(last) == _YEAR_DIGITS and len(first) < _YEAR_DIGITS - 1:
            return _ordered(shown, int(first), int(middle), int(last), weekdays)
    raise NotADateError(f"{shown} is not a date with day, month and year", REMEDY)


def _uncut(rest: str) -> tuple[int, int, int] | None:
    """Return year, month and day of a date that was cut up; None if it may be a year first."""
    pieces = _CUT_UP.fullmatch(rest)
    if not pieces:
        return None
    first, second, century, years = pieces.groups()
    if int(years) <= _MONTHS and int(first + second) >= FIRST_YEAR:
        return None
    real = int(first) in _DAYS and 0 < int(second) <= _MONTHS
    return (int(century + years), int(second), int(first)) if real else None


def _ordered(
    shown: str, first: int, second: int, year: int, weekdays: set[int]
) -> tuple[int, int, int]:
    """Return year, month and day of two numbers in unknown order, unless both are possible."""
    if first == second or max(first, second) > _MONTHS:
        return year, min(first, second), max(first, second)
    orders = [(first, second), (second, first)]
    named = [order for order in orders if {_weekday(year, *order)} == weekdays]
    if len(named) == 1:
        return year, *named[0]
    raise DateError(
        f"{shown} can be read with the day or the month first",
        f"write {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}",
    )


def _weekday(year: int, month: int, day: int) -> int | None:
    """Return the weekday of a day, 0 for Monday; None if the day does not exist."""
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


def _moment(shown: str, day: tuple[int, int, int], clock: time) -> datetime:
    """Return the moment, unless its year is impossible or the day does not exist."""
    next_year = datetime.now(UTC).year + 1
    if not FIRST_YEAR <= day[0] <= next_year:
        raise DateError(f"{shown}: year {day[0]} is not in {FIRST_YEAR}-{next_year}", REMEDY)
    try:
        midnight = datetime(*day)  # noqa: DTZ001  the wall clock as printed has no zone
    except ValueError:
        raise DateError(f"{shown} is a day that does not exist", REMEDY) from None
    return datetime.combine(midnight, clock)


def _month_mark(name: re.Match[str]) -> str:
    """Return M and the number of a month: a folded text has no other capitals."""
    return f" M{month_numbers()[' '.join(name[0].split())]} "


@cache
def _months() -> re.Pattern[str]:
    return _words(month_numbers())


@cache
def _set_words() -> re.Pattern[str]:
    return _words(weekday_numbers().keys() | _SET_WORDS)


@cache
def _weekdays() -> re.Pattern[str]:
    return _words(weekday_numbers())


@cache
def _hijri() -> re.Pattern[str]:
    """Return the pattern of a Hijri date: by its month, its year or its mark."""
    months = _words(hijri_months()).pattern
    year = r"1[345]\d\d"
    named = rf"\d{{1,2}}\s*(?:من\s+)?(?:{months})(?:\s*[,،/-]?\s*{year})?"
    year_last = rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-]{year}"
    year_first = rf"{year}([/.-])(?:0?\d|1[012])\1\d{{1,2}}"
    numeric = rf"(?<![\d/.-])(?:{year_last}|{year_first})(?!\d)"
    return re.compile(rf"(?:{named}|{numeric})(?:\s*ه(?:جريه?)?\b)?")


def _words(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of any of words, the longest first, with no letter on either side."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    choice = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?<![^\W\d_])(?:{choice})(?![^\W\d_])")
