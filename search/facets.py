"""What was found, counted: by source, by section, by year and month, over time."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.reader import NO_MONTH, ArticleReader, Labels
from index.schema import NO_DATE
from search.results import Bar, Count, Facet, Timeline

EPOCH = date(1970, 1, 1)
#: Seconds of a day, days of a week, months of a year.
DAY, _WEEK, _YEAR = 86_400, 7, 12
#: A chart has no more bars than this: days become weeks, then months, then years.
MOST_BARS = 60
#: Days from 1 January 1970, a Thursday, to the first Saturday: there an Arabic week begins.
_SATURDAY = 2

Documents = NDArray[np.int64]


def facets(reader: ArticleReader, found: Documents) -> tuple[Facet, ...]:
    """Return the counts of the documents found."""
    return (
        Facet(name="source", counts=_labelled(reader.sources, found)),
        Facet(name="section", counts=_labelled(reader.sections, found)),
        *_dated(reader.months[found]),
    )


def timeline(reader: ArticleReader, found: Documents) -> Timeline:
    """Return the documents found over time, in bars of a unit: the finest that is legible."""
    published = reader.published[found]
    dated = published[published != NO_DATE]
    undated = len(published) - len(dated)
    if not len(dated):
        return Timeline(unit="day", bars=(), undated=undated)
    days = np.floor_divide(dated, DAY)
    first, last = int(days.min()), int(days.max())
    unit = fitting(first, last)
    return Timeline(unit=unit, bars=tuple(_bars(unit, days, first, last)), undated=undated)


def fitting(first: int, last: int) -> str:
    """Return the finest unit that shows some days, counted from 1970, in few enough bars."""
    for unit in ("day", "week", "month"):
        if bars_between(unit, first, last) <= MOST_BARS:
            return unit
    return "year"


def bars_between(unit: str, first: int, last: int) -> int:
    """Return how many bars there are from one day to another."""
    return _numbers(unit, last) - _numbers(unit, first) + 1


def bars(unit: str, first: int, last: int) -> list[tuple[date, date]]:
    """Return the first and last day of each bar from one day to another, from 1970."""
    opens = [_opening(unit, n) for n in range(_numbers(unit, first), _numbers(unit, last) + 2)]
    return [(day, after - timedelta(1)) for day, after in pairwise(opens)]


def counted(unit: str, days: NDArray[np.int64], first: int, last: int) -> list[int]:
    """Return how many of some days fall into each bar from first to last."""
    numbers = _all_numbers(unit, days) - _numbers(unit, first)
    return np.bincount(numbers, minlength=bars_between(unit, first, last)).tolist()


def _bars(unit: str, days: NDArray[np.int64], first: int, last: int) -> Iterator[Bar]:
    spans, counts = bars(unit, first, last), counted(unit, days, first, last)
    for (since, until), count in zip(spans, counts, strict=True):
        yield Bar(since=since, until=until, articles=count)


def _labelled(labels: Labels, found: Documents) -> tuple[Count, ...]:
    counts = np.bincount(labels.codes[found], minlength=len(labels.values)).tolist()
    held = [
        Count(value=value, articles=n) for value, n in zip(labels.values, counts, strict=True) if n
    ]
    return tuple(sorted(held, key=lambda count: (-count.articles, count.value)))


def _dated(months: NDArray[np.int32]) -> tuple[Facet, Facet]:
    values, counts = np.unique(months, return_counts=True)
    by_month = dict(zip(values.tolist(), counts.tolist(), strict=True))
    undated = by_month.pop(NO_MONTH, 0)
    by_year: dict[int, int] = {}
    for month, count in by_month.items():
        year = 1970 + month // _YEAR
        by_year[year] = by_year.get(year, 0) + count
    nowhen = (Count(value="", articles=undated),) if undated else ()
    years = (Count(value=f"{year:04}", articles=n) for year, n in sorted(by_year.items())[::-1])
    named = (
        Count(value=f"{1970 + month // _YEAR:04}-{month % _YEAR + 1:02}", articles=n)
        for month, n in sorted(by_month.items())[::-1]
    )
    return (
        Facet(name="year", counts=(*years, *nowhen)),
        Facet(name="month", counts=(*named, *nowhen)),
    )


def _numbers(unit: str, day: int) -> int:
    """Return the number of the unit in which a day lies."""
    return int(_all_numbers(unit, np.array([day], np.int64))[0])


def _all_numbers(unit: str, days: NDArray[np.int64]) -> NDArray[np.int64]:
    if unit == "day":
        return days
    if unit == "week":
        return np.floor_divide(days - _SATURDAY, _WEEK)
    return days.astype("M8[D]").astype("M8[M]" if unit == "month" else "M8[Y]").astype(np.int64)


def _opening(unit: str, number: int) -> date:
    """Return the first day of a unit by its number."""
    if unit == "day":
        return EPOCH + timedelta(number)
    if unit == "week":
        return EPOCH + timedelta(number * _WEEK + _SATURDAY)
    if unit == "month":
        return date(1970 + number // _YEAR, number % _YEAR + 1, 1)
    return date(1970 + number, 1, 1)
