"""The numbers of a comparison over time as a table, and what they come to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search import Bar, Coverage, Request, Trend, Trends
from web.components.charts.coverage import is_thin, known
from web.urls.builder import LINKED, begun_url, days_query
from web.urls.links import days_around

#: The most days of a bar that lists a few days around itself.
_SHORT = 7


@dataclass(frozen=True, slots=True)
class Cell:
    """A query in a bar: its articles, their share of all, their address if there are any."""

    articles: int
    share: float
    url: str
    around: str


@dataclass(frozen=True, slots=True)
class Row:
    """A bar: its articles that pass the filters, those of the whole archive, and the queries."""

    bar: Bar
    archive: int
    thin: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A query in all: its articles, those of them without a date, and its highest known bar.

    value is the number or the share of articles of that bar.
    """

    trend: Trend
    undated: int
    peak: Bar | None
    value: float


def is_filtered(trends: Trends, coverage: Coverage) -> bool:
    """Return whether the archive has more articles in a bar than pass the filters."""
    return any(bar.articles != coverage.articles(bar.since, bar.until) for bar in trends.bars)


def rows_of(trends: Trends, coverage: Coverage, request: Request) -> Iterator[Row]:
    """Yield a row for each bar; addresses are those of the articles within filters of request.

    There are none of a request that is too long to be repeated in each row.
    """
    filters = request.filters
    starts = [
        start if len(start) <= LINKED else ""
        for trend in trends.trends
        for start in [begun_url(request.change(text=trend.text, filters=filters.without_days()))]
    ]
    for number, bar in enumerate(trends.bars):
        days = days_query(filters.within(bar.since, bar.until))
        near = days_query(days_around(bar.since, bar.until)) if _is_short(bar) else ""
        yield Row(
            bar=bar,
            archive=coverage.articles(bar.since, bar.until),
            thin=is_thin(coverage, bar),
            cells=tuple(
                Cell(
                    articles=trend.articles[number],
                    share=trend.shares[number],
                    url=start + days if start and trend.articles[number] else "",
                    around=start + near if start and near and trend.articles[number] else "",
                )
                for trend, start in zip(trends.trends, starts, strict=True)
            ),
        )


def totals_of(trends: Trends, coverage: Coverage, *, shares: bool) -> Iterator[Total]:
    """Yield what each query comes to."""
    is_known = known(trends, coverage, shares=shares)
    for trend in trends.trends:
        values = trend.shares if shares else trend.articles
        peak = _peak(values, is_known)
        yield Total(
            trend=trend,
            undated=trend.total - sum(trend.articles),
            peak=None if peak is None else trends.bars[peak],
            value=0 if peak is None else values[peak],
        )


def _peak(values: Sequence[float], is_known: Sequence[bool]) -> int | None:
    """Return the number of the highest value above zero that is known, the first of several."""
    sure = [number for number, value in enumerate(values) if value and is_known[number]]
    return max(sure, key=lambda number: values[number], default=None)


def _is_short(bar: Bar) -> bool:
    return (bar.until - bar.since).days < _SHORT
