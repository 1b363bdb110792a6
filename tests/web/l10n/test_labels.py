"""The texts of codes: every code that a page can show has one."""

from dataclasses import replace

import pytest

from search import FACETS, Filters, Label, Request, Sort
from web.l10n import labels
from web.l10n.preferences import CHOICES
from web.parameters import to_parameters
from web.urls.links import active_filters


@pytest.mark.parametrize("facet", [facet.name for facet in FACETS])
def test_a_facet_is_named_wherever_it_stands(facet):
    """As a column of values, as a filter, as a list of its own, in the API."""
    label = Label(facet, "x")
    filters = [*active_filters(Request(filters=Filters().add(label)))]
    filters += active_filters(Request(filters=Filters().exclude(label)))
    assert [each.name for each in filters] == [facet, f"not_{facet}"]
    for texts in (labels.FACETS, labels.PLURALS, labels.OFFERS, labels.FILTER_MEANINGS):
        assert texts[facet]


def test_every_order_is_named():
    """The page links to each by its name."""
    assert set(labels.ORDERS) == {sort.value for sort in Sort}


def test_a_parameter_that_can_be_wrong_is_named_with_what_it_takes():
    """Texts, labels and names of any kind are valid; the others are explained on the page."""
    switched = Request(text="x", meaning=True, exact=True, synonyms=False, grouped=False)
    asked = replace(switched, sort=Sort.OLDEST)
    free = {"q"}
    assert set(to_parameters(asked)) - free <= set(labels.PARAMETERS)
    assert {"from", "to", "page", "size", *CHOICES} <= set(labels.PARAMETERS)
    for name, choices in CHOICES.items():
        assert labels.PARAMETERS[name][1] == " / ".join(choices)
