"""Several queries over time, side by side: counts, and shares of all that was published."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engine.counting.bars import (
    EPOCH,
    count_of_bars,
    fitting,
    number_of,
    numbers_of,
    spans,
)
from search.results import Bar, Trend, Trends

#: The most bars, by what a table has room for. Set by hand.
_MOST_BARS = 400


class Published(NamedTuple):
    """Days since 1970 on which articles were published, int64, in any order.

    articles has how many on each, int64; None where each day is that of one article.
    """

    days: NDArray[np.int64]
    articles: NDArray[np.int64] | None = None

    def between(self, first: int, last: int) -> "Published":
        """Return those of the days first to last."""
        inside = (self.days >= first) & (self.days <= last)
        counted = None if self.articles is None else self.articles[inside]
        return Published(self.days[inside], counted)


class Found(NamedTuple):
    """What a text finds: the number of articles, and the days of those that have one."""

    text: str
    total: int
    published: Published


def trends(found: Sequence[Found], among: Published, unit: str = "") -> Trends:
    """Return how many of the articles that each text finds fall into each bar of time.

    Shares are of the articles of among. A unit that would make too many bars, or none, is replaced
    by one that fits.
    """
    ends = [end for each in found for end in _ends(each.published.days)]
    if not ends:
        no_bars = (_trend(each, [], []) for each in found)
        return Trends(unit=unit or "day", bars=(), trends=tuple(no_bars))
    first, last = min(ends), max(ends)
    if not unit or count_of_bars(unit, first, last) > _MOST_BARS:
        unit = fitting(first, last)
    bars = spans(unit, first, last)
    opens, closes = ((day - EPOCH).days for day in (bars[0][0], bars[-1][1]))
    totals = _histogram(unit, among.between(opens, closes), first, last)
    return Trends(
        unit=unit,
        bars=tuple(
            Bar(since=since, until=until, articles=count)
            for (since, until), count in zip(bars, totals, strict=True)
        ),
        trends=tuple(
            _trend(each, _histogram(unit, each.published, first, last), totals) for each in found
        ),
    )


def _ends(days: NDArray[np.int64]) -> list[int]:
    return [int(days.min()), int(days.max())] if len(days) else []


def _histogram(unit: str, published: Published, first: int, last: int) -> list[int]:
    """Return how many articles fall into each bar from that of the day first to that of last."""
    numbers = numbers_of(unit, published.days) - number_of(unit, first)
    size = count_of_bars(unit, first, last)
    counts = np.bincount(numbers, weights=published.articles, minlength=size)
    return counts.astype(np.int64).tolist()


def _trend(found: Found, counts: list[int], totals: list[int]) -> Trend:
    shares = (count / total if total else 0.0 for count, total in zip(counts, totals, strict=True))
    return Trend(text=found.text, total=found.total, articles=tuple(counts), shares=tuple(shares))
