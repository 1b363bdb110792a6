"""The line chart of queries over time."""

from datetime import date

import pytest

from search import Filters, Request
from web.components.line_chart import _grid, trend_chart
from web.l10n.preferences import DEFAULT

EVERYTHING = Filters()
YEARS = Filters(since=date(2014, 1, 1), until=date(2017, 12, 31))


@pytest.mark.parametrize(
    ("highest", "whole", "lines"),
    [
        pytest.param(1, True, [1, 2, 3, 4], id="one-article"),
        pytest.param(9, True, [3, 6, 9, 12], id="no-halves"),
        pytest.param(80, True, [20, 40, 60, 80], id="twenties"),
        pytest.param(100, True, [25, 50, 75, 100], id="quarters"),
        pytest.param(1.0, False, [0.25, 0.5, 0.75, 1.0], id="all-of-it"),
        pytest.param(0.003, False, [0.001, 0.002, 0.003, 0.004], id="a-trace"),
    ],
)
def test_the_grid_is_of_numbers_that_people_count_in(highest, whole, lines):
    """Four lines, the last not below the highest value; articles are whole."""
    assert [line.value for line in _grid(highest, whole=whole)] == pytest.approx(lines)


@pytest.fixture
def chart(app, searcher):
    """Return a function that makes the chart of texts within filters."""

    def make(*texts, filters=EVERYTHING, shares=False):
        request = Request(filters=filters)
        with app.test_request_context():
            return trend_chart(searcher.trends(texts, request), request, DEFAULT, shares=shares)

    return make


def test_a_point_leads_to_its_articles(chart, client):
    """Each has the address of the articles of its query in its bar, if there are any."""
    made = chart("النفط", "الدولار", filters=YEARS)
    assert [line.text for line in made.lines] == ["النفط", "الدولار"]
    for line in made.lines:
        assert sum(point.articles for point in line.points) == line.total > 0
        for point in line.points:
            assert bool(point.url) is bool(point.articles)
        for point in [point for point in line.points if point.url][:3]:
            assert client.get(f"/api/v1{point.url}").json["complete"] == point.articles


@pytest.mark.parametrize("shares", [False, True], ids=["counts", "shares"])
def test_points_are_as_high_as_their_values(chart, shares):
    """Between the base and the last line of the grid, in proportion to it."""
    made = chart("النفط", "الدولار", shares=shares)
    last = made.grid[-1]
    for line in made.lines:
        for point in line.points:
            value = point.share if shares else point.articles
            height = (made.base - point.y) / (made.base - last.y)
            assert height == pytest.approx(value / last.value, abs=0.001)
            assert f"{point.x},{point.y}" in line.path.split()


def test_what_is_never_found_is_a_line_on_the_base(chart):
    """It is compared with what is found, and leads nowhere."""
    made = chart("زقزقة", "النفط")
    never, found = made.lines
    assert never.total == 0 < found.total
    assert {(point.y, point.url) for point in never.points} == {(made.base, "")}
