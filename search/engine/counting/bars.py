"""Days, weeks, months or years, side by side: what the bars of a chart stand for."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from search.request import Span
from search.results import Bar

EPOCH = date(1970, 1, 1)
#: Seconds of a day, days of a week, months of a year.
DAY, _WEEK, _YEAR = 86_400, 7, 12
#: The most bars of a chart, by what is legible: days become weeks, then months, then years.
MOST_BARS = 60
#: Days from 1 January 1970, a Thursday, to the first Saturday: there an Arabic week begins.
_SATURDAY = 2


def fitting(first: int, last: int) -> str:
    """Return the finest unit that fits the days first to last, since 1970, into MOST_BARS."""
    for unit in ("day", "week", "month"):
        if count_of_bars(unit, first, last) <= MOST_BARS:
            return unit
    return "year"


def count_of_bars(unit: str, first: int, last: int) -> int:
    """Return the number of bars from one day to another."""
    return number_of(unit, last) - number_of(unit, first) + 1


def spans(unit: str, first: int, last: int) -> list[tuple[date, date]]:
    """Return the first and last day of each bar, from the one of day first to that of last."""
    return [_span(unit, n) for n in range(number_of(unit, first), number_of(unit, last) + 1)]


def bars(unit: str, counts: NDArray[np.integer], first: int) -> Iterator[Bar]:
    """Yield the bars of a unit with their counts, from that of the day first on."""
    for number, count in enumerate(counts.tolist(), number_of(unit, first)):
        # Without the argument list of Bar it takes half the time.
        yield tuple.__new__(Bar, (*_span(unit, number), count))


def days_of_month(value: str) -> Span:
    """Return the days of a month as the facet has it.

    >>> days_of_month("2016-12")
    Span(since=datetime.date(2016, 12, 1), until=datetime.date(2016, 12, 31))
    """
    year, month = map(int, value.split("-"))
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def number_of(unit: str, day: int) -> int:
    """Return the number, since 1970, of the unit in which a day is."""
    if unit == "day":
        return day
    if unit == "week":
        return (day - _SATURDAY) // _WEEK
    when = EPOCH + timedelta(day)
    years = when.year - EPOCH.year
    return years if unit == "year" else years * _YEAR + when.month - 1


def numbers_of(unit: str, days: NDArray[np.signedinteger]) -> NDArray[np.signedinteger]:
    """Return the numbers of the units in which days since 1970 are."""
    if unit == "day":
        return days
    if unit == "week":
        return np.floor_divide(days - _SATURDAY, _WEEK)
    return of_months(unit, days.astype("M8[D]").astype("M8[M]").astype(np.int64))


def of_months(unit: str, months: NDArray[np.signedinteger]) -> NDArray[np.signedinteger]:
    """Return the numbers of the units, months or years, in which months since 1970 are."""
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
