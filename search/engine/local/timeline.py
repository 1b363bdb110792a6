"""Articles over time: how many were published in each day, week, month or year."""

from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.reader import NO_DAY, ArticleReader
from search.results import Bar, Timeline

EPOCH = date(1970, 1, 1)
#: Seconds of a day, days of a week, months of a year.
DAY, _WEEK, _YEAR = 86_400, 7, 12
#: The most bars of a chart, by what is legible: days become weeks, then months, then years.
MOST_BARS = 60
#: Days from 1 January 1970, a Thursday, to the first Saturday: there an Arabic week begins.
_SATURDAY = 2


def timeline(reader: ArticleReader, documents: NDArray[np.int64]) -> Timeline:
    """Return the number of documents over time, in the finest unit that is legible."""
    days = reader.days[documents]
    dated = days != NO_DAY
    undated = len(days) - int(np.count_nonzero(dated))
    if undated:
        documents, days = documents[dated], days[dated]
    if not len(days):
        return Timeline(unit="day", bars=(), undated=undated)
    first, last = int(days.min()), int(days.max())
    unit = fitting(first, last)
    # Months and years of documents are read: to compute them takes longer than all the rest.
    by_month = unit in ("month", "year")
    numbers = _of_months(unit, reader.months[documents]) if by_month else _numbers(unit, days)
    return Timeline(unit=unit, bars=tuple(_bars(unit, numbers, first)), undated=undated)


def fitting(first: int, last: int) -> str:
    """Return the finest unit that fits the days first to last, since 1970, into MOST_BARS."""
    for unit in ("day", "week", "month"):
        if count_of_bars(unit, first, last) <= MOST_BARS:
            return unit
    return "year"


def count_of_bars(unit: str, first: int, last: int) -> int:
    """Return the number of bars from one day to another."""
    return _number(unit, last) - _number(unit, first) + 1


def spans(unit: str, first: int, last: int) -> list[tuple[date, date]]:
    """Return the first and last day of each bar, from the one of day first to that of last."""
    return [_span(unit, n) for n in range(_number(unit, first), _number(unit, last) + 1)]


def histogram(unit: str, days: NDArray[np.int64], first: int, last: int) -> list[int]:
    """Return how many of the days, int64 since 1970, fall into each bar from first to last."""
    numbers = _numbers(unit, days) - _number(unit, first)
    return np.bincount(numbers, minlength=count_of_bars(unit, first, last)).tolist()


def _bars(unit: str, numbers: NDArray[np.integer], first: int) -> list[Bar]:
    """Return the bars of some units by their numbers, from that of the day first on."""
    begin = _number(unit, first)
    counts = np.bincount(numbers - begin).tolist()
    return [_bar(_span(unit, number), count) for number, count in enumerate(counts, begin)]


def _bar(span: tuple[date, date], articles: int) -> Bar:
    """Return a bar; without the argument list of Bar it takes half the time."""
    return tuple.__new__(Bar, (*span, articles))


def _number(unit: str, day: int) -> int:
    """Return the number, since 1970, of the unit in which a day is."""
    if unit == "day":
        return day
    if unit == "week":
        return (day - _SATURDAY) // _WEEK
    when = EPOCH + timedelta(day)
    years = when.year - EPOCH.year
    return years if unit == "year" else years * _YEAR + when.month - 1


def _numbers(unit: str, days: NDArray[np.signedinteger]) -> NDArray[np.int64]:
    if unit == "day":
        return days
    if unit == "week":
        return np.floor_divide(days - _SATURDAY, _WEEK)
    return _of_months(unit, days.astype("M8[D]").astype("M8[M]").astype(np.int64))


def _of_months(unit: str, months: NDArray[np.signedinteger]) -> NDArray[np.signedinteger]:
    return months if unit == "month" else np.floor_divide(months, _YEAR)


@lru_cache(4096)
def _span(unit: str, number: int) -> tuple[date, date]:
    """Return the first and last day of a unit by its number."""
    return _opening(unit, number), _opening(unit, number + 1) - timedelta(1)


def _opening(unit: str, number: int) -> date:
    """Return the first day of a unit by its number."""
    if unit == "day":
        return EPOCH + timedelta(number)
    if unit == "week":
        return EPOCH + timedelta(number * _WEEK + _SATURDAY)
    if unit == "month":
        return date(1970 + number // _YEAR, number % _YEAR + 1, 1)
    return date(1970 + number, 1, 1)
