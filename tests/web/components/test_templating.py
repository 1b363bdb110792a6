"""What the templates can say."""

import pytest

from search import Expansion, Filters, Label, Request
from web.components.templating import (
    others_by_typed,
    parameters,
    period,
)
from web.l10n.preferences import Preferences


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
