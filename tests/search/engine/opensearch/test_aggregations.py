"""What a cluster counts, read as facets and as a chart."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine.counting.bars import EPOCH, fitting
from search.engine.opensearch.aggregations import (
    MOST_VALUES,
    by_facet,
    facet_of,
    needs_days,
    published_of,
    rows_of,
    timeline_of,
)

DAYS = st.integers(-200_000, 200_000)


class Called:
    """Statistics of an archive in which a label is called by the name before its dot."""

    names = None

    def __init__(self):
        self.names = self

    def shown(self, _, label):
        """Return what a label is called."""
        return label.partition(".")[0]


def milliseconds(day):
    """Return a day since 1970 as a cluster says it."""
    return day * 86_400_000


def histogram(days):
    """Return days as buckets of a cluster."""
    return {"buckets": [{"key": milliseconds(d), "doc_count": n} for d, n in sorted(days.items())]}


def first_of_month(day):
    """Return the first day of the month in which a day is, both since 1970."""
    return ((EPOCH + timedelta(day)).replace(day=1) - EPOCH).days


def answered(days, undated=0, **more):
    """Return the answer by month and the one by day about articles of some days."""
    months = Counter(first_of_month(day) for day in days)
    told = {"undated": {"doc_count": undated}, **more}
    return (
        {"aggregations": {**told, "months": histogram(months)}},
        {"aggregations": {**told, "days": histogram(Counter(days))}},
    )


@given(days=st.lists(DAYS, min_size=1))
def test_days_are_asked_for_where_months_are_too_coarse(days):
    """Whenever a chart of the days would have days or weeks."""
    by_month, _ = answered(days)
    if fitting(min(days), max(days)) in ("day", "week"):
        assert needs_days(by_month)


@given(first=DAYS, gaps=st.lists(st.integers(0, 60), max_size=30), undated=st.integers(0, 3))
def test_a_chart_is_that_of_its_days(first, gaps, undated):
    """Whether it was counted by day or by month."""
    days = np.cumsum([first, *gaps]).tolist()
    by_month, by_day = answered(days, undated)
    told = timeline_of(by_month, by_day if needs_days(by_month) else None)
    assert told.unit == fitting(days[0], days[-1])
    assert told.undated == undated
    assert sum(bar.articles for bar in told.bars) == len(days)
    for bar in (told.bars[0], told.bars[-1]):
        assert bar.articles == sum(bar.since <= EPOCH + timedelta(day) <= bar.until for day in days)


def test_nothing_found_has_no_bars():
    """And asks for no days."""
    by_month, _ = answered([], undated=2)
    assert not needs_days(by_month)
    assert timeline_of(by_month, None).bars == ()
    assert len(published_of(by_month).days) == 0


def test_labels_that_are_called_the_same_are_one():
    """Sorted by their sums, equal ones by name, "" for no value among them; others is the rest."""
    buckets = [
        {"key": key, "doc_count": count}
        for key, count in {"a.1": 2, "b": 3, "a.2": 2, "": 3, "c": 1}.items()
    ]
    told = {"source": {"buckets": buckets, "sum_other_doc_count": 0}}
    facet = facet_of(Called(), {"aggregations": told}, "source", 3)
    assert [(each.value, each.articles) for each in facet.counts] == [("a", 4), ("", 3), ("b", 3)]
    assert (facet.others, facet.values) == (1, 3)


def test_what_a_cluster_left_out_is_counted():
    """Values beyond the most are one number; how many there are is asked for apart."""
    asked = by_facet("author", MOST_VALUES + 5, MOST_VALUES)
    assert asked["author"]["terms"]["size"] == MOST_VALUES
    told = {
        "author": {"buckets": [{"key": "x", "doc_count": 5}], "sum_other_doc_count": 90},
        **{name: {"value": MOST_VALUES + 5} for name in asked if name != "author"},
    }
    facet = facet_of(Called(), {"aggregations": told}, "author", 10)
    assert (facet.others, facet.values) == (90, MOST_VALUES + 5)
    assert set(by_facet("author", 5, MOST_VALUES)) == {"author"}


def test_rows_are_single_articles_and_groups():
    """The members of a group share a row."""
    told = {"single": {"doc_count": 7}, "copies": {"doc_count": 9, "groups": {"value": 3}}}
    assert rows_of({"aggregations": told}) == 10


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        pytest.param(datetime(1969, 12, 31, tzinfo=UTC), "1969", id="before-1970"),
        pytest.param(datetime(2016, 1, 1, tzinfo=UTC), "2016", id="first-of-january"),
    ],
)
def test_years_are_the_sums_of_their_months(moment, year):
    """The latest first, those without a date last."""
    day = (moment.date() - EPOCH).days
    by_month, _ = answered([day, day, day - 400], undated=1)
    facet = facet_of(Called(), by_month, "year", 10)
    assert facet.counts[0].value == year
    assert [each.articles for each in facet.counts] == [2, 1, 1]
    assert (facet.counts[-1].value, facet.values) == ("", 2)
