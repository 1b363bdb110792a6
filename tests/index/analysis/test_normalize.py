"""One spelling per word."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import fold, tokenize
from index.analysis.normalize import bare, fold_number, spelling

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
        pytest.param("اﷲ", "الله", id="allah-ligature-after-its-alef"),
        pytest.param("﷼", "ريال", id="riyal-ligature"),
        pytest.param("ݣازوال", "كازوال", id="moroccan-gaf"),
        pytest.param("ڨفصة", "قفصه", id="tunisian-gaf"),
        pytest.param("ڥيتو", "فيتو", id="maghreb-veh"),
        pytest.param("OPEC", "opec", id="latin"),
        pytest.param("III", "3", id="roman-number"),
        pytest.param("VIII", "8", id="largest-roman-number"),
        pytest.param("iii", "iii", id="no-roman-number-in-small-letters"),
        pytest.param("I", "i", id="a-letter-is-no-number"),
        pytest.param("₂", "2", id="digit-below-the-line"),
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
        pytest.param("$1,200.5", "1200.5", id="currency"),
        pytest.param("5 €", "5", id="currency-after-a-blank"),
        pytest.param("5 في المئة", "5%", id="percent-in-words"),
        pytest.param("٣٫٥ في المائة", "3.5%", id="percent-with-alef"),
        pytest.param("5 بالمئة", "5%", id="percent-with-beh"),
        pytest.param("5 في الميه", "5%", id="percent-as-phones-write-it"),
        pytest.param("1.234,56", "1234.56", id="continental-decimals"),
        pytest.param("1 234 567", "1234567", id="thousands-by-blanks"),
        pytest.param("25 000", "25000", id="round-thousands-by-a-blank"),
        pytest.param("25\u00a0600", "25600", id="thousands-by-a-hard-blank"),
        pytest.param("1'500", "1500", id="swiss"),
        pytest.param("1’500.5", "1500.5", id="swiss-typeset"),
        pytest.param(".5", "0.5", id="without-its-zero"),
        pytest.param(".5%", "0.5%", id="percent-without-its-zero"),
        pytest.param("²", "2", id="digit-above-the-line"),
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


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        pytest.param("عَمّـان", "عَمّان", id="tatweel"),
        pytest.param("إنفاق\u200f", "إنفاق", id="control"),
        pytest.param("ا\u0654نفاق", "أنفاق", id="hamza-decomposed"),
        pytest.param("سوق", "سوق", id="plain"),
    ],
)
def test_spelling_keeps_hamzas_and_marks(word, spelled):
    """They tell words apart that fold alike."""
    assert spelling(word) == spelled
