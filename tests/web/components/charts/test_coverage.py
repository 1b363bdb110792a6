"""Where an archive holds enough."""

from datetime import date, timedelta

import pytest

from search import Bar, Coverage, Trend, Trends
from web.components.charts.coverage import is_mostly_thin, is_thin, known, varies

DAY = date(2018, 3, 1)


def of_days(*articles):
    """Return the coverage of an archive with so many articles on each day, and its bars."""
    days = [DAY + timedelta(n) for n in range(len(articles))]
    totals = [sum(articles[: n + 1]) for n in range(len(articles))]
    bars = [Bar(since=day, until=day, articles=n) for day, n in zip(days, articles, strict=True)]
    return Coverage(days=tuple(days), totals=tuple(totals)), tuple(bars)


def trends_of(bars, counted):
    """Return the trend of nothing over bars, with so many articles that pass the filters."""
    passing = (
        Bar(since=bar.since, until=bar.until, articles=n)
        for bar, n in zip(bars, counted, strict=True)
    )
    nothing = Trend(text="", total=0, articles=(0,) * len(bars), shares=(0.0,) * len(bars))
    return Trends(unit="day", bars=tuple(passing), trends=(nothing,))


@pytest.mark.parametrize(
    ("articles", "thin"),
    [
        pytest.param(0, True, id="none"),
        pytest.param(19, True, id="19"),
        pytest.param(20, False, id="20"),
    ],
)
def test_fewer_than_twenty_articles_are_little(articles, thin):
    """They say nothing about the span."""
    coverage, (bar,) = of_days(articles)
    assert is_thin(coverage, bar) is thin


@pytest.mark.parametrize(
    ("articles", "counted", "shares", "sure"),
    [
        pytest.param([30, 19, 0, 20], [30, 19, 0, 20], False, [1, 0, 0, 1], id="of-the-archive"),
        pytest.param([30, 40, 50], [30, 3, 20], True, [1, 0, 1], id="share-of-too-few"),
        pytest.param([30, 40, 50], [30, 3, 20], False, [1, 1, 1], id="count-beside-filters"),
        pytest.param([3, 0, 2], [3, 0, 2], True, [1, 0, 1], id="small-archive"),
    ],
)
def test_a_line_is_drawn_where_something_is_known(articles, counted, shares, sure):
    """Of enough articles; in an archive that has that nowhere, of any."""
    coverage, bars = of_days(*articles)
    drawn = known(trends_of(bars, counted), coverage, shares=shares)
    assert drawn == [bool(each) for each in sure]


@pytest.mark.parametrize(
    ("articles", "thin"),
    [
        pytest.param([5, 5, 30], False, id="most-articles-stand-together"),
        pytest.param([15, 15, 15, 20], True, id="most-stand-alone"),
        pytest.param([], False, id="none"),
    ],
)
def test_a_unit_is_too_fine_where_most_articles_are_in_thin_spans(articles, thin):
    """It is counted in articles: empty spans need no coarser unit."""
    assert is_mostly_thin(*of_days(*articles)) is thin


@pytest.mark.parametrize(
    ("articles", "uneven"),
    [
        pytest.param([100, 110, 95, 105], False, id="even"),
        pytest.param([100, 150, 120, 160, 90], False, id="nearly-even"),
        pytest.param([1637, 1987, 27, 36, 296, 456], True, id="uneven"),
        pytest.param([40], False, id="one-span"),
        pytest.param([], False, id="none"),
    ],
)
def test_coverage_varies_beyond_chance(articles, uneven):
    """Then counts would show what the archive collected, and not what was written."""
    assert varies(articles) is uneven
