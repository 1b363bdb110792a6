"""The line chart of queries over time: its geometry, for templates to draw as SVG.

A line breaks where the archive has too little to say anything: what is not known is not zero. The
ends at which nothing is known are left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from search import Bar, Coverage, Trend, Trends
from web.components.charts.axis import lines_for
from web.components.charts.coverage import is_thin, known
from web.components.charts.drawing import Box, apart, path_of, runs_of
from web.components.charts.periods import periods_of, size_of, with_room
from web.components.charts.text_width import differing, shortened
from web.l10n.preferences import Preferences

#: The pixels that a label has right of the chart on wide screens and on phones, and those of an em.
_BESIDE, _BESIDE_ON_PHONES, _EM = 130.0, 54.0, 13.0
#: The width of the chart in pixels on wide screens and on the narrowest phone.
_WIDE, _NARROW = 650.0, 170.0
#: The pixels that the words in a shaded part need, on wide screens and on phones.
_SAID, _SAID_ON_PHONES = 120.0, 40.0


#: The box of a page, whose template stretches it and puts the words beside it in percent.
PAGE = Box(0, 0, 1000, 300)


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a query: its path, and its label at the right end.

    text is the whole query, long the label on wide screens, short the one on phones; y is that of
    the label, and percent the same from above. number is the line's, from 1.
    """

    number: int
    text: str
    long: str
    short: str
    path: str
    y: float
    percent: float


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line of the grid: its height, the same in percent from above, and its value."""

    y: float
    percent: float
    value: float


@dataclass(frozen=True, slots=True)
class Shade:
    """A part of which the archive has little; percent is its middle, size where words have room."""

    x: float
    width: float
    percent: float
    size: str


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """A name below the chart: where it begins, the same in percent, and where it has room."""

    x: float
    percent: float
    text: str
    size: str


@dataclass(frozen=True, slots=True)
class TrendChart:
    """Lines over one span of time; bars are those that are shown."""

    box: Box
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    grid: tuple[GridLine, ...]
    thin: tuple[Shade, ...]
    labels: tuple[AxisLabel, ...]


def trend_chart(
    trends: Trends, coverage: Coverage, how: Preferences, *, shares: bool, box: Box = PAGE
) -> TrendChart | None:
    """Return the chart of trends, of their counts or their shares.

    It is None where there would be less than two points.
    """
    is_known = known(trends, coverage, shares=shares)
    first, end = _ends(is_known)
    if end - first < 2:  # noqa: PLR2004  one point is no line
        return None
    bars, is_known = trends.bars[first:end], is_known[first:end]
    values = [(t.shares if shares else t.articles)[first:end] for t in trends.trends]
    highest = max(value for each in values for value in compress(each, is_known))
    lines = lines_for(highest, whole=not shares)
    heights = [[value / lines[-1] for value in each] for each in values]
    return TrendChart(
        box=box,
        bars=bars,
        lines=tuple(_lines(trends.trends, heights, is_known, box)),
        grid=tuple(_grid(lines, box)),
        thin=tuple(_shades(_thin(bars, coverage, is_known), box)),
        labels=tuple(_labels(bars, how, box)),
    )


def _ends(is_known: Sequence[bool]) -> tuple[int, int]:
    """Return the first bar that is known, and the one after the last."""
    places = [number for number, sure in enumerate(is_known) if sure]
    return (places[0], places[-1] + 1) if places else (0, 0)


def _lines(
    trends: Sequence[Trend], heights: list[list[float]], is_known: list[bool], box: Box
) -> Iterator[Line]:
    last = [
        next(h for h, sure in zip(reversed(each), reversed(is_known), strict=True) if sure)
        for each in heights
    ]
    texts = [trend.text for trend in trends]
    shorts, places = differing(texts), apart(last)
    for number, (text, short, each) in enumerate(zip(texts, shorts, heights, strict=True)):
        yield Line(
            number=number + 1,
            text=text,
            long=shortened(text, _BESIDE / _EM),
            short=shortened(short, _BESIDE_ON_PHONES / _EM),
            path=path_of(each, is_known, box),
            y=box.y(places[number]),
            percent=_percent(places[number]),
        )


def _grid(values: list[float], box: Box) -> Iterator[GridLine]:
    for value in values:
        share = value / values[-1]
        yield GridLine(box.y(share), _percent(share), value)


def _thin(bars: Sequence[Bar], coverage: Coverage, is_known: Sequence[bool]) -> list[bool]:
    """Return the bars to shade: none where all are thin and lines are drawn all the same."""
    thin = [is_thin(coverage, bar) for bar in bars]
    if all(thin):
        return [False] * len(thin)
    return [few or not sure for few, sure in zip(thin, is_known, strict=True)]


def _shades(thin: list[bool], box: Box) -> Iterator[Shade]:
    """Yield the runs of thin bars, each from half a step before it to half a step after it."""
    step = 1 / (len(thin) - 1)
    for first, end in runs_of(thin):
        left, right = max((first - 0.5) * step, 0), min((end - 0.5) * step, 1)
        share = right - left
        yield Shade(
            x=box.x(left),
            width=round(share * box.width, 1),
            percent=round((left + right) * 50, 1),
            size=size_of(
                on_desktops=share * _WIDE >= _SAID, on_phones=share * _NARROW >= _SAID_ON_PHONES
            ),
        )


def _labels(bars: Sequence[Bar], how: Preferences, box: Box) -> Iterator[AxisLabel]:
    """Yield the names of periods, each at its first point; the last may reach beyond the chart."""
    periods, steps = periods_of(bars, how, of_points=True), len(bars) - 1
    narrow = with_room(periods, steps, _NARROW, _BESIDE_ON_PHONES)
    wide = with_room(periods, steps, _WIDE, _BESIDE)
    for period, on_phones, on_desktops in zip(periods, narrow, wide, strict=True):
        if size := size_of(on_desktops=on_desktops, on_phones=on_phones):
            share = period.first / steps
            yield AxisLabel(box.x(share), round(share * 100, 1), period.text, size)


def _percent(share: float) -> float:
    """Return a height as a percentage from above."""
    return round((1 - share) * 100, 1)
