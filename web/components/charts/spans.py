"""Bars of time, made few enough to be read: of days, weeks, months, quarters, halves, years."""

from collections.abc import Callable, Iterator, Mapping, Sequence
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
    short = line is None or line.unit == "day" or (line.unit == "week" and len(bars) <= MOST)
    if not short and (held := _by_month(page)):
        return _shown_months(held, coverage)
    first, end = _without_ends([bar.articles for bar in bars], lambda n: is_thin(coverage, bars[n]))
    return Shown(_few(bars[first:end]), _as_one(bars[:first]), _as_one(bars[end:]))


def _by_month(page: Page) -> dict[int, int]:
    """Return the results of each month that has any: of weeks and years no quarters can be made."""
    counts = [facet.counts for facet in page.facets if facet.name == "month"]
    return {
        _month(count.narrowing.since): count.articles
        for count in next(iter(counts), ())
        if isinstance(count.narrowing, Span)
    }


def _shown_months(held: Mapping[int, int], coverage: Coverage) -> Shown:
    """Return what is held by month in few bars; there are no bars of those that are merged."""
    opening, closing = min(held), max(held)
    articles = [held.get(month, 0) for month in range(opening, closing + 1)]

    def of(first: int, end: int) -> Bar:
        return _bar_of_months(opening + first, opening + end, sum(articles[first:end]))

    first, end = _without_ends(articles, lambda n: is_thin(coverage, of(n, n + 1)))
    size = _size(opening + first, opening + end - 1)
    numbers = range((opening + first) // size, (opening + end - 1) // size + 1)
    inside = [max(number * size - opening, first) for number in numbers]
    merged = (
        _bar_of_months(number * size, (number + 1) * size, sum(articles[begin:until]))
        for number, begin, until in zip(numbers, inside, [*inside[1:], end], strict=True)
    )
    return Shown(
        tuple(merged),
        of(0, first) if first else None,
        of(end, len(articles)) if end < len(articles) else None,
    )


def _bar_of_months(first: int, end: int, articles: int) -> Bar:
    return Bar(since=_opening(first), until=_closing(end - 1), articles=articles)


def _size(first: int, last: int) -> int:
    """Return how many months a bar has, so that some months are few bars."""
    return next(size for size in _MONTHS if last // size - first // size < MOST)


def _few(bars: tuple[Bar, ...]) -> tuple[Bar, ...]:
    """Return bars, merged as far as needed."""
    if len(bars) <= MOST:
        return bars
    if bars[0].since == bars[0].until:
        return tuple(_merged(bars, _week, _days_of_week))
    size = _size(_month(bars[0].since), _month(bars[-1].since))
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


def _without_ends(articles: Sequence[int], thin: Callable[[int], bool]) -> tuple[int, int]:
    """Return the first bar that is not left out, and the one behind the last."""
    bars = len(articles)
    least = max(1, sum(articles) // _IN_ARTICLES)
    first = _thin_run(articles, thin, least)
    end = bars - _thin_run(articles[::-1], lambda number: thin(bars - 1 - number), least)
    return (first, end) if first < end else (0, bars)  # as stray as each other


def _thin_run(articles: Sequence[int], thin: Callable[[int], bool], least: int) -> int:
    """Return how many of the first bars may be left out; the next one is not empty."""
    total = run = 0
    for number, each in enumerate(articles):
        if each and number:
            run = number
        total += each
        if total > least or not thin(number):
            break
    return run if run * _IN_BARS >= len(articles) else 0


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
