"""One spelling per word."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import fold, tokenize
from index.analysis.normalize import bare, fold_number

ARABIC_WORDS = st.text(
    st.sampled_from(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإٱؤئىةپچژڤگکیےہھۃەۀۂۓۆ"
        "\u064b\u064c\u064e\u0651\u0652\u0653\u0654\u0655\u0670\u0640\u200c\u200d\u200f٠١٩۴"
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        pytest.param("مُؤَسَّسَةٌ", "مءسسه", id="marks-hamza-teh"),
        pytest.param("ﺍﻟﻨﻔﻂ", "النفط", id="presentation-forms"),
        pytest.param("ﷲ", "الله", id="allah-ligature"),
        pytest.param("OPEC", "opec", id="latin"),
        pytest.param("ＧＤＰ", "gdp", id="full-width"),
        pytest.param("Straße", "strasse", id="eszett"),
        pytest.param("İstanbul", "istanbul", id="dotted-capital-i"),
        pytest.param("أوبك+", "اوبك+", id="plus"),
        pytest.param("\u064e\u0651", "", id="marks-alone"),
        pytest.param("", "", id="empty"),
    ],
)
def test_fold(word, folded):
    """The fold removes what spellings of a word differ by."""
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("number", "folded"),
    [
        pytest.param("٣٫٥٪", "3.5%", id="arabic"),
        pytest.param("3,5 %", "3.5%", id="comma-and-blank"),
        pytest.param("٪٣٫٥", "3.5%", id="percent-first"),
        pytest.param("1,234,567.8", "1234567.8", id="thousands-and-decimals"),
        pytest.param("١٬٢٠٠", "1200", id="arabic-thousands"),
        pytest.param("1.234.567,8", "1234567.8", id="continental"),
        pytest.param("2،663", "2663", id="arabic-comma"),
        pytest.param("12 .2،663", "12.2663", id="torn"),
        pytest.param("007", "007", id="leading-zeros-stay"),
    ],
)
def test_fold_number(number, folded):
    """A number has one spelling, whatever signs its paper uses."""
    assert fold_number(number) == folded
    assert fold(number) == folded


@given(st.one_of(ARABIC_WORDS, st.text()))
@example("\ufe70")
@example("ا\u0655\u0654")
def test_folding_twice_is_folding_once(word):
    """The fold of a fold is that fold."""
    assert fold(fold(word)) == fold(word)


@given(ARABIC_WORDS)
@example("\u06d5\u0654")
@example("\u06c1\u0654")
@example("ي\u0640\u0654")
def test_unicode_forms_of_a_word_fold_alike(word):
    """Composed, decomposed and compatibility forms are one word."""
    folded = fold(word)
    assert fold(unicodedata.normalize("NFC", word)) == folded
    assert fold(unicodedata.normalize("NFD", word)) == folded


@given(st.text(st.sampled_from("ابتجدرسعفقكلمنهوي"), min_size=1, max_size=8))
def test_presentation_forms_fold_to_their_letters(word):
    """The glyphs of old typesetting are the letters that they draw."""
    shapes = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFE80, 0xFEF5)}
    assert fold("".join(shapes[letter] for letter in word)) == fold(word)


@given(st.text())
def test_a_folded_word_is_still_one_word(text):
    """The fold neither splits a word nor leaves anything that is no part of one."""
    for word in tokenize(text):
        assert not any(c.isspace() for c in fold(word.text))


def test_bare_keeps_hamzas():
    """What a root is looked for in keeps its hamzas."""
    assert bare("الأَسْـعَارُ") == "الأسعار"
