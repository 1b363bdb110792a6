"""Paragraphs are lines; their keys do not depend on their layout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.repetition.paragraphs import key_of, paragraphs_of


@given(st.text(alphabet="سعر \n\r\t\u00a0\u2028.1"))
def test_paragraphs_are_the_text_without_blanks(body):
    """In their order, each where it says that it stands."""
    paragraphs = paragraphs_of(body)
    assert [body[each.start : each.end] for each in paragraphs] == [p.text for p in paragraphs]
    assert "".join("".join(p.text.split()) for p in paragraphs) == "".join(body.split())
    assert all(p.text == p.text.strip() != "" for p in paragraphs)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("ارتفع سعر القمح", 3, id="words"),
        pytest.param("// انتهى //", 1, id="signs"),
        pytest.param("------", 0, id="line"),
        pytest.param("أ ف ب 2024", 0, id="letters-and-numbers"),
    ],
)
def test_words_have_two_letters(text, words):
    """Signs, numbers and initials are none."""
    assert paragraphs_of(text)[0].count_words() == words


def test_a_key_is_of_a_text_and_its_names():
    """Blanks do not count; the source does."""
    one, other = "تابعونا على الهاتف", " تابعونا \u00a0على\tالهاتف "
    assert key_of(one, "الأفق") == key_of(other, "الأفق") != key_of(one, "المدار")
