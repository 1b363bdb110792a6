"""Several queries over time, side by side: the page, a picture, a frame, and a table for files."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, render_template
from markupsafe import Markup

from web.components.charts.coverage import LEAST
from web.components.charts.cut_ends import cut_ends
from web.components.charts.drawing import Box
from web.components.charts.picture import PICTURE, legend_of
from web.components.charts.trend_table import is_filtered, rows_of, totals_of
from web.components.chips import filter_in_words
from web.components.line_chart import PAGE, trend_chart
from web.context import gettext, preferences
from web.exports.filenames import disposition, in_names
from web.exports.tables import CSV, table_lines
from web.l10n.catalog import noted
from web.urls.links import active_filters
from web.views.comparison import (
    MOST,
    Compared,
    Comparison,
    address_of,
    compare,
    first_mention,
    presets,
    read_comparison,
    repairs,
)

#: The frame of another page, and its height in pixels: that of the chart with its legend.
_FRAME = Markup('<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>')
_FRAME_HEIGHT = 520

trends = Blueprint("trends", __name__)


@trends.get("/trends")
def page() -> str:
    """Show up to four queries over time."""
    comparison = read_comparison()
    compared = compare(comparison) if comparison.texts else None
    return render_template(
        "trends.html",
        asked=comparison,
        typed=comparison.request,
        most=MOST,
        filters=list(active_filters(comparison.request)),
        presets=list(presets(comparison)),
        url_of=lambda request: address_of(replace(comparison, request=request)),
        way=lambda shares: address_of(replace(comparison, shares=shares)),
        in_unit=lambda unit: address_of(replace(comparison, unit=unit)),
        **(_shown(comparison, compared) if compared else {"told": None}),
    )


def _shown(comparison: Comparison, compared: Compared) -> dict[str, Any]:
    """Return what the page shows of an answer."""
    told, coverage, shares = compared.trends, compared.coverage, compared.shares
    chart = trend_chart(told, coverage, preferences(), shares=shares)
    ends = cut_ends(told, chart.bars, comparison.request, preferences()) if chart else ()
    return {
        "told": told,
        "shares": shares,
        "least": LEAST,
        "chart": chart,
        "ends": list(ends),
        "filtered": is_filtered(told, coverage),
        "repairs": [(each, address_of(meant)) for each, meant in repairs(comparison, told)],
        "rows": list(rows_of(told, coverage, comparison.request)),
        "totals": list(totals_of(told, coverage, shares=shares)),
        "firsts": [
            first_mention(comparison, each.text) if each.total else None for each in told.trends
        ],
        "svg": address_of(comparison, "trends.svg"),
        "csv": address_of(comparison, "trends.csv"),
        "code": _code(comparison),
    }


def _code(comparison: Comparison) -> str:
    """Return the HTML with which another page shows the chart: source code, to be escaped."""
    address = address_of(comparison, "trends.embed", whole=True)
    title = gettext("، ").join(comparison.texts)
    return str(_FRAME.format(address, title, _FRAME_HEIGHT))


@trends.get("/trends/embed")
def embed() -> str:
    """Show the chart alone, for a frame in another page; responses.headers lets any frame it."""
    return render_template("embed.html", **_drawn(read_comparison(), PAGE))


@trends.get("/trends.svg")
def svg() -> Response:
    """Answer with the chart as a picture that needs nothing else."""
    comparison = read_comparison()
    content = render_template("trends.svg", **_drawn(comparison, PICTURE))
    response = Response(content, content_type="image/svg+xml; charset=utf-8")
    response.headers["Content-Disposition"] = _named(comparison, "svg", shown=True)
    return response


def _named(comparison: Comparison, kind: str, *, shown: bool = False) -> str:
    """Return a Content-Disposition that names the file after what is compared."""
    name = in_names(" ".join(comparison.texts)).replace(" ", "-")
    return disposition(kind, f"trends-{name}".rstrip("-"), "trends", shown=shown)


def _drawn(comparison: Comparison, box: Box) -> dict[str, Any]:
    """Return what a chart outside of our pages shows, with where it comes from and when."""
    compared, how = compare(comparison), preferences()
    told, shares = compared.trends, compared.shares
    return {
        "asked": comparison,
        "told": told,
        "shares": shares,
        "least": LEAST,
        "chart": trend_chart(told, compared.coverage, how, shares=shares, box=box),
        "legend": legend_of(comparison.texts, rtl=how.lang == "ar"),
        "within": gettext("، ").join(
            filter_in_words(each) for each in active_filters(comparison.request)
        ),
        "page": address_of(comparison, whole=True),
        "today": datetime.now(UTC).date(),
    }


@trends.get("/trends.csv")
def csv() -> Response:
    """Answer with the numbers of the page as a table for a spreadsheet."""
    comparison = read_comparison()
    compared = compare(comparison)
    filtered = is_filtered(compared.trends, compared.coverage)
    names = _names(comparison, filtered=filtered)
    lines = table_lines(names, _rows(compared, filtered=filtered))
    response = Response(lines, content_type=CSV)
    response.headers["Content-Disposition"] = _named(comparison, "csv")
    return response


def _names(comparison: Comparison, *, filtered: bool) -> list[str]:
    """Return the names of the columns of the table."""
    names = [gettext(name) for name in (noted("من يوم"), noted("إلى يوم"), noted("كل المقالات"))]
    share, archive = gettext("النصيب"), [gettext("في الأرشيف")] if filtered else []
    shares = (f"{text} ({share})" for text in comparison.texts)
    return [*names, *comparison.texts, *shares, *archive]


def _rows(compared: Compared, *, filtered: bool) -> Iterator[list[object]]:
    """Yield the days of each bar; the articles that pass, of each query, the shares, of all."""
    told = compared.trends
    for number, bar in enumerate(told.bars):
        archive = [compared.coverage.articles(bar.since, bar.until)] if filtered else []
        counts = (trend.articles[number] for trend in told.trends)
        shares = (f"{trend.shares[number]:.6g}" for trend in told.trends)
        yield [bar.since, bar.until, bar.articles, *counts, *shares, *archive]
