"""What a line chart leaves out at its ends, where the archive has too little for a line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from search import Bar, Request, Trend, Trends
from web.l10n.formats import long_date, span
from web.l10n.preferences import Preferences
from web.urls.builder import begun_url, days_query


@dataclass(frozen=True, slots=True)
class Left:
    """The articles of a query at an end, at least one, and their address."""

    text: str
    articles: int
    url: str


@dataclass(frozen=True, slots=True)
class CutEnd:
    """An end that is left out: before or after which day, month or year, and the queries there."""

    before: bool
    edge: str
    left: tuple[Left, ...]


def cut_ends(
    trends: Trends, shown: Sequence[Bar], request: Request, how: Preferences
) -> Iterator[CutEnd]:
    """Yield the ends of trends that the bars of a chart leave out, if a query has articles there.

    Addresses are those of the articles within the filters of request.
    """
    days = shown[0].since, shown[-1].until
    first = sum(bar.until < days[0] for bar in trends.bars)
    end = sum(bar.since <= days[1] for bar in trends.bars)
    if left := tuple(_left(trends, slice(first), request)):
        yield CutEnd(before=True, edge=_edge(shown[0], how, last=False), left=left)
    if left := tuple(_left(trends, slice(end, None), request)):
        yield CutEnd(before=False, edge=_edge(shown[-1], how, last=True), left=left)


def _left(trends: Trends, cut: slice, request: Request) -> Iterator[Left]:
    bars = trends.bars[cut]
    for trend in trends.trends:
        if articles := sum(trend.articles[cut]):
            yield Left(trend.text, articles, _address(trend, bars, request))


def _address(trend: Trend, bars: Sequence[Bar], request: Request) -> str:
    filters = request.filters
    start = begun_url(request.change(text=trend.text, filters=filters.without_days()))
    return start + days_query(filters.within(bars[0].since, bars[-1].until))


def _edge(bar: Bar, how: Preferences, *, last: bool) -> str:
    """Return the name of a bar at an end: a week is named by its day there."""
    if bar.until - bar.since < timedelta(28):
        return long_date(bar.until if last else bar.since, how)
    return span(bar.since, bar.until, how)
