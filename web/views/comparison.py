"""What is compared over time: read from an address, and answered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import request, url_for

from search import MAX_TEXT, Coverage, Filters, Repair, Request, Sort, Trends, Window
from web.components.charts.coverage import is_mostly_thin, varies
from web.context import current_searcher, note_found
from web.parameters import parse_noted, to_parameters, values_of
from web.urls.links import latest

#: The most queries that can be told apart in one chart.
MOST = 4
UNITS = ("day", "week", "month", "year")
_WAYS = {"share": True, "count": False}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, and how: as shares or counts (None for what fits), in which unit ("" too).

    cut tells whether there were more than MOST texts, left_out whether filters have more values
    than count.
    """

    texts: tuple[str, ...]
    request: Request
    shares: bool | None
    unit: str
    cut: bool
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer: the queries over time, whether their shares count, what the archive covers."""

    trends: Trends
    coverage: Coverage
    shares: bool


@dataclass(frozen=True, slots=True)
class Preset:
    """A span of time to choose; chosen is whether it is the current one."""

    name: str
    url: str
    chosen: bool


def read_comparison() -> Comparison:
    """Return what the address asks for.

    An unknown unit is ignored; an invalid parameter of a search raises ParameterError.
    """
    texts = tuple(text[: MAX_TEXT + 1] for text in values_of(request.args, "q"))
    asked, notes = parse_noted(request.args)
    unit = request.args.get("unit", "")
    return Comparison(
        texts=texts[:MOST],
        request=asked.change(text=""),
        shares=_WAYS.get(request.args.get("as", "")),
        unit=unit if unit in UNITS else "",
        cut=len(texts) > MOST,
        left_out=bool(notes),
    )


def parameters_of(comparison: Comparison) -> dict[str, Any]:
    """Return the parameters of the address of a comparison."""
    way = next((name for name, shares in _WAYS.items() if shares is comparison.shares), "")
    given = {name: value for name, value in (("unit", comparison.unit), ("as", way)) if value}
    return {"q": list(comparison.texts), **to_parameters(comparison.request), **given}


def address_of(
    comparison: Comparison, endpoint: str = "trends.page", *, whole: bool = False
) -> str:
    """Return the address of a comparison; whole adds the host."""
    return url_for(endpoint, _external=whole, **parameters_of(comparison))


def compare(comparison: Comparison) -> Compared:
    """Return the queries of a comparison over time.

    Shares are compared where the archive covers the spans unevenly, unless counts are asked for.
    """
    coverage = current_searcher().archive().coverage
    trends = _in_a_unit_that_says_something(comparison, coverage)
    note_found(sum(trend.total for trend in trends.trends), *comparison.texts)
    shares = comparison.shares
    if shares is None:
        shares = varies([bar.articles for bar in trends.bars if bar.articles])
    return Compared(trends, coverage, shares)


def _in_a_unit_that_says_something(comparison: Comparison, coverage: Coverage) -> Trends:
    """Return the trends in the unit asked for, or in the finest that is not mostly thin."""
    searcher, texts = current_searcher(), comparison.texts
    trends = searcher.trends(texts, comparison.request, comparison.unit)
    coarser = UNITS[UNITS.index(trends.unit) + 1 :] if not comparison.unit else ()
    for unit in coarser:
        if not is_mostly_thin(coverage, trends.bars):
            break
        wider = searcher.trends(texts, comparison.request, unit)
        if len(wider.bars) < 2:  # noqa: PLR2004  one point is no line
            break
        trends = wider
    return trends


def repairs(comparison: Comparison, trends: Trends) -> Iterator[tuple[Repair, Comparison]]:
    """Yield what texts that nothing matches surely mean, with the comparison of that."""
    for trend in trends.trends:
        asked = replace(comparison.request, text=trend.text)
        repair = None if trend.total else current_searcher().repair(asked)
        if repair:
            meant = dict.fromkeys(
                repair.text if text == trend.text else text for text in comparison.texts
            )
            yield repair, replace(comparison, texts=tuple(meant))


def first_mention(comparison: Comparison, text: str) -> tuple[str, date] | None:
    """Return the id and the day of the earliest article of a query, None without a dated one."""
    asked = replace(comparison.request, text=text, sort=Sort.OLDEST, window=Window(size=1))
    record = next(iter(current_searcher().export(asked, 1).records), None)
    if record is None or not record.matching_all or record.headline.published is None:
        return None
    return record.headline.id, record.headline.published.date()


def presets(comparison: Comparison) -> Iterator[Preset]:
    """Yield the last month and year of the archive, and all of it."""
    filters = comparison.request.filters
    spans = latest(current_searcher().archive().last)
    days = [(name, spans[name].filters) for name in ("month", "year") if name in spans]
    for name, span in [*days, ("all", Filters())]:
        within = replace(filters, since=span.since, until=span.until)
        changed = replace(comparison, request=comparison.request.change(filters=within))
        yield Preset(name, address_of(changed), within == filters)
