"""One spelling for names that are looked up."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.lookup import plain

NAMES = st.text(
    st.sampled_from("ابتجدرسعفقكلمنهويءآأإٱؤئىةیکھـ \t\u064b\u064e\u0651\u0654\u0655\u200f٠٩۴Aé"),
    max_size=16,
)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        pytest.param(" الجُمعـة  ٠٢ أُكتوبر", "الجمعه 02 اكتوبر", id="diacritics-tatweel-digits"),
        pytest.param("آب", "اب", id="madda"),
        pytest.param("أغسطس", "اغسطس", id="hamza-above"),
        pytest.param("إبريل", "ابريل", id="hamza-below"),
        pytest.param("ٱلأحد", "الاحد", id="wasla"),
        pytest.param("ثلاثاء", "ثلاثا", id="hamza-alone"),
        pytest.param("جمادى", "جمادي", id="alef-maksura"),
        pytest.param("جمادی", "جمادي", id="persian-yeh"),
        pytest.param("کانون", "كانون", id="persian-keheh"),
        pytest.param("ذو الحجة", "ذو الحجه", id="teh-marbuta"),
        pytest.param("۲۰۲۳", "2023", id="persian-digits"),
        pytest.param("ﻳﻨﺎﻳﺮ", "يناير", id="presentation-forms"),
        pytest.param("\u200fيناير\u200e", "يناير", id="bidi-controls"),
        pytest.param("تشرين\u00a0\nالأول", "تشرين الاول", id="any-blanks"),
        pytest.param("  Published\tAT ", "published at", id="latin"),
        pytest.param("Décembre", "decembre", id="accents"),
        pytest.param("\u064e", "", id="nothing-left"),
    ],
)
def test_plain(name, folded):
    """Bare letters, ASCII digits, single blanks, lower case."""
    assert plain(name) == folded


@given(NAMES)
def test_a_plain_name_stays_as_it_is(name):
    """Tables of names are folded once, and what is looked up is folded again."""
    assert plain(plain(name)) == plain(name)


@given(NAMES, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_every_normal_form_of_a_name_is_one_spelling(name, form):
    """Archives come in all of them."""
    assert plain(unicodedata.normalize(form, name)) == plain(name)


@given(st.text())
def test_any_text_has_single_blanks(text):
    """Between its words, and none around them."""
    assert plain(text) == " ".join(plain(text).split())
