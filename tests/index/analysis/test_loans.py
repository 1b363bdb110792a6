"""Foreign words as other papers spell them."""

import pytest

from index.analysis import fold
from index.analysis.lexicon import LOAN, NAME, entry, rows
from index.analysis.loans import respelled


@pytest.mark.parametrize(
    ("printed", "lexeme"),
    [
        pytest.param("متسوبيشي", "ميتسوبيشي", id="vowel-left-out"),
        pytest.param("تكسس", "تكساس", id="alef-left-out"),
        pytest.param("واشنتن", "واشنطن", id="letter-of-the-same-sound"),
    ],
)
def test_a_foreign_word_may_be_spelled_otherwise(printed, lexeme):
    """Papers do not agree on names: one vowel or letters of one sound."""
    assert entry(fold(printed)) is None
    assert respelled(fold(printed)).readings[0].lexeme == lexeme


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("منصورة", id="a-city-that-is-not-a-man"),
        pytest.param("كاد", id="short"),
        pytest.param("", id="nothing"),
        pytest.param("قشغظ", id="letters"),
    ],
)
def test_other_words_are_not_respelled(word):
    """A closing ة is no vowel of a loan word, and short words look too much alike."""
    assert respelled(fold(word)) is None


def test_a_respelled_word_is_foreign():
    """Arabic words are spelled in one way."""
    kinds = {respelled(row.word).readings[0].kind for row in rows() if respelled(row.word)}
    assert kinds == {NAME, LOAN}
