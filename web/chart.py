"""The bar chart of hits over time: its geometry, for a template to draw as SVG.

Time runs from left to right, as on every chart that readers know, also among Arabic letters.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from search import Bar, Page
from web.facets import begun_url, days_of
from web.narrowing import between
from web.preferences import Preferences
from web.wording import day_and_month, in_digits

#: The drawing's own units; the page scales them to its width.
WIDTH, HEIGHT = 640.0, 118.0
_TOP, _BASE = 14.0, 92.0
#: The gap between bars, as a share of their width, and the least height of one that counts.
_GAP, _LEAST = 0.22, 1.5
#: Labels below the bars.
_LABELS = 7
#: What a label needs before the next begins.
_ROOM = 52.0
#: Units whose bars are of more than a year or two, and the days of a year.
_LONG, _YEAR = ("month", "year"), 366


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A bar: what it counts, where it stands, and the address of its articles."""

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
    """A label below the bars: where its middle stands, and its text."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart; highest is what its highest bar counts, at the height top."""

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
    """Return the chart of what a page's request finds, None where there is nothing to see.

    how says in which words it is labelled.
    """
    line = page.timeline
    if line is None or len(line.bars) < 2:  # noqa: PLR2004  one bar tells nothing
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
    start = begun_url(replace(page.request, page=1, since=None, until=None))
    step = WIDTH / len(bars)
    for place, bar in enumerate(bars):
        inside = between(page.request, bar.since, bar.until)
        height = max(bar.articles / highest * (_BASE - _TOP), _LEAST) if bar.articles else 0.0
        yield ChartBar(
            since=bar.since,
            until=bar.until,
            articles=bar.articles,
            url=start + days_of(inside) if bar.articles else "",
            x=round(step * (place + _GAP / 2), 1),
            y=round(_BASE - height, 1),
            width=round(step * (1 - _GAP), 1),
            height=round(height, 1),
        )


def labels_of(unit: str, bars: tuple[Bar, ...], how: Preferences) -> Iterator[ChartLabel]:
    """Yield labels, as many as have room: years, or days where the span is of one year at most."""
    long = unit in _LONG or (bars[-1].until - bars[0].since).days > _YEAR
    texts = [_year(bar.since, how) if long else day_and_month(bar.since, how) for bar in bars]
    changes = [n for n, text in enumerate(texts) if n == 0 or text != texts[n - 1]]
    every = -(-len(changes) // _LABELS)
    step = WIDTH / len(bars)
    labels = [ChartLabel(round(step * (n + 0.5), 1), texts[n]) for n in changes[::every]]
    for label, following in pairwise(labels):
        if following.x - label.x >= _ROOM:  # the first year may be but a bar of December
            yield label
    yield from labels[-1:]


def _year(day: date, how: Preferences) -> str:
    return in_digits(str(day.year), how)
