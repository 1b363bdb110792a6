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
        pytest.param("النفت", "spelling", "النفط", id="spelling"),
        pytest.param("اسعار النفت", "spelling", "اسعار النفط", id="one-word-of-two"),
        pytest.param("hgkt'", "layout", "النفط", id="arabic-meant"),
        pytest.param("خحثؤ", "layout", "opec", id="latin-meant"),
    ],
)
def test_suggestions_lead_to_articles(printed, typed, kind, meant):
    """A suggestion finds articles, and its total is their number."""
    page = printed.search(Request(text=typed))
    (suggestion, *_) = page.suggestions
    assert (suggestion.kind, suggestion.request.text) == (kind, meant)
    assert printed.search(suggestion.request).total_matching_all == suggestion.total > 0


@pytest.mark.parametrize("typed", ["النفط", "زقزقة", "OPEC", "2024", "", '"النفط"'])
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
