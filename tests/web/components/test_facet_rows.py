"""The rows of the filters, rendered once and remembered."""

import pytest
from flask import get_template_attribute

from web.components.facet_rows import facet_rows
from web.components.facets import FacetRow

ROWS = (
    FacetRow("رويترز", "رويترز", 1234, chosen=False, excluded=False),
    FacetRow('أ"<b>', 'أ"<b>', 7, chosen=True, excluded=False),
    FacetRow("2016", "٢٠١٦", 0, chosen=False, excluded=True),
)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_rows_are_what_the_macro_renders(app, lang):
    """Remembered or not, whatever the language: each row is that of the macro with its number."""
    with app.test_request_context(f"/search?lang={lang}"):
        macro = get_template_attribute("macros.html", "facet_row")
        rendered = "".join(
            macro("source", row, number)
            for row, number in zip(ROWS, ("1,234", "7", "0"), strict=True)
        )
        assert [str(facet_rows("source", ROWS)) for _ in range(2)] == [rendered] * 2


def test_a_number_is_in_the_digits_of_the_reader(app):
    """Who reads Arabic-Indic digits has the same row with another number."""
    with app.test_request_context("/search?digits=arab"):
        assert ">١٬٢٣٤<" in facet_rows("source", ROWS[:1])
    with app.test_request_context("/search"):
        assert ">1,234<" in facet_rows("source", ROWS[:1])
