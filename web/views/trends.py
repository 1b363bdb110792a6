"""Several queries over time, side by side: the page, and its numbers as a table."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from search import Request, Trends
from web.components.line_chart import trend_chart
from web.context import current_searcher, gettext, preferences
from web.exports.tables import CSV, table_lines
from web.l10n.catalog import noted
from web.parameters import parse_request, to_parameters, values_of
from web.urls.links import active_filters

#: The most queries that can be told apart in one chart.
MOST = 4
UNITS = ("day", "week", "month", "year")

trends = Blueprint("trends", __name__)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, and how: as counts or as shares, in which unit ("" for the one that fits).

    cut tells whether there were more than MOST texts.
    """

    texts: tuple[str, ...]
    request: Request
    shares: bool
    unit: str
    cut: bool


@trends.get("/trends")
def page() -> str:
    """Show up to four queries over time."""
    comparison = read_comparison()
    compared = compare(comparison) if comparison.texts else None
    has_chart = compared and len(compared.bars) > 1
    return render_template(
        "trends.html",
        asked=comparison,
        typed=comparison.request,
        told=compared,
        filters=list(active_filters(comparison.request)),
        url_of=lambda request: _url(replace(comparison, request=request)),
        chart=compared
        and has_chart
        and trend_chart(compared, comparison.request, preferences(), shares=comparison.shares),
        table=url_for("trends.csv", **parameters_of(comparison)),
        most=MOST,
    )


@trends.get("/trends.csv")
def csv() -> Response:
    """Answer with the numbers of the page as a table for a spreadsheet."""
    comparison = read_comparison()
    rows = _rows(compare(comparison))
    response = Response(table_lines(_names(comparison), rows), content_type=CSV)
    response.headers["Content-Disposition"] = "attachment; filename=trends.csv"
    return response


def _url(comparison: Comparison) -> str:
    return url_for("trends.page", **parameters_of(comparison))


def compare(comparison: Comparison) -> Trends:
    """Return the queries of a comparison over time."""
    return current_searcher().trends(comparison.texts, comparison.request, comparison.unit)


def read_comparison() -> Comparison:
    """Return what the address asks for.

    An unknown unit is ignored; an invalid parameter of a search raises ParameterError.
    """
    texts = values_of(request.args, "q")
    unit = request.args.get("unit", "")
    return Comparison(
        texts=texts[:MOST],
        request=parse_request(request.args).change(text=""),
        shares=request.args.get("as") == "share",
        unit=unit if unit in UNITS else "",
        cut=len(texts) > MOST,
    )


def parameters_of(comparison: Comparison) -> dict[str, Any]:
    """Return the parameters of the address of a comparison."""
    values = {"unit": comparison.unit, "as": "share" if comparison.shares else ""}
    given = {name: value for name, value in values.items() if value}
    return {"q": list(comparison.texts), **to_parameters(comparison.request), **given}


def _names(comparison: Comparison) -> list[str]:
    """Return the names of the columns of the table."""
    names = [gettext(name) for name in (noted("من يوم"), noted("إلى يوم"), noted("كل المقالات"))]
    share = gettext("النصيب")
    return [*names, *comparison.texts, *(f"{text} ({share})" for text in comparison.texts)]


def _rows(compared: Trends) -> Iterator[list[object]]:
    """Yield the days of each bar, the counts of all articles and of each query, the shares."""
    for number, bar in enumerate(compared.bars):
        counts = (trend.articles[number] for trend in compared.trends)
        shares = (f"{trend.shares[number]:.6g}" for trend in compared.trends)
        yield [bar.since, bar.until, bar.articles, *counts, *shares]
