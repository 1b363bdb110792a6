"""What a line chart leaves out at its ends."""

from datetime import date, timedelta

import pytest

from search import Bar, Filters, Request, Trend, Trends
from web.components.charts.cut_ends import cut_ends
from web.l10n.preferences import DEFAULT


def trends_of(step, *counts):
    """Return trends of so many articles in bars of so many days each."""
    starts = [date(2015, 1, 1) + timedelta(step * n) for n in range(len(counts[0]))]
    bars = tuple(Bar(since=s, until=s + timedelta(step - 1), articles=50) for s in starts)
    trends = (
        Trend(text=text, total=sum(each), articles=tuple(each), shares=(0.0,) * len(each))
        for text, each in zip(("نفط", "ذهب"), counts, strict=False)
    )
    return Trends(unit="week", bars=bars, trends=tuple(trends))


@pytest.fixture
def ends(app):
    """Return a function that makes the ends that trends have beside some of their bars."""

    def make(trends, first, end, request=Request()):  # noqa: B008  frozen
        with app.test_request_context():
            return list(cut_ends(trends, trends.bars[first:end], request, DEFAULT))

    return make


def test_ends_tell_of_each_query_that_has_articles_there(ends):
    """How many before and after."""
    before, after = ends(trends_of(7, [2, 1, 9, 9, 0], [0, 0, 9, 9, 4]), 2, 4)
    assert (before.before, before.edge) == (True, "15 يناير 2015")
    assert [(left.text, left.articles) for left in before.left] == [("نفط", 3)]
    assert before.left[0].url.endswith("from=2015-01-01&to=2015-01-14")
    assert (after.before, after.edge) == (False, "28 يناير 2015")
    assert [(left.text, left.articles) for left in after.left] == [("ذهب", 4)]


def test_nothing_left_out_is_no_end(ends):
    """Neither where all bars are shown nor where the others are empty."""
    assert ends(trends_of(7, [2, 1, 9]), 0, 3) == []
    assert ends(trends_of(7, [0, 5, 9, 0]), 1, 3) == []


def test_long_bars_are_named_by_themselves(ends):
    """A month or a year is its own name."""
    (after,) = ends(trends_of(365, [9, 9, 1]), 0, 1)
    assert after.edge == "2015"


def test_filters_stay(ends):
    """The articles of an end are those that pass, within the days asked for."""
    asked = Request(filters=Filters(since=date(2015, 1, 3), until=date(2015, 6, 1)))
    (before,) = ends(trends_of(7, [2, 1, 9]), 1, 3, asked)
    assert before.left[0].url.endswith("from=2015-01-03&to=2015-01-07")
