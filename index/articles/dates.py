"""A printed date -> the moment that it names, or the reason why it names none.

Accepted, with digits of any script and folded spellings:

- ISO 8601 and its looser kin (2023-05-07T10:20:30Z, 2023/5/7 10:20, 20230507);
- RFC 822 and the dates of English programs (Sun, 07 May 2023 10:20:30 +0300);
- a day, a month's name of any Arabic country (or two that agree) and a year,
  with weekday, time, ص and م: "الجمعة 02 أكتوبر 2020 - 19:31";
- 13/04/2023, where only one of the two numbers can be the day;
- seconds or milliseconds since 1970, in UTC.

The whole text must be the date. It is reduced step by step: Hijri dates are removed, the time is
cut out, weekdays and set words are removed, months become M and a number; the rest must have one
of three shapes. Nothing is guessed: 03/04/2023 is refused, and a Hijri date is refused unless the
Gregorian one is beside it.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time
from functools import cache

from index.articles.fault import UnreadableError
from index.text.lookup import plain
from index.text.months import hijri_months, month_numbers, weekdays

FIRST_YEAR = 1900
_LONGEST = 120
_NOON = 12
_REMEDY = "write it as 2023-05-07 or 2023-05-07T10:20"

_MORNING = {"ص", "صباحا", "am", "a.m", "a.m."}
_EVENING = {"م", "مسا", "ظهرا", "عصرا", "pm", "p.m", "p.m."}
_SET_WORDS = {
    *"نشر نشرت في بتاريخ تاريخ النشر يوم الساعه الموافق published posted on at date".split()
}

#: The seconds since 1970 of the years 1990 to 2100; any other number is no moment.
_EPOCH = range(631_152_000, 4_102_444_800)
_NUMBER = re.compile(r"(\d{1,14})(?:\.\d{1,9})?")
_COMPACT = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:t?(\d\d)(\d\d)(\d\d)?)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?"
)
_ERA = re.compile(r"(?<=\b\d{4})(?:م|\s+م(?!\s*\d{1,2}:)|\s*ميلاديه?)\b")
#: A blank before an offset only if it has four digits: 19:31 -02 may begin a date.
_OFFSET = r"(?:[+-]\d{1,2}(?::?\d\d)?|\s[+-]\d\d:?\d\d)(?![\d/.-])"
_ZONE_NAME = r"\s*\(?(?:gmt|utc|ut|z|[ecmp][sd]t|[abgim]st|eest|eet|cest|cet|[cew]at|msk)\b"
_ZONE = (
    rf"(?:{_ZONE_NAME}(?:{_OFFSET})?\)?|{_OFFSET}(?:{_ZONE_NAME})?)?"
    r"(?:\s*\([a-z ]+\))?(?:\s+بتوقيت(?:\s+[^\W\d]+){1,2})?"
)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_LOOSE_SIGN = re.compile(r"(?<=\d)\s*([/.-])\s*(?=\d)")
_NO_SIGN = re.compile(r"[^\w/.-]+|(?<!\d)[/.-]+|[/.-]+(?!\d)")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2}) (?P<months>M\d+(?: M\d+)?) (?P<year>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<months>M\d+(?: M\d+)?) (?P<day>\d{1,2}) (?P<year>\d{4})")
_NUMERIC = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})")
_YEAR_DIGITS = 4


class DateError(UnreadableError):
    """A date that names no certain moment; says why, and what is accepted."""


class NotADateError(DateError):
    """A text that is unlike any date."""


def parse_date(text: str) -> datetime:
    """Return the moment that text names, as its wall clock; midnight without a time.

    Raises DateError if that is uncertain, NotADateError if text is no date.

    >>> parse_date("2 حزيران/يونيو 2023 - 7:31 م")
    datetime.datetime(2023, 6, 2, 19, 31)
    """
    if len(text) > _LONGEST:
        raise NotADateError("a text of this length is no date", _REMEDY)
    shown = f'"{" ".join(text.split())}"'
    folded = plain(text)
    if compact := _COMPACT.fullmatch(folded):
        year, month, day, hour, minute, second = (int(part or 0) for part in compact.groups())
        return _moment(shown, (year, month, day), _clock(shown, hour, minute, second))
    if number := _NUMBER.fullmatch(folded):
        return _since_epoch(shown, int(number[1]))
    return _printed(shown, folded)


def _since_epoch(shown: str, number: int) -> datetime:
    for seconds in (number, number // 1000):
        if seconds in _EPOCH:
            moment = datetime.fromtimestamp(seconds, UTC)
            return _moment(shown, (moment.year, moment.month, moment.day), moment.time())
    raise NotADateError(f"{shown} is no date and no time since 1970", _REMEDY)


def _printed(shown: str, folded: str) -> datetime:
    rest = re.sub(r"(?<=\d)t(?=\d)", " ", _ERA.sub(" ", folded))
    rest, hijri_dates = _hijri().subn(" ", rest)
    rest, clock = _take_clock(shown, rest)
    rest = _LOOSE_SIGN.sub(r"\1", _ORDINAL.sub("", rest))
    rest = _months().sub(_month_mark, _set_words().sub(" ", rest))
    rest = " ".join(_NO_SIGN.sub(" ", rest).split())
    if hijri_dates and not rest:
        raise DateError(
            f"{shown} is a Hijri date, which is not read", "write the Gregorian one: 2023-05-07"
        )
    return _moment(shown, _day(shown, rest), clock)


def _take_clock(shown: str, rest: str) -> tuple[str, time]:
    """Return rest without its first time of day, and that time."""
    found = _times().search(rest)
    if not found:
        return rest, time()
    hour = _hour(shown, int(found["hour"]), found["half"])
    clock = _clock(shown, hour, int(found["minute"]), int(found["second"] or 0))
    return f"{rest[: found.start()]} {rest[found.end() :]}", clock


def _hour(shown: str, hour: int, half: str | None) -> int:
    """Return the hour of 24; half is the mark of the half of the day beside it, if any."""
    if not half:
        return hour
    evening = half in _EVENING
    if (hour > _NOON and not evening) or (hour == 0 and evening):
        raise DateError(f"{shown}: hour {hour} is not in that half of the day", _REMEDY)
    return hour % _NOON + _NOON * evening


def _clock(shown: str, hour: int, minute: int, second: int) -> time:
    try:
        return time(hour, minute, second)
    except ValueError:
        raise DateError(f"{shown} has a time that does not exist", _REMEDY) from None


def _day(shown: str, rest: str) -> tuple[int, int, int]:
    """Return year, month and day of a reduced date: 2 M6 2023, M6 2 2023 or 2023-06-02."""
    if named := _DAY_FIRST.fullmatch(rest) or _MONTH_FIRST.fullmatch(rest):
        months = {int(mark[1:]) for mark in named["months"].split()}
        if len(months) > 1:
            raise DateError(f"{shown} names two different months", _REMEDY)
        return int(named["year"]), months.pop(), int(named["day"])
    if numeric := _NUMERIC.fullmatch(rest):
        first, _, middle, last = numeric.groups()
        if len(first) == _YEAR_DIGITS and len(last) < _YEAR_DIGITS - 1:
            return int(first), int(middle), int(last)
        if len(last) == _YEAR_DIGITS and len(first) < _YEAR_DIGITS - 1:
            return int(last), *_month_and_day(shown, int(first), int(middle), int(last))
    raise NotADateError(f"{shown} is not a date with day, month and year", _REMEDY)


def _month_and_day(shown: str, first: int, second: int, year: int) -> tuple[int, int]:
    """Return month and day of two numbers in unknown order, unless both orders are possible."""
    if first == second or max(first, second) > 12:  # noqa: PLR2004  months in a year
        return min(first, second), max(first, second)
    raise DateError(
        f"{shown} can be read with the day or the month first",
        f"write {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}",
    )


def _moment(shown: str, day: tuple[int, int, int], clock: time) -> datetime:
    """Return the moment, unless its year is impossible or the day does not exist."""
    next_year = datetime.now(UTC).year + 1
    if not FIRST_YEAR <= day[0] <= next_year:
        raise DateError(f"{shown}: year {day[0]} is not in {FIRST_YEAR}-{next_year}", _REMEDY)
    try:
        midnight = datetime(*day)  # noqa: DTZ001  the wall clock as printed has no zone
    except ValueError:
        raise DateError(f"{shown} is a day that does not exist", _REMEDY) from None
    return datetime.combine(midnight, clock)


def _month_mark(name: re.Match[str]) -> str:
    """Return M and the number of a month: a folded text has no other capitals."""
    return f" M{month_numbers()[' '.join(name[0].split())]} "


@cache
def _months() -> re.Pattern[str]:
    return _words(month_numbers())


@cache
def _set_words() -> re.Pattern[str]:
    return _words(weekdays() | _SET_WORDS)


@cache
def _times() -> re.Pattern[str]:
    halves = "|".join(re.escape(half) for half in sorted(_MORNING | _EVENING, reverse=True))
    return re.compile(
        r"(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?(?![\d:])"
        rf"(?:\s*(?P<half>{halves})(?!\w))?{_ZONE}"
    )


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
