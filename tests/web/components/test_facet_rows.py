"""The facets of the filters, rendered once and remembered."""

import pytest
from flask import get_template_attribute
from markupsafe import Markup

from web.components.facet_rows import facet_fields
from web.components.facets import FacetChoice, FacetRow

ROWS = (
    FacetRow("رويترز", "رويترز", 1234, chosen=False, excluded=False),
    FacetRow('أ"<b>', 'أ"<b>', 7, chosen=True, excluded=False),
    FacetRow("2016", "٢٠١٦", 0, chosen=False, excluded=True),
)


NUMBERS = ("1,234", "7", "0")
ALL = "/search/by/source?q=%D8%A3&lang=en"
CHOICES = {
    "whole": FacetChoice("source", ROWS, (), 0),
    "folded": FacetChoice("source", ROWS[:1], ROWS[1:], 2),
    "cut": FacetChoice("source", ROWS[:2], ROWS[2:], 1998, ALL),
}


@pytest.mark.parametrize("choice", CHOICES.values(), ids=CHOICES)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_facets_are_what_the_macros_render(app, lang, choice):
    """Remembered or not, whatever the language: with the numbers and addresses of the page."""
    with app.test_request_context(f"/search?lang={lang}"):
        row, field = (
            get_template_attribute("macros.html", name) for name in ("facet_row", "facet_field")
        )
        rows = [row("source", *each) for each in zip(ROWS, NUMBERS, strict=True)]
        some = len(choice.shown)
        shown, more = (Markup().join(each) for each in (rows[:some], rows[some:]))
        beyond = f"{choice.beyond:,}"
        rendered = field("source", shown, more, beyond, choice.all_url)
        assert [str(facet_fields([choice])) for _ in range(2)] == [str(rendered)] * 2


def test_facets_follow_each_other(app):
    """In their order; without any there is nothing."""
    with app.test_request_context("/search"):
        fields = [facet_fields([choice]) for choice in CHOICES.values()]
        assert facet_fields(CHOICES.values()) == Markup().join(fields)
        assert facet_fields([]) == ""


def test_a_number_is_in_the_digits_of_the_reader(app):
    """Who reads Arabic-Indic digits has the same row with another number."""
    with app.test_request_context("/search?digits=arab"):
        assert ">١٬٢٣٤<" in facet_fields([CHOICES["whole"]])
        assert "(١٬٩٩٨)" in facet_fields([CHOICES["cut"]])
    with app.test_request_context("/search"):
        assert ">1,234<" in facet_fields([CHOICES["whole"]])
