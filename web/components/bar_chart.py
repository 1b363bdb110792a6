"""The bar chart of results over time: its geometry, for a template to draw as SVG.

Time runs from left to right, as on every chart that readers know, also in Arabic text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from search import Bar, Page
from web.l10n.formats import day_and_month, in_digits
from web.l10n.preferences import Preferences
from web.urls.builder import begun_url, days_query

#: The units of the drawing; the page scales them to its width.
WIDTH, HEIGHT = 640.0, 118.0
_TOP, _BASE = 14.0, 92.0
#: The gap between bars, as a share of their width, and the height of the lowest bar.
_GAP, _LEAST = 0.22, 1.5
#: The most labels below the bars.
_LABELS = 7
#: The least distance between the middles of two labels, and the width of a letter on a phone, where
#: style.css makes them largest.
_ROOM, _LETTER = 52.0, 10.5
#: The units with which a chart shows several years, and the days of a year.
_LONG, _YEAR = ("month", "year"), 366


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A bar: its days, its number of articles, their address, and its rectangle."""

    since: date
    until: date
    articles: int
    url: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ChartLabel:
    """A label below the bars: the x of its middle, and its text."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart; highest is the number of articles of its highest bar, which reaches top."""

    unit: str
    bars: tuple[ChartBar, ...]
    labels: tuple[ChartLabel, ...]
    highest: int
    undated: int
    top: float = _TOP
    base: float = _BASE
    width: float = WIDTH
    height: float = HEIGHT


def chart_of(page: Page, how: Preferences) -> Chart | None:
    """Return the chart of a page's results, None if it would have less than two bars."""
    line = page.timeline
    if line is None or len(line.bars) < 2:  # noqa: PLR2004  one bar says nothing
        return None
    highest = max(bar.articles for bar in line.bars)
    return Chart(
        unit=line.unit,
        bars=tuple(_bars(page, line.bars, highest)),
        labels=tuple(labels_of(line.unit, line.bars, how)),
        highest=highest,
        undated=line.undated,
    )


def _bars(page: Page, bars: tuple[Bar, ...], highest: int) -> Iterator[ChartBar]:
    filters = page.request.filters
    start = begun_url(page.request.change(filters=filters.without_days()))
    step = WIDTH / len(bars)
    for number, bar in enumerate(bars):
        height = max(bar.articles / highest * (_BASE - _TOP), _LEAST) if bar.articles else 0.0
        yield ChartBar(
            since=bar.since,
            until=bar.until,
            articles=bar.articles,
            url=start + days_query(filters.within(bar.since, bar.until)) if bar.articles else "",
            x=round(step * (number + _GAP / 2), 1),
            y=round(_BASE - height, 1),
            width=round(step * (1 - _GAP), 1),
            height=round(height, 1),
        )


def labels_of(unit: str, bars: tuple[Bar, ...], how: Preferences) -> Iterator[ChartLabel]:
    """Yield as many labels as have room: years, or days if the bars span one year at most."""
    long = unit in _LONG or (bars[-1].until - bars[0].since).days > _YEAR
    texts = [_year(bar.since, how) if long else day_and_month(bar.since, how) for bar in bars]
    changes = [n for n, text in enumerate(texts) if n == 0 or text != texts[n - 1]]
    room = max(_ROOM, _LETTER * max(map(len, texts)))
    every = -(-len(changes) // min(_LABELS, int(WIDTH // room)))
    step = WIDTH / len(bars)
    edge = 0.0 if long else room / 2  # half of a year has room beside the drawing
    middles = [min(max(step * (n + 0.5), edge), WIDTH - edge) for n in changes[::every]]
    labels = [
        ChartLabel(round(x, 1), texts[n]) for x, n in zip(middles, changes[::every], strict=True)
    ]
    for label, following in pairwise(labels):
        if following.x - label.x >= room:  # the first year may be a single December
            yield label
    yield from labels[-1:]


def _year(day: date, how: Preferences) -> str:
    return in_digits(str(day.year), how)
