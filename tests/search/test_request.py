"""Requests: what is asked, and how one request leads to another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.schema import FACETS
from search.request import Filters, Label, Request, Sort, Span, Window

SOURCE, OTHER = Label("source", "رويترز"), Label("source", "وكالة")
SECTION = Label("section", "طاقة")
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1))
LABELS = st.lists(
    st.builds(Label, st.sampled_from([facet.name for facet in FACETS]), st.sampled_from("أبج"))
)
FILTERS = st.builds(
    lambda since, until, included, excluded: Filters(
        since=since, until=until, included=tuple(included), excluded=tuple(excluded)
    ),
    DAYS,
    DAYS,
    LABELS,
    LABELS,
)


@given(FILTERS)
def test_filters_that_mean_the_same_are_equal(filters):
    """The order in which labels were added, or how often, makes no difference."""
    again = Filters(since=filters.since, until=filters.until)
    for label in (*reversed(filters.excluded), *filters.excluded):
        again = again.exclude(label)
    assert set(again.excluded) == set(filters.excluded)
    assert len(again.excluded) == len(set(again.excluded))
    facets = [label.facet for label in filters.included]
    assert facets == sorted(facets, key=[facet.name for facet in FACETS].index)


@given(FILTERS)
def test_filters_are_true_if_they_narrow(filters):
    """Nothing at all is false."""
    anything = filters.since or filters.until or filters.included or filters.excluded
    assert bool(filters) == bool(anything)


def test_labels_are_added_and_removed():
    """A label is removed wherever it is."""
    filters = Filters().add(SOURCE).add(SECTION).exclude(OTHER)
    assert filters.values("source") == ("رويترز",)
    assert filters.excluded_values("source") == ("وكالة",)
    assert filters.remove(SOURCE).remove(OTHER).remove(SECTION) == Filters()


def test_a_count_narrows_to_what_it_stands_for():
    """A label replaces the others of its facet; days are those that pass already."""
    filters = Filters(since=date(2016, 3, 1)).add(OTHER).add(SECTION)
    assert filters.narrow(SOURCE).included == (SOURCE, SECTION)
    year = filters.narrow(Span(date(2016, 1, 1), date(2016, 12, 31)))
    assert (year.since, year.until) == (date(2016, 3, 1), date(2016, 12, 31))
    assert year.included == filters.included


def test_limits_of_time_and_labels_can_be_told_apart():
    """Either can be dropped without the other."""
    filters = Filters(since=date(2016, 3, 1), included=(SOURCE,), excluded=(OTHER,))
    assert filters.days() == Filters(since=date(2016, 3, 1))
    assert filters.without_days() == Filters(included=(SOURCE,), excluded=(OTHER,))
    assert filters.without_facet("source") == filters.days()


def test_another_question_begins_at_its_first_page():
    """The size of a page stays, its number does not."""
    request = Request(text="النفط", window=Window(page=4, size=20))
    assert request.change(sort=Sort.NEWEST).window == Window(size=20)
    assert request.narrow(SOURCE).window == Window(size=20)
    assert request.exclude(SOURCE).filters == Filters(excluded=(SOURCE,))
    assert request.at(5) == Request(text="النفط", window=Window(page=5, size=20))


@pytest.mark.parametrize(
    ("request_", "is_empty"),
    [
        pytest.param(Request(), True, id="nothing"),
        pytest.param(Request(text=" "), True, id="blank"),
        pytest.param(Request(text="النفط"), False, id="text"),
        pytest.param(Request(filters=Filters().add(SOURCE)), False, id="label"),
        pytest.param(Request(sort=Sort.OLDEST), True, id="order"),
    ],
)
def test_a_request_is_empty_without_text_and_filters(request_, is_empty):
    """Then it asks for the whole archive."""
    assert request_.is_empty == is_empty
