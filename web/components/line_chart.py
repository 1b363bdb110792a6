"""The line chart of queries over time: its geometry, for a template to draw as SVG."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from search import Bar, Request, Trend, Trends
from web.components.bar_chart import ChartLabel, labels_of
from web.l10n.preferences import Preferences
from web.urls.builder import begun_url, days_query

#: The units of the drawing, and the heights of its highest point and of its base.
WIDTH, HEIGHT = 640.0, 300.0
_TOP, _BASE = 20.0, 272.0
#: The lines of the grid above the base, and the steps between them that people count in.
_LINES = 4
_STEPS = (1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Point:
    """A bar of a query: its place, its number and share of articles, and their address."""

    bar: Bar
    x: float
    y: float
    articles: int
    share: float
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a query through its points."""

    text: str
    total: int
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        """Return the points in the format of SVG's polyline."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line of the grid: its height, and the value that it stands for."""

    y: float
    value: float


@dataclass(frozen=True, slots=True)
class TrendChart:
    """Lines over one span of time."""

    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    grid: tuple[GridLine, ...]
    labels: tuple[ChartLabel, ...]
    width: float = WIDTH
    height: float = HEIGHT
    base: float = _BASE


def trend_chart(trends: Trends, request: Request, how: Preferences, *, shares: bool) -> TrendChart:
    """Return the chart of trends, of their counts or their shares.

    The points lead to the articles of each query within the filters of request.
    """
    values = [trend.shares if shares else trend.articles for trend in trends.trends]
    highest = max((max(each, default=0) for each in values), default=0)
    grid = tuple(_grid(highest or 1, whole=not shares))
    return TrendChart(
        bars=trends.bars,
        lines=tuple(
            _line(trends, trend, request, [value / grid[-1].value for value in each])
            for trend, each in zip(trends.trends, values, strict=True)
        ),
        grid=grid,
        labels=tuple(labels_of(trends.unit, trends.bars, how)),
    )


def _line(trends: Trends, trend: Trend, request: Request, heights: list[float]) -> Line:
    """Return the line of a query; heights are shares of the height of the grid."""
    filters = request.filters
    step = WIDTH / len(trends.bars)
    start = begun_url(request.change(text=trend.text, filters=filters.without_days()))
    points = []
    for number, (bar, height) in enumerate(zip(trends.bars, heights, strict=True)):
        days = days_query(filters.within(bar.since, bar.until))
        points.append(
            Point(
                bar=bar,
                x=round(step * (number + 0.5), 1),
                y=round(_BASE - height * (_BASE - _TOP), 1),
                articles=trend.articles[number],
                share=trend.shares[number],
                url=start + days if trend.articles[number] else "",
            )
        )
    return Line(trend.text, trend.total, tuple(points))


def _grid(highest: float, *, whole: bool) -> Iterator[GridLine]:
    """Yield lines at values that people count in; the last is not below the highest.

    whole: the values are numbers of articles, and a step is at least one.
    """
    size = 10.0 ** math.floor(math.log10(highest / _LINES))
    steps = (size * each for each in _STEPS)
    step = next(
        each for each in steps if each * _LINES >= highest and (each.is_integer() or not whole)
    )
    for number in range(1, _LINES + 1):
        y = _BASE - number / _LINES * (_BASE - _TOP)
        yield GridLine(round(y, 1), step * number)
