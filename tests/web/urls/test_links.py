"""The requests that a page links to."""

from datetime import UTC, date, datetime

import pytest

from search import Filters, Label, Request, Sort, Window
from web.urls.links import (
    active_filters,
    around_days,
    days_around,
    last_page,
    latest,
    meanings,
    next_page,
    orders,
    previous_page,
    regrouped,
    without_name,
    without_synonyms,
)

A, B = Label("source", "أ"), Label("source", "ب")


def choices(request):
    """Return the names of the filters of a request, each with the request without it."""
    return [(each.name, each.without) for each in active_filters(request)]


def test_every_filter_can_be_taken_away_alone():
    """Without one filter a request keeps the others and starts at the first page."""
    both = Filters().add(A).add(B)
    asked = Request(text="نفط", exact=True, filters=both, window=Window(page=3))
    assert choices(asked) == [
        ("source", Request(text="نفط", exact=True, filters=Filters().add(B))),
        ("source", Request(text="نفط", exact=True, filters=Filters().add(A))),
        ("exact", Request(text="نفط", filters=both)),
    ]


def test_days_exclusions_and_names_can_be_taken_away():
    """Both limits of time, an excluded label and an excluded name are filters too."""
    since, until = date(2016, 1, 1), date(2016, 12, 31)
    filters = Filters(since=since, until=until).exclude(A)
    asked = Request(text="IMF", filters=filters, excluded_names=("صندوق النقد", "الصندوق"))
    assert [(each.name, each.value) for each in active_filters(asked)] == [
        ("from", since),
        ("to", until),
        ("not_source", "أ"),
        ("not_name", "صندوق النقد"),
        ("not_name", "الصندوق"),
    ]
    assert choices(asked) == [
        ("from", asked.change(filters=Filters(until=until).exclude(A))),
        ("to", asked.change(filters=Filters(since=since).exclude(A))),
        ("not_source", asked.change(filters=Filters(since=since, until=until))),
        ("not_name", asked.change(excluded_names=("الصندوق",))),
        ("not_name", asked.change(excluded_names=("صندوق النقد",))),
    ]


def test_synonyms_are_left_out_and_brought_back():
    """The two links lead to each other and keep everything else."""
    asked = Request(text="IMF", filters=Filters().add(A), window=Window(page=3))
    without = without_synonyms(asked)
    assert without == Request(text="IMF", synonyms=False, filters=Filters().add(A))
    assert choices(without) == [
        ("source", Request(text="IMF", synonyms=False)),
        ("syn", Request(text="IMF", filters=Filters().add(A))),
    ]


def test_names_are_excluded_one_after_the_other():
    """Each keeps those before; without any synonyms no name need be excluded."""
    asked = without_name(without_name(Request(text="IMF"), "صندوق النقد"), "الصندوق")
    assert asked == Request(text="IMF", excluded_names=("صندوق النقد", "الصندوق"))
    assert without_synonyms(asked) == Request(text="IMF", synonyms=False)


def test_near_duplicates_are_unfolded_and_folded_again():
    """The same link does both, and starts at the first page."""
    asked = Request(text="نفط", window=Window(page=3))
    assert regrouped(asked) == Request(text="نفط", grouped=False)
    assert regrouped(regrouped(asked)) == Request(text="نفط")


@pytest.mark.parametrize(
    ("request_made", "offered"),
    [
        pytest.param(Request(text="نفط"), list(Sort), id="words"),
        pytest.param(Request(), [Sort.NEWEST, Sort.OLDEST], id="nothing"),
        pytest.param(Request(text="-نفط"), [Sort.NEWEST, Sort.OLDEST], id="only an exclusion"),
        pytest.param(Request(text="تاريخ:2016"), [Sort.NEWEST, Sort.OLDEST], id="only a date"),
    ],
)
def test_relevance_is_an_order_of_queries_only(searcher, request_made, offered):
    """Without words that score no article is more relevant than another."""
    page = searcher.search(request_made)
    assert list(orders(page)) == offered
    assert page.order == offered[0]


def test_meaning_is_an_order_and_no_filter():
    """It narrows nothing, so that it cannot be taken away as a filter."""
    assert choices(Request(text="نفط", meaning=True)) == []


def test_another_order_starts_at_the_first_page(searcher):
    """The rest of the request stays as it is."""
    asked = Request(text="مليار", exact=True, window=Window(page=2, size=5))
    assert orders(searcher.search(asked))[Sort.OLDEST] == Request(
        text="مليار", exact=True, sort=Sort.OLDEST, window=Window(size=5)
    )


def test_another_order_and_back_keeps_the_choice_of_meaning(searcher):
    """Who looks at the newest and comes back finds the list as it was left."""
    asked = Request(text="مليار", meaning=True)
    newest = searcher.search(orders(searcher.search(asked))[Sort.NEWEST])
    assert orders(newest)[Sort.RELEVANCE] == asked


@pytest.mark.usefixtures("with_vectors")
@pytest.mark.parametrize("meant", [False, True], ids=["by words", "by meaning, too"])
def test_words_alone_and_meaning_lead_to_each_other(searcher, meant):
    """The rest of the request stays as it is, and both start at the first page."""
    asked = Request(text="مليار", exact=True, meaning=meant, window=Window(page=2, size=5))
    assert meanings(searcher.search(asked)) == {
        False: Request(text="مليار", exact=True, window=Window(size=5)),
        True: Request(text="مليار", exact=True, meaning=True, window=Window(size=5)),
    }


@pytest.mark.usefixtures("with_vectors")
@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(Request(text="مليار", sort=Sort.NEWEST), id="by date"),
        pytest.param(Request(), id="the archive"),
        pytest.param(Request(text="زقزقة"), id="nothing found"),
        pytest.param(Request(text="مليار", window=Window(page=99)), id="past the end"),
        pytest.param(Request(text="عنوان:أوبك -السعودية قطر"), id="one article"),
    ],
)
def test_meaning_is_no_choice_where_it_orders_nothing(searcher, asked):
    """In an order by date, in an empty list, of a single article."""
    assert meanings(searcher.search(asked)) == {}


def test_meaning_is_no_choice_without_vectors(searcher):
    """It is not offered, even to who asks for it."""
    assert meanings(searcher.search(Request(text="مليار", meaning=True))) == {}


def test_pages_lead_to_their_neighbours(searcher):
    """There is none before the first page and none after the last."""
    first = searcher.search(Request(text="مليار", window=Window(size=5)))
    assert previous_page(first) is None
    second = searcher.search(next_page(first))
    assert second.request.window == Window(page=2, size=5)
    assert previous_page(second) == first.request
    last = searcher.search(first.request.at(first.pages))
    assert next_page(last) is None


def test_before_a_page_past_the_end_is_the_last(searcher):
    """The way back from an old address leads to rows."""
    first = searcher.search(Request(text="مليار", window=Window(size=5)))
    past = searcher.search(first.request.at(first.pages + 7))
    assert previous_page(past) == last_page(past) == first.request.at(first.pages)
    assert last_page(first) is None
    assert next_page(past) is None


def test_the_last_days_end_with_the_archive():
    """A week is seven days, both ends included; an archive without dates has no last days."""
    assert latest(date(2016, 3, 1)) == {
        "week": Request(filters=Filters(since=date(2016, 2, 24), until=date(2016, 3, 1))),
        "month": Request(filters=Filters(since=date(2016, 2, 1), until=date(2016, 3, 1))),
        "year": Request(filters=Filters(since=date(2015, 3, 3), until=date(2016, 3, 1))),
    }
    assert latest(None) == {}


def test_days_around_are_three_before_and_after():
    """Around a moment, or around a span."""
    near = around_days(datetime(2018, 3, 1, 12, tzinfo=UTC))
    assert near == Request(filters=Filters(since=date(2018, 2, 26), until=date(2018, 3, 4)))
    span = days_around(date(2018, 3, 1), date(2018, 3, 7))
    assert (span.since, span.until) == (date(2018, 2, 26), date(2018, 3, 10))
    assert around_days(None) == Request()


def test_days_around_the_first_and_the_last_day_exist():
    """The calendar ends there."""
    span = days_around(date.min, date.max)
    assert (span.since, span.until) == (date.min, date.max)
