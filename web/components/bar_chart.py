"""The bar chart of results over time: its geometry, for a template to draw as SVG.

Time runs from left to right, as on every chart that readers know, also in Arabic text. The drawing
is stretched to the width of the page: only rectangles are in it, and the names are below.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from search import Bar, Coverage, Filters, Page
from web.components.charts.coverage import is_thin
from web.components.charts.drawing import runs_of
from web.components.charts.periods import periods_of, size_of, with_room
from web.components.charts.spans import Shown, shown_bars
from web.l10n.formats import span
from web.l10n.preferences import Preferences
from web.urls.builder import LINKED, begun_url, days_query, days_urls, results_url
from web.urls.links import days_around

#: The units of the drawing: the room of a bar, the bar in it, and the height of all.
ROOM, BAR, HEIGHT = 10, 6, 48
#: What stays free above the highest bar, and the height of the lowest one.
_TOP, _LEAST = 4, 2
#: The width of the chart in pixels on the narrowest phone and on the narrowest wide screen.
_NARROW, _WIDE = 200, 500
#: The most days of a bar that lists a few days around itself.
_SHORT = 7


class ChartBar(NamedTuple):
    """A bar: its days in words, its number of articles, their address, and where it stands.

    around is the address of the articles of a few days more, "" beside long bars.
    """

    text: str
    articles: int
    url: str
    around: str
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the width of a chart of which the archive has little; it never is all of it."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class ChartPeriod:
    """A year or a month below the bars, the address of any articles, and how many bars it spans.

    size is where its name has room, see periods.size_of.
    """

    text: str
    url: str
    bars: int
    size: str


@dataclass(frozen=True, slots=True)
class Rest:
    """Articles far from all others, which the chart leaves out."""

    since: date
    until: date
    articles: int
    url: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart; larger is the address of the same over time, "" for all articles."""

    bars: tuple[ChartBar, ...]
    thin: tuple[Band, ...]
    periods: tuple[ChartPeriod, ...]
    rests: tuple[Rest, ...]
    undated: int
    larger: str
    tall: bool
    width: int
    height: int = HEIGHT
    room: int = ROOM
    bar: int = BAR


def chart_of(
    page: Page, coverage: Coverage, how: Preferences, *, tall: bool = False
) -> Chart | None:
    """Return the chart of a page's results, None if it would have less than two bars.

    None, too, for a request that is too long to be repeated at each bar.
    """
    shown = shown_bars(page, coverage)
    filters = page.request.filters
    start = begun_url(page.request.change(filters=filters.without_days()))
    if len(shown.bars) < 2 or len(start) > LINKED:  # noqa: PLR2004  one bar says nothing
        return None
    return Chart(
        bars=tuple(_bars(shown.bars, filters, start, how)),
        thin=tuple(_bands([is_thin(coverage, bar) for bar in shown.bars])),
        periods=tuple(_periods(shown.bars, filters, start, how)),
        rests=tuple(_rests(shown, filters, start)),
        undated=page.timeline.undated if page.timeline else 0,
        larger=results_url(page.request.at(1), "trends.page") if page.request.text.strip() else "",
        tall=tall,
        width=ROOM * len(shown.bars),
    )


def _bands(thin: list[bool]) -> Iterator[Band]:
    if all(thin):  # a ground of one colour tells nothing
        return
    for first, end in runs_of(thin):
        yield Band(first * ROOM, (end - first) * ROOM)


def _bars(
    bars: tuple[Bar, ...], filters: Filters, start: str, how: Preferences
) -> Iterator[ChartBar]:
    url_of = days_urls(start, filters)
    highest = max(bar.articles for bar in bars)
    for number, bar in enumerate(bars):
        since, until, articles = bar.since, bar.until, bar.articles
        height = max(round(articles / highest * (HEIGHT - _TOP)), _LEAST) if articles else 0
        short = articles and (until - since).days < _SHORT
        yield ChartBar(
            text=span(since, until, how) if articles else "",
            articles=articles,
            url=url_of(since, until) if articles else "",
            around=start + days_query(days_around(since, until)) if short else "",
            x=number * ROOM,
            y=HEIGHT - height,
            height=height,
        )


def _periods(
    bars: tuple[Bar, ...], filters: Filters, start: str, how: Preferences
) -> Iterator[ChartPeriod]:
    periods, url_of = periods_of(bars, how), days_urls(start, filters)
    narrow, wide = (with_room(periods, len(bars), width) for width in (_NARROW, _WIDE))
    for period, on_phones, on_desktops in zip(periods, narrow, wide, strict=True):
        found = any(bar.articles for bar in bars[period.first : period.first + period.bars])
        yield ChartPeriod(
            text=period.text,
            url=url_of(period.since, period.until) if found else "",
            bars=period.bars,
            size=size_of(on_desktops=on_desktops, on_phones=on_phones),
        )


def _rests(shown: Shown, filters: Filters, start: str) -> Iterator[Rest]:
    url_of = days_urls(start, filters)
    for bar in filter(None, (shown.before, shown.after)):
        yield Rest(bar.since, bar.until, bar.articles, url_of(bar.since, bar.until))
