"""What may have been meant instead: another spelling, the other keyboard, a filter."""

import pytest

from search import Request


@pytest.fixture
def printed(make_index):
    """Return a searcher over articles that print some words often."""
    return make_index(*(f"أسعار النفط والذهب في الأسواق {n}" for n in range(8)), "نص عن OPEC OPEC")


@pytest.mark.parametrize(
    ("typed", "kind", "meant"),
    [
        pytest.param("النغط", "spelling", "النفط", id="spelling"),
        pytest.param("اسعار النغط", "spelling", "اسعار النفط", id="one-word-of-two"),
        pytest.param("hgkt'", "layout", "النفط", id="arabic-meant"),
        pytest.param("أسعار hgkt'", "layout", "أسعار النفط", id="half-switched"),
        pytest.param("خحثؤ", "layout", "opec", id="latin-meant"),
    ],
)
def test_a_sure_slip_is_repaired(printed, typed, kind, meant):
    """Everything on the page is of the repaired text; the literal one stays within reach."""
    page = printed.search(Request(text=typed, grouped=False))
    assert (page.repaired.kind, page.repaired.typed, page.repaired.text) == (kind, typed, meant)
    asked = printed.search(Request(text=meant, grouped=False))
    for name in ("request", "hits", "total", "facets", "timeline", "chips", "echo"):
        assert getattr(page, name) == getattr(asked, name)
    assert printed.export(Request(text=typed), 50).total == page.total
    literal = printed.search(page.repaired.literal)
    assert (literal.repaired, literal.total_matching_all) == (None, 0)
    (suggestion, *_) = literal.suggestions
    assert (suggestion.kind, suggestion.request.text) == (kind, meant)
    assert printed.search(suggestion.request).total_matching_all == suggestion.total > 0
    assert not suggestion.request.literal
    assert not literal.is_dead_end


def test_what_may_be_one_of_several_is_suggested(make_index):
    """Nothing is repaired where it is not sure."""
    searcher = make_index(*(f"القمح ثم القمر {n}" for n in range(9)))
    page = searcher.search(Request(text="القمص"))
    assert page.repaired is None
    assert {meant.request.text for meant in page.suggestions} == {"القمح", "القمر"}
    assert not page.is_dead_end


def test_a_misprint_that_finds_few_is_suggested(make_index):
    """It finds its few articles, and the right word beside them."""
    searcher = make_index(*(f"النفط {'النفط ' * 60} {n}" for n in range(9)), "النفظ والنفظ النفظ")
    page = searcher.search(Request(text="النفظ"))
    assert (page.total, page.repaired) == (1, None)
    assert [meant.request.text for meant in page.suggestions] == ["النفط"]


@pytest.mark.parametrize("typed", ["OR النفط", "NOT النفط", "النفط AND"])
def test_operators_are_no_slips(printed, typed):
    """Nobody types them on the wrong keyboard."""
    page = printed.search(Request(text=typed))
    assert (page.suggestions, page.repaired) == ((), None)


def test_what_finds_no_more_is_not_suggested(make_index):
    """Other spellings of a name are searched for anyway."""
    searcher = make_index(*(f"قال أردوغان في أنقرة {n}" for n in range(8)))
    page = searcher.search(Request(text="اردوجان"))
    assert page.total == 8
    assert (page.suggestions, page.repaired) == ((), None)


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        pytest.param("أسعار النفط", '"أسعار النفط"', id="two-words"),
        pytest.param("النفط والذهب في الأسواق", '"النفط والذهب في الأسواق"', id="stop-word"),
    ],
)
def test_the_words_as_a_phrase(printed, typed, phrase):
    """The articles that print the words right after each other, and the request for them."""
    found = printed.search(Request(text=typed)).phrase
    assert (found.kind, found.request.text) == ("phrase", phrase)
    assert printed.search(found.request).total_matching_all == found.total > 0


@pytest.mark.parametrize("typed", ["النفط", "النفط أسعار", "أسعار -النفط", '"أسعار النفط"', ""])
def test_no_phrase(printed, typed):
    """One word, another order, operators, and what is a phrase already."""
    assert printed.search(Request(text=typed)).phrase is None


@pytest.mark.parametrize(
    "typed", ["النفط", "زقزقة", "OPEC", "2024", "", '"النفط"', "ok", "xy", "id", "oil or gas"]
)
def test_nothing_is_suggested_for_what_is_right_or_hopeless(printed, typed):
    """A query that needs no suggestion has none, nor has one that no suggestion helps."""
    assert printed.search(Request(text=typed)).suggestions == ()


def test_the_name_of_a_source_offers_its_filter(make_index):
    """A query that is the name of a source or section offers the filter for it."""
    searcher = make_index(
        {"id": "a", "body": "قالت رويترز إن النفط ارتفع", "source": "الأهرام"},
        {"id": "b", "body": "سعر الذهب", "source": "رويترز", "section": "معادن"},
    )
    (offer,) = searcher.search(Request(text="رويترز")).offers
    asked = offer.request.filters
    assert (offer.kind, asked.values("source"), offer.total) == ("source", ("رويترز",), 1)
    (section,) = searcher.search(Request(text="مَعادن")).offers
    assert (section.kind, section.request.filters.values("section")) == ("section", ("معادن",))
