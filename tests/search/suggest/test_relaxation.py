"""Wider requests where nothing is found."""

from datetime import date

import pytest

from search import Filters, Label, Request
from tests.conftest import ids

#: Times in which nothing was published.
PAST, FUTURE = Filters(until=date(2000, 1, 1)), Filters(since=date(2030, 1, 1))


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        pytest.param(Request(text="النفط", filters=FUTURE), "dates", id="dates"),
        pytest.param(
            Request(text="النفط", filters=Filters().add(Label("source", "لا أحد"))),
            "filters",
            id="filters",
        ),
        pytest.param(Request(text='"النفط سعر"'), "exact", id="phrase"),
        pytest.param(Request(text='"النفط سعر" اليوم'), "exact", id="phrase-and-word"),
        pytest.param(Request(text="والنفط", exact=True), "exact", id="exact-switch"),
        pytest.param(Request(text="بترول", synonyms=False), "synonyms", id="synonyms"),
        pytest.param(Request(text="النفط -سعر"), "excluded", id="exclusion"),
        pytest.param(Request(text='"سعر النفط" "زقزقة"'), "any", id="any"),
        pytest.param(Request(text='"سعر النفط" زقزقة -ذهب'), "any", id="any-and-exclusion"),
    ],
)
def test_an_empty_result_offers_what_would_help(many, request_, kind):
    """Each wider request is offered with the number of articles that it does find."""
    page = many.search(request_)
    assert page.total == 0
    offered = {relaxation.kind: relaxation for relaxation in page.relaxations}
    assert kind in offered
    found = many.search(offered[kind].request)
    assert found.total_matching_all == offered[kind].total > 0


def test_any_word_is_enough_but_exclusions_stay(make_index):
    """The wider request with "or" keeps the exclusions."""
    searcher = make_index("سعر النفط", "سعر النفط والذهب", "القمح")
    (wider,) = (
        each
        for each in searcher.search(Request(text='"سعر النفط" "قمح غال" -ذهب')).relaxations
        if each.kind == "any"
    )
    assert wider.request.text == '("سعر النفط" أو "قمح غال") -ذهب'
    assert ids(searcher.search(wider.request)) == ["0"]


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(Request(text="زقزقة"), id="not-held"),
        pytest.param(Request(text="زقزقة", synonyms=False), id="no-other-name"),
        pytest.param(Request(text="بترول", synonyms=False, exact=True), id="exact-has-no-names"),
    ],
)
def test_nothing_is_offered_where_nothing_helps(many, request_):
    """A word that no article holds stays unfound."""
    page = many.search(request_)
    assert (page.total, page.relaxations) == (0, ())


def test_an_empty_result_names_its_rarest_word(wire):
    """The rarest word is offered to be dropped."""
    page = wire.search(Request(text='"سعر الذهب" أوبك', synonyms=False))
    kinds = {wider.kind: wider for wider in page.relaxations}
    assert page.total == 0
    assert (kinds["rarest"].dropped, kinds["rarest"].total) == ("أوبك", 1)


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(
            Request(text='"أوبك الذهب"', filters=FUTURE),
            id="phrase-and-date",
        ),
        pytest.param(
            Request(text="الذهب", filters=PAST.add(Label("source", "ب"))),
            id="filters",
        ),
        pytest.param(Request(text="عنوان:الذهب"), id="field"),
        pytest.param(
            Request(text="ذهبي", exact=True, filters=FUTURE),
            id="exact-and-date",
        ),
    ],
)
def test_what_no_single_change_finds_the_widest_does(wire, asked):
    """If no single change finds anything, the widest request is offered."""
    (widest,) = wire.search(asked).relaxations
    assert (widest.kind, widest.request.filters, widest.request.exact) == (
        "widest",
        Filters(),
        False,
    )
    assert wire.search(widest.request).total_matching_all == widest.total
