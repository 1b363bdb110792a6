"""Bars of time, few enough to be read."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Bar, Count, Coverage, Facet, IndexInfo, Page, Request, Sort, Span, Timeline
from web.components.charts.spans import MOST, shown_bars

#: An archive that has enough on each day.
FULL = Coverage(
    days=tuple(date(1990, 1, 1) + timedelta(n) for n in range(30_000)),
    totals=tuple(100 * (n + 1) for n in range(30_000)),
)


def page_of(unit, bars, *, undated=0):
    """Return a page of results with a timeline and the months of it."""
    months = {}
    for bar in bars:
        first = bar.since.replace(day=1)
        months[first] = months.get(first, 0) + bar.articles
    counts = tuple(
        Count(
            value=f"{first:%Y-%m}",
            articles=articles,
            narrowing=Span(first, (first + timedelta(31)).replace(day=1) - timedelta(1)),
        )
        for first, articles in sorted(months.items(), reverse=True)
        if articles
    )
    total = sum(bar.articles for bar in bars) + undated
    return Page(
        request=Request(),
        order=Sort.NEWEST,
        orders=(),
        echo="",
        notes=(),
        total=total,
        total_matching_all=total,
        rows=total,
        rows_matching_all=total,
        hits=(),
        relaxations=(),
        index=IndexInfo(id="", articles=total),
        took_ms=0,
        facets=(Facet(name="month", counts=(*counts, Count(value="", articles=undated))),),
        timeline=Timeline(unit=unit, bars=tuple(bars), undated=undated),
    )


def days(count, articles=1, since=date(2018, 1, 1)):
    """Return bars of single days."""
    return [
        Bar(since=since + timedelta(n), until=since + timedelta(n), articles=articles)
        for n in range(count)
    ]


def months(articles, year=2014):
    """Return bars of months from January of a year, with so many articles."""
    firsts = [date(year + n // 12, n % 12 + 1, 1) for n in range(len(articles) + 1)]
    return [
        Bar(since=first, until=after - timedelta(1), articles=each)
        for (first, after), each in zip(pairwise(firsts), articles, strict=True)
    ]


@pytest.mark.parametrize(
    ("unit", "bars", "first", "count"),
    [
        pytest.param("day", days(24), (date(2018, 1, 1), date(2018, 1, 1)), 24, id="days"),
        pytest.param("day", days(40), (date(2017, 12, 30), date(2018, 1, 5)), 6, id="weeks"),
        pytest.param(
            "month", months([1] * 24), (date(2014, 1, 1), date(2014, 1, 31)), 24, id="months"
        ),
        pytest.param(
            "month", months([1] * 40), (date(2014, 1, 1), date(2014, 3, 31)), 14, id="quarters"
        ),
        pytest.param(
            "year", months([1] * 100), (date(2014, 1, 1), date(2014, 6, 30)), 17, id="halves"
        ),
        pytest.param(
            "year", months([1] * 200), (date(2014, 1, 1), date(2014, 12, 31)), 17, id="years"
        ),
        pytest.param(
            "year", months([1] * 400), (date(2014, 1, 1), date(2015, 12, 31)), 17, id="pairs"
        ),
    ],
)
def test_bars_are_merged_until_they_can_be_read(unit, bars, first, count):
    """Weeks begin on Saturday, quarters and halves with the year; no article is lost."""
    shown = shown_bars(page_of(unit, bars), FULL).bars
    assert (shown[0].since, shown[0].until) == first
    assert len(shown) == count
    assert sum(bar.articles for bar in shown) == sum(bar.articles for bar in bars)


def test_weeks_become_months_by_the_days_of_the_articles():
    """A week may lie in two months: they are counted by month and not made of weeks."""
    weeks = [Bar(since=b.since, until=b.since + timedelta(6), articles=1) for b in days(200)[::7]]
    shown = shown_bars(page_of("week", weeks), FULL).bars
    assert [bar.since.day for bar in shown] == [1] * 7
    assert sum(bar.articles for bar in shown) == len(weeks)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=700), st.booleans())
def test_bars_have_no_gaps_and_are_few(articles, full):
    """What is shown and what is left out at the ends is everything, and the ends are not empty."""
    shown = shown_bars(page_of("year", months([1, *articles, 1])), FULL if full else Coverage())
    rests = [each for each in (shown.before, shown.after) if each]
    assert len(shown.bars) <= MOST
    assert all(b.since - a.until == timedelta(1) for a, b in pairwise(shown.bars))
    assert sum(bar.articles for bar in (*shown.bars, *rests)) == 2 + sum(articles)
    assert shown.bars[0].articles
    assert shown.bars[-1].articles
    assert not (full and rests)


def test_a_stray_article_is_not_followed_by_years_of_nothing():
    """It is left out and told of, where the archive has next to nothing of those years."""
    shown = shown_bars(page_of("month", months([1, *[0] * 40, 12, 9, 11])), Coverage())
    assert [bar.articles for bar in shown.bars] == [12, 9, 11]
    assert (shown.before.articles, shown.before.since) == (1, date(2014, 1, 1))
    assert shown.after is None


def test_one_month_and_a_stray_article_are_no_two_bars():
    """What is left of them is one bar, which is no chart; two that are as stray stay."""
    assert len(shown_bars(page_of("month", months([1, *[0] * 40, 12])), Coverage()).bars) == 1
    assert len(shown_bars(page_of("month", months([1, 0, 0, 1])), Coverage()).bars) == 4


def test_nothing_found_has_no_bars():
    """Nor has what is found without a date."""
    assert shown_bars(page_of("day", [], undated=3), FULL).bars == ()
