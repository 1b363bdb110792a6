"""Bars of time, made few enough to be read: of days, weeks, months, quarters, halves, years."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

from search import Bar, Coverage, Page, Span
from web.components.charts.coverage import is_thin

#: The most bars of a chart: each has room for a finger on a desktop. Set by hand.
MOST = 24
#: The months of a bar: one, a quarter, a half, a year, years.
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
_WEEK, _YEAR = 7, 12
#: The months whose first and last days are remembered: those of a century.
_REMEMBERED = 100 * _YEAR
#: The day number (date.toordinal) of a Saturday, with which an Arabic week begins.
_SATURDAY = 6
#: Bars at an end are left out if all of them are thin, they are at least one in so many of all, and
#: they hold an article at most or one in so many. Set by hand: an article with a wrong date would
#: otherwise be followed by years of nothing.
_IN_BARS, _IN_ARTICLES = 4, 100


@dataclass(frozen=True, slots=True)
class Shown:
    """The bars that a chart shows, and the ends that it leaves out, each as one bar, if any."""

    bars: tuple[Bar, ...]
    before: Bar | None = None
    after: Bar | None = None


def shown_bars(page: Page, coverage: Coverage) -> Shown:
    """Return the results of a page over time in at most MOST bars without gaps."""
    line = page.timeline
    bars = line.bars if line else ()
    if line and line.unit != "day" and not (line.unit == "week" and len(bars) <= MOST):
        bars = _months(page) or bars
    shown = _without_ends(bars, coverage)
    return Shown(_few(shown.bars), shown.before, shown.after)


def _months(page: Page) -> tuple[Bar, ...]:
    """Return the results by month: of weeks and years no quarters can be made."""
    counts = [facet.counts for facet in page.facets if facet.name == "month"]
    held = {
        _month(count.narrowing.since): count.articles
        for count in next(iter(counts), ())
        if isinstance(count.narrowing, Span)
    }
    return tuple(
        Bar(since=_opening(month), until=_closing(month), articles=held.get(month, 0))
        for month in range(min(held, default=0), max(held, default=-1) + 1)
    )


def _few(bars: tuple[Bar, ...]) -> tuple[Bar, ...]:
    """Return bars, merged as far as needed."""
    if len(bars) <= MOST:
        return bars
    if bars[0].since == bars[0].until:
        return tuple(_merged(bars, _week, _days_of_week))
    first, last = _month(bars[0].since), _month(bars[-1].since)
    size = next(size for size in _MONTHS if last // size - first // size < MOST)
    return tuple(
        _merged(
            bars,
            lambda day: _month(day) // size,
            lambda number: (_opening(number * size), _closing(number * size + size - 1)),
        )
    )


def _merged(
    bars: Sequence[Bar],
    number_of: Callable[[date], int],
    days_of: Callable[[int], tuple[date, date]],
) -> Iterator[Bar]:
    """Yield a bar for each number that the first days of bars have."""
    for number, merged in groupby(bars, lambda bar: number_of(bar.since)):
        since, until = days_of(number)
        yield Bar(since=since, until=until, articles=sum(bar.articles for bar in merged))


def _without_ends(bars: tuple[Bar, ...], coverage: Coverage) -> Shown:
    least = max(1, sum(bar.articles for bar in bars) // _IN_ARTICLES)
    first = _thin_run(bars, coverage, least)
    last = len(bars) - _thin_run(bars[::-1], coverage, least)
    if last <= first:  # as stray as each other
        return Shown(bars)
    return Shown(bars[first:last], _as_one(bars[:first]), _as_one(bars[last:]))


def _thin_run(bars: Sequence[Bar], coverage: Coverage, least: int) -> int:
    """Return how many of the first bars may be left out; the next one is not empty."""
    articles = run = 0
    for number, bar in enumerate(bars):
        if bar.articles and number:
            run = number
        articles += bar.articles
        if articles > least or not is_thin(coverage, bar):
            break
    return run if run * _IN_BARS >= len(bars) else 0


def _as_one(bars: Sequence[Bar]) -> Bar | None:
    if not bars:
        return None
    articles = sum(bar.articles for bar in bars)
    return Bar(since=bars[0].since, until=bars[-1].until, articles=articles)


def _week(day: date) -> int:
    return (day.toordinal() - _SATURDAY) // _WEEK


def _days_of_week(number: int) -> tuple[date, date]:
    first = date.fromordinal(max(number * _WEEK + _SATURDAY, 1))
    return first, first + timedelta(_WEEK - 1)


def _month(day: date) -> int:
    return day.year * _YEAR + day.month - 1


@lru_cache(_REMEMBERED)
def _opening(month: int) -> date:
    """Return the first day of a month, the first that there is before the year 1."""
    return date(month // _YEAR, month % _YEAR + 1, 1) if month >= _YEAR else date.min


@lru_cache(_REMEMBERED)
def _closing(month: int) -> date:
    following = month + 1
    return _opening(following) - timedelta(1) if following // _YEAR <= date.max.year else date.max
