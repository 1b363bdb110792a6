"""The bar chart of results over time."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Bar, Request
from web.components.bar_chart import WIDTH, chart_of, labels_of
from web.l10n.preferences import DEFAULT, Preferences


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
    """Labels of a short span are days with the month in words; labels do not overlap."""
    starts = [since + timedelta(step * place) for place in range(count)]
    bars = tuple(Bar(since=s, until=s + timedelta(step - 1), articles=1) for s in starts)
    shown = list(labels_of(unit, bars, Preferences()))
    assert [label.text for label in shown][: len(labels)] == labels
    assert all(b.x - a.x >= 52 for a, b in pairwise(shown))


@given(st.sampled_from([1, 2, 7]), st.integers(2, 50))
@pytest.mark.parametrize("months", ["egypt", "levant"])
def test_days_have_room_on_a_phone(months, step, count):
    """Letters of 20 units are hardly ever wider than half of that; none leaves the drawing."""
    starts = [date(2014, 11, 20) + timedelta(step * place) for place in range(count)]
    bars = tuple(Bar(since=s, until=s + timedelta(step - 1), articles=1) for s in starts)
    shown = list(labels_of("day", bars, Preferences(months=months)))
    spans = [(each.x - 5 * len(each.text), each.x + 5 * len(each.text)) for each in shown]
    assert spans
    assert spans[0][0] >= 0
    assert spans[-1][1] <= WIDTH
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_the_chart_tells_what_the_list_does(client):
    """Its table adds up to the count, its bars lead to their articles."""
    page = client.get('/search?q="النفط"&group=0')
    rows = re.findall(r"</a></th><td>(\d+)</td>", page.text)
    listed = int(re.search(r'role="status"><h1>(\d+)', page.text)[1])
    undated = re.search(r"و(\d+) [^<]*بلا تاريخ", page.text)
    assert sum(map(int, rows)) + int(undated[1] if undated else 0) == listed
    assert "<title>" in page.text[page.text.index('<svg viewBox="0 0 640') :]


@pytest.fixture
def chart(app, searcher):
    """Return a function that makes the chart of the results of a request."""

    def make(request):
        with app.test_request_context():
            return chart_of(searcher.search(request), DEFAULT)

    return make


def test_a_bar_leads_to_its_articles(chart, client):
    """The address of a bar finds as many articles as the bar stands for; an empty one has none."""
    bars = chart(Request(text="مليار")).bars
    assert any(bar.articles for bar in bars)
    for bar in bars:
        assert bool(bar.url) is bool(bar.articles)
        if bar.url:
            assert client.get(f"/api/v1{bar.url}").json["complete"] == bar.articles


def test_bars_are_as_high_as_their_numbers(chart):
    """The highest reaches the top, every bar stands on the base, and an empty one is not drawn."""
    made = chart(Request(text="مليار"))
    assert max(bar.articles for bar in made.bars) == made.highest
    for bar in made.bars:
        assert bar.y + bar.height == pytest.approx(made.base)
        assert bool(bar.height) is bool(bar.articles)
        if bar.articles == made.highest:
            assert bar.y == made.top
    assert all(a.x + a.width < b.x for a, b in pairwise(made.bars))
    assert made.bars[-1].x + made.bars[-1].width < made.width


def test_a_single_bar_is_no_chart(chart):
    """One bar says no more than the count does; no results have no chart either."""
    assert chart(Request(text="تاريخ:2016-11-12")) is None
    assert chart(Request(text="زقزقة")) is None
