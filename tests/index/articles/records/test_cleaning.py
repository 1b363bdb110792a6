"""Labels and texts are kept without what nobody printed; more of clean is in test_fields.py."""

import pytest

from index.articles.records.cleaning import clean, in_one_line, without_controls


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        pytest.param("<b>النفط</b>", "النفط", id="markup"),
        pytest.param("&lt;h1&gt;النفط&lt;/h1&gt;", "النفط", id="escaped"),
        pytest.param("&#60;p&#62;النفط&#60;/p&#62;", "النفط", id="escaped by number"),
        pytest.param("&lt;رويترز&gt; a &lt; b", "<رويترز> a < b", id="no markup"),
        pytest.param("A&amp;amp;B", "A&B", id="escaped twice"),
    ],
)
def test_markup_goes_however_it_is_escaped(sent, text):
    """Programs escape once by rule, and once more by mistake."""
    assert clean(sent) == text


def test_a_text_keeps_its_blanks():
    """Only clean takes those around it."""
    assert without_controls(" النفط\r\n\x00") == " النفط\n"


def test_a_label_is_one_line():
    """As addresses and tables can carry it."""
    assert in_one_line(" اقتصاد\n\x85 وأسواق ") == "اقتصاد وأسواق"
