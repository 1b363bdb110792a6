"""Some queries over time, side by side: the page, its chart's geometry, its table."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from search import Bar, Request, Trend, Trends
from web.chart import ChartLabel, labels_of
from web.current import current_searcher, gettext, preferences
from web.facets import begun_url, days_of
from web.narrowing import between
from web.parameters import parse_request, to_parameters, values_of
from web.tables import CSV, table_lines
from web.translation import noted

#: Queries that can be told apart in one chart.
MOST = 4
UNITS = ("day", "week", "month", "year")
#: The drawing's own units, and where lines stand in it.
WIDTH, HEIGHT = 640.0, 300.0
_TOP, _BASE = 20.0, 272.0
#: Lines of the grid above the base, and the steps between them that people count in.
_LINES = 4
_STEPS = (1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 10.0)

trends = Blueprint("trends", __name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared, and how: as counts or as shares, by which unit ("" for what fits)."""

    texts: tuple[str, ...]
    request: Request
    shares: bool
    unit: str
    cut: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A bar of a query: where it stands, what it counts, where its articles are."""

    bar: Bar
    x: float
    y: float
    articles: int
    share: float
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """A query's line through its points."""

    text: str
    total: int
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        """Return the line as SVG's polyline takes it."""
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


@trends.get("/trends")
def page() -> str:
    """Show up to four queries over time."""
    asked = read()
    told = compared(asked) if asked.texts else None
    chart = chart_of(asked, told) if told and len(told.bars) > 1 else None
    return render_template(
        "trends.html",
        asked=asked,
        told=told,
        chart=chart,
        table=url_for("trends.csv", **parameters_of(asked)),
        most=MOST,
    )


@trends.get("/trends.csv")
def csv() -> Response:
    """Answer with the numbers of the page as a table for a spreadsheet."""
    asked = read()
    told = compared(asked)
    response = Response(table_lines(_names(asked), _rows(told)), content_type=CSV)
    response.headers["Content-Disposition"] = "attachment; filename=trends.csv"
    return response


def compared(asked: Asked) -> Trends:
    """Return the queries over time."""
    return current_searcher().trends(asked.texts, asked.request, asked.unit)


def read() -> Asked:
    """Return what the address asks for; what it cannot mean is left at its default."""
    texts = values_of(request.args, "q")
    unit = request.args.get("unit", "")
    return Asked(
        texts=texts[:MOST],
        request=replace(parse_request(request.args), text="", page=1),
        shares=request.args.get("as") == "share",
        unit=unit if unit in UNITS else "",
        cut=len(texts) > MOST,
    )


def parameters_of(asked: Asked) -> dict[str, Any]:
    """Return the parameters that ask for the same."""
    given = {"unit": asked.unit, "as": "share" if asked.shares else ""}
    told = {name: value for name, value in given.items() if value}
    return {"q": list(asked.texts), **to_parameters(asked.request), **told}


def chart_of(asked: Asked, told: Trends) -> TrendChart:
    """Return the geometry of the lines."""
    highest = max((max(_values(trend, asked), default=0) for trend in told.trends), default=0)
    grid = tuple(_grid(highest or 1, whole=not asked.shares))
    return TrendChart(
        bars=told.bars,
        lines=tuple(_line(asked, told, trend, grid[-1].value) for trend in told.trends),
        grid=grid,
        labels=tuple(labels_of(told.unit, told.bars, preferences())),
    )


def _values(trend: Trend, asked: Asked) -> tuple[float, ...]:
    return trend.shares if asked.shares else trend.articles


def _line(asked: Asked, told: Trends, trend: Trend, highest: float) -> Line:
    step = WIDTH / len(told.bars)
    start = begun_url(replace(asked.request, text=trend.text, since=None, until=None))
    points = []
    for place, (bar, value) in enumerate(zip(told.bars, _values(trend, asked), strict=True)):
        inside = between(asked.request, bar.since, bar.until)
        points.append(
            Point(
                bar=bar,
                x=round(step * (place + 0.5), 1),
                y=round(_BASE - value / highest * (_BASE - _TOP), 1),
                articles=trend.articles[place],
                share=trend.shares[place],
                url=start + days_of(inside) if trend.articles[place] else "",
            )
        )
    return Line(trend.text, trend.total, tuple(points))


def _grid(highest: float, *, whole: bool) -> Iterator[GridLine]:
    """Yield lines at values that people count in; the last is not below the highest.

    There is no half an article: whole steps are of one at least.
    """
    size = 10.0 ** math.floor(math.log10(highest / _LINES))
    steps = (size * each for each in _STEPS)
    step = next(
        each for each in steps if each * _LINES >= highest and (each.is_integer() or not whole)
    )
    for number in range(1, _LINES + 1):
        y = _BASE - number / _LINES * (_BASE - _TOP)
        yield GridLine(round(y, 1), step * number)


def _names(asked: Asked) -> list[str]:
    """Return what the columns of the table hold."""
    names = [gettext(name) for name in (noted("من يوم"), noted("إلى يوم"), noted("كل المقالات"))]
    share = gettext("النصيب")
    return [*names, *asked.texts, *(f"{text} ({share})" for text in asked.texts)]


def _rows(told: Trends) -> Iterator[list[object]]:
    """Yield the days of each bar, what all and each of the queries count in it, their shares."""
    for place, bar in enumerate(told.bars):
        counts = (trend.articles[place] for trend in told.trends)
        shares = (f"{trend.shares[place]:.6g}" for trend in told.trends)
        yield [bar.since, bar.until, bar.articles, *counts, *shares]
