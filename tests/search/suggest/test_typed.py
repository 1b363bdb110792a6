"""What is being typed, in its parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import ArabicAnalyzer
from search.suggest.typed import read_typed, typed_value


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("أسعار الن", ("", "أسعار ", ("اسعار",), "الن"), id="words"),
        pytest.param("أسعار ", ("", "أسعار ", ("اسعار",), ""), id="blank"),
        pytest.param("ن", ("", "", (), "ن"), id="letter"),
        pytest.param('نفط "سعر ال', ('نفط "', "سعر ", ("سعر",), "ال"), id="quote"),
        pytest.param("نفط أو سعر", ("نفط أو ", "", (), "سعر"), id="operator"),
        pytest.param("أو", ("", "", (), "او"), id="operator-that-is-a-word-yet"),
        pytest.param("نفط -سعر ال", ("نفط -", "سعر ", ("سعر",), "ال"), id="minus"),
        pytest.param("عنوان:نف", ("عنوان:", "", (), "نف"), id="field"),
        pytest.param("نفط، سعر", ("", "نفط، ", ("نفط",), "سعر"), id="comma"),
        pytest.param("", ("", "", (), ""), id="nothing"),
    ],
)
def test_a_text_in_its_parts(text, parts):
    """Operators and what they join stay; the words after them are completed."""
    typed = read_typed(text, ArabicAnalyzer())
    assert (typed.head, typed.kept, typed.words, typed.prefix) == parts


@given(st.text("نفط سعر-\"():,.أو'+*؟AB1 \u064e"))
def test_the_parts_are_the_text(text):
    """Nothing that is typed gets lost."""
    typed = read_typed(text, ArabicAnalyzer())
    assert typed.head + typed.plain == text


@pytest.mark.parametrize(
    ("text", "before", "facet", "value"),
    [
        pytest.param("مصدر:رو", "مصدر:", "source", "رو", id="source"),
        pytest.param("نفط قسم:", "نفط قسم:", "section", "", id="section"),
        pytest.param('نفط -المصدر:"CNN ال', "نفط -المصدر:", "source", "CNN ال", id="open-quote"),
        pytest.param("بلد:مص", "بلد:", "country", "مص", id="name"),
    ],
)
def test_the_value_of_a_field(text, before, facet, value):
    """A facet by any of its names."""
    typed = typed_value(text)
    assert (typed.before, typed.facet.name, typed.value) == (before, facet, value)


@pytest.mark.parametrize("text", ["نفط", "عنوان:نفط", 'مصدر:"رويترز" نف', "10:30", ""])
def test_no_value_of_a_facet(text):
    """Text fields, values that are whole, and what only looks like a field."""
    assert typed_value(text) is None
