"""The numbers of a comparison."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from search import Bar, Coverage, Filters, Request, Trend, Trends
from web.components.charts.trend_table import rows_of, totals_of

MARCH, APRIL = (date(2018, 3, 1), date(2018, 3, 31)), (date(2018, 4, 1), date(2018, 4, 30))
BARS = tuple(
    Bar(since=since, until=until, articles=n) for (since, until), n in ((MARCH, 100), (APRIL, 3))
)
COVERAGE = Coverage(days=(MARCH[0], APRIL[0]), totals=(100, 103))
TOLD = Trends(
    unit="month",
    bars=BARS,
    trends=(
        Trend(text="النفط", total=15, articles=(10, 3), shares=(0.1, 1.0)),
        Trend(text="زقزقة", total=0, articles=(0, 0), shares=(0.0, 0.0)),
    ),
)


@pytest.mark.parametrize(("shares", "value"), [(True, 0.1), (False, 10)], ids=["shares", "counts"])
def test_a_total_tells_the_highest_bar_that_is_known(shares, value):
    """All three articles of a month are no peak; articles without a date are told of."""
    found, nothing = totals_of(TOLD, COVERAGE, shares=shares)
    assert (found.undated, found.peak, found.value) == (2, BARS[0], value)
    assert (nothing.undated, nothing.peak, nothing.value) == (0, None, 0)


def test_a_row_tells_what_the_archive_holds(app):
    """Cells lead to their articles within the filters, empty ones nowhere."""
    request = Request(filters=Filters(since=date(2018, 3, 10)))
    with app.test_request_context():
        march, april = rows_of(TOLD, COVERAGE, request)
    assert [(row.archive, row.thin) for row in (march, april)] == [(100, False), (3, True)]
    assert [bool(cell.url) for cell in march.cells] == [True, False]
    asked = parse_qs(urlsplit(march.cells[0].url).query)
    assert asked == {"q": ["النفط"], "from": ["2018-03-10"], "to": ["2018-03-31"]}


def test_a_day_leads_to_those_around_it(app):
    """A few days before and after; beside a month they would say nothing."""
    day = date(2018, 3, 10)
    bars = (Bar(since=day, until=day, articles=2),)
    one = Trend(text="النفط", total=1, articles=(1,), shares=(0.5,))
    told = Trends(unit="day", bars=bars, trends=(one,))
    with app.test_request_context():
        (row,) = rows_of(told, Coverage(), Request())
        (month, _) = rows_of(TOLD, COVERAGE, Request())
    asked = parse_qs(urlsplit(row.cells[0].around).query)
    assert (asked["from"], asked["to"]) == (["2018-03-07"], ["2018-03-13"])
    assert month.cells[0].around == ""
