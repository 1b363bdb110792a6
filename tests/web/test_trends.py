"""Queries over time: the chart, its table, its file; sources, and what this is."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from search import Bar
from tests.web.test_views import links_of, text_of
from web.chart import labels_of
from web.preferences import Preferences
from web.trends import _grid


def test_queries_stand_side_by_side(client):
    """Each has a line, a column, and a link to its articles in each bar."""
    page = client.get("/trends?q=النفط&q=الدولار")
    assert page.text.count("<polyline") == 2
    assert page.text.count('scope="col"') == 4
    (first, *_) = (link for link in links_of(page) if "from=" in link)
    assert 'role="status"><h1>لا' not in client.get(first).text


def test_the_table_is_the_file(client):
    """The same numbers, with a mark for Excel."""
    page, table = (
        client.get("/trends?q=النفط&unit=year"),
        client.get("/trends.csv?q=النفط&unit=year"),
    )
    assert table.text.startswith("\ufeffمن يوم,إلى يوم,كل المقالات,النفط,النفط (النصيب)\r\n")
    rows = [line.split(",") for line in table.text.splitlines()[1:]]
    shown = re.findall(r"<tr><th scope=\"row\">(\d{4})</th><td>(?:<a[^>]*>)?(\d+)", page.text)
    assert [(since[:4], count) for since, _, _, count, _ in rows] == shown
    assert sum(int(count) for *_, count, _ in rows) > 3
    for *_, printed, count, share in rows:
        assert float(share) == pytest.approx(int(count) / int(printed), rel=1e-5)


def test_shares_are_of_all_that_was_printed(client):
    """Never more than all of it."""
    page = client.get("/trends?q=النفط&as=share&unit=year")
    shares = [float(each) for each in re.findall(r"<small>([\d.]+)%</small>", page.text)]
    assert shares
    assert max(shares) <= 100


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("", id="nothing"),
        pytest.param("q=", id="blank"),
        pytest.param("q=زقزقة", id="not-found"),
        pytest.param("q=" + "&q=".join("ابتثجحخ"), id="too-many"),
        pytest.param("q=النفط&unit=century&as=x", id="unknown-ways"),
        pytest.param("q=النفط&from=2016-11-03&to=2016-11-03", id="one-day"),
        pytest.param("q=النفط&unit=day", id="many-days"),
        pytest.param("q=%FF%00&q=)(", id="noise"),
    ],
)
def test_nothing_asked_is_an_error(client, query):
    """A page says what can be drawn, a file has what there is."""
    assert client.get(f"/trends?{query}").status_code == 200
    assert client.get(f"/trends.csv?{query}").status_code == 200


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


def test_a_formula_in_a_query_is_text_in_the_file(client):
    """A spreadsheet must not run it."""
    assert "'=1+1" in client.get("/trends.csv?q==1%2B1").text


def test_sources_and_sections_lead_to_their_articles(client):
    """All of them, with counts."""
    page = client.get("/sources")
    link = next(link for link in links_of(page) if "source=" in link)
    assert client.get(link).status_code == 200
    assert "section=" in " ".join(links_of(page))


def test_what_this_is(client):
    """Size, ranking, licence."""
    said = text_of(client.get("/about"))
    assert "GPL-3.0-or-later" in said
    assert "كيف يرتّب" in said


@pytest.mark.parametrize(
    ("unit", "since", "step", "count", "labels"),
    [
        pytest.param("year", date(2014, 1, 1), 365, 3, ["2014", "2015"], id="years"),
        pytest.param("week", date(2016, 11, 5), 7, 3, ["5 نوفمبر", "12 نوفمبر"], id="weeks"),
        pytest.param("week", date(2014, 12, 20), 7, 120, ["2015", "2016", "2017"], id="many-weeks"),
        pytest.param("day", date(2016, 12, 30), 1, 2, ["30 ديسمبر", "31 ديسمبر"], id="days"),
    ],
)
def test_a_label_tells_its_year_where_there_are_several(unit, since, step, count, labels):
    """Days of a short span are told by their month in words; none stands in the next."""
    starts = [since + timedelta(step * place) for place in range(count)]
    bars = tuple(Bar(since=s, until=s + timedelta(step - 1), articles=1) for s in starts)
    shown = list(labels_of(unit, bars, Preferences()))
    assert [label.text for label in shown][: len(labels)] == labels
    assert all(b.x - a.x >= 52 for a, b in pairwise(shown))
