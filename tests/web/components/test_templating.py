"""What the templates can say."""

import pytest

from search import Count, Expansion, Filters, Fragment, Label, Request
from web.components.templating import (
    is_cut,
    offered,
    others_by_typed,
    parameters,
    period,
)
from web.l10n.preferences import Preferences


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("ارتفعت الأسعار.", False, id="sentence"),
        pytest.param("هل ترتفع؟", False, id="question"),
        pytest.param("قال: «ترتفع.»", False, id="quoted sentence"),
        pytest.param("ارتفعت أسعار", True, id="within a sentence"),
        pytest.param("", True, id="nothing"),
    ],
)
def test_a_snippet_says_when_it_stops_early(text, cut):
    """Three dots follow what goes on, never a full stop."""
    assert is_cut(Fragment(text=text)) is cut


def test_a_chosen_source_is_offered_however_small():
    """A long list is cut, but never loses what narrows the search now."""
    counts = [Count(value=str(n), articles=100 - n) for n in range(60)]
    assert [count.value for count in offered(counts, ("55",))] == [*map(str, range(30)), "55"]


def test_other_names_are_gathered_by_the_words_typed():
    """Expansions of the same words become one entry, each name once."""
    found = [
        Expansion(typed="النفط", others=("بترول", "خام")),
        Expansion(typed="IMF", others=("صندوق النقد",)),
        Expansion(typed="النفط", others=("خام", "oil")),
    ]
    assert others_by_typed(found) == {
        "النفط": ["بترول", "خام", "oil"],
        "IMF": ["صندوق النقد"],
    }


def test_a_form_keeps_every_value_of_a_request():
    """A hidden field holds one value: a parameter may have several fields."""
    filters = Filters().add(Label("source", "أ")).add(Label("source", "ب"))
    asked = Request(text="نفط", filters=filters, exact=True)
    assert parameters(asked) == [("q", ["نفط"]), ("source", ["أ", "ب"]), ("exact", ["1"])]


@pytest.mark.parametrize(
    ("value", "how", "said"),
    [
        pytest.param("2016", Preferences(), "2016", id="year"),
        pytest.param("2016-11", Preferences(), "نوفمبر 2016", id="month"),
        pytest.param("2016-11", Preferences(lang="en"), "November 2016", id="english"),
        pytest.param("2016", Preferences(digits="arab"), "٢٠١٦", id="arabic digits"),
    ],
)
def test_years_and_months_are_said_in_words(value, how, said):
    """The values of these facets are codes; a reader sees a date."""
    assert period(value, how) == said
