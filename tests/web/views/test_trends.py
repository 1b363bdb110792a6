"""Queries over time: the chart, its table, its file; sources, and what this is."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.reading import links_of


def test_queries_stand_side_by_side(client):
    """Each has a line, a column, and a link to its articles in each bar."""
    page = client.get("/trends?q=النفط&q=الدولار")
    assert page.text.count("<polyline") == 2
    assert page.text.count('scope="col"') == 4
    (first, *_) = (link for link in links_of(page) if "from=" in link)
    assert 'role="status"><h1>لا' not in client.get(first).text


def test_the_table_is_the_file(client):
    """Page and file have the same numbers; the file begins with a byte order mark."""
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
    """No share is above 100 %."""
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
    """Page and file answer with 200, whatever is asked."""
    assert client.get(f"/trends?{query}").status_code == 200
    assert client.get(f"/trends.csv?{query}").status_code == 200


def test_a_formula_in_a_query_is_text_in_the_file(client):
    """A name that begins like a formula is guarded."""
    assert "'=1+1" in client.get("/trends.csv?q==1%2B1").text


def test_filters_are_shown_and_can_be_removed(client):
    """A reader comes from filtered results: what is not counted is said, and a click away."""
    page = client.get("/trends?q=النفط&q=الذهب&source=مكتب+دبي&from=2016&as=share")
    chips = re.search(r'<ul class="chips".*?</ul>', page.text, re.DOTALL)[0]
    without = [unescape(link) for link in re.findall(r'href="([^"]+)"', chips)]
    asked = [parse_qs(urlsplit(link).query) for link in without]
    assert [set(each) - {"q", "as"} for each in asked] == [{"source"}, {"from"}]
    assert all(each["q"] == ["النفط", "الذهب"] and each["as"] == ["share"] for each in asked)
    assert all(client.get(link).status_code == 200 for link in without)
    assert 'class="chips"' not in client.get("/trends?q=النفط").text
