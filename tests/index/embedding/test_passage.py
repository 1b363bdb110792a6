"""What of an article is embedded, and by which key that is known."""

from hypothesis import given
from hypothesis import strategies as st

from index.embedding.passage import CHARACTERS, KEY, key_of, passage


def test_a_passage_is_the_title_and_the_beginning_of_the_body():
    """In one line, and no more of it than a model reads in time."""
    assert passage("أسعار النفط", "ارتفعت\nالأسعار  اليوم") == "أسعار النفط ارتفعت الأسعار اليوم"
    assert passage("", "متن") == "متن"
    assert passage("عنوان", "") == "عنوان"
    assert passage("ع", "م" * 9999) == "ع " + "م" * CHARACTERS


@given(one=st.text(), other=st.text())
def test_other_passages_have_other_keys(one, other):
    """Whatever is printed, lone surrogates too."""
    assert (key_of(one) == key_of(other)) == (one == other)
    assert len(key_of(one)) == KEY


def test_a_lone_surrogate_has_a_key():
    """As a damaged file of articles may bring one."""
    assert len(key_of("\ud800")) == KEY
