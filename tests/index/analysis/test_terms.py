"""The terms of one word: what an index stores for it, and what a query looks up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import FAMILY_TAG, ROOT_TAG, STEM_TAG, Terms, fold, terms
from index.analysis.terms import is_stop_word, stop_words

DIACRITICS = st.text(st.sampled_from("\u064b\u064e\u064f\u0651\u0652\u0640"), max_size=2)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("والأسواق", Terms("والاسواق", "~اسواق", "=سوق", "^وسق"), id="all-four"),
        pytest.param("OPEC", Terms("opec", "~opec", "", "^opec"), id="latin"),
        pytest.param("٣٫٥٪", Terms("3.5%", "~3.5"), id="a-number-has-no-root"),
        pytest.param("فِي", Terms("في"), id="stop-word"),
        pytest.param("ـ", Terms(""), id="nothing-left"),
        pytest.param("", Terms(""), id="nothing"),
    ],
)
def test_terms(word, expected):
    """Up to four terms, each of the last three with the tag of its kind."""
    assert terms(word) == expected


@given(
    st.sampled_from("النفط والأسواق مسؤولون بالبنوك شركاتها في OPEC".split()),
    st.lists(DIACRITICS, min_size=12, max_size=12),
)
def test_all_spellings_of_a_word_have_the_same_terms(word, marks):
    """Diacritics and tatweel between the letters change none of them."""
    spelled = "".join(letter + mark for letter, mark in zip(word, marks, strict=False))
    assert terms(spelled) == terms(word) == terms(fold(word))


@given(st.text(max_size=12))
def test_a_word_has_an_exact_form_or_no_term(word):
    """And a family only where there is a stem to belong to it."""
    exact, stem, family, radicals = terms(word)
    assert exact == fold(word)
    assert exact or not stem
    assert stem or not (family or radicals)
    assert not stem or len(stem) > len(STEM_TAG)


def test_each_kind_has_a_range_of_the_dictionary():
    """A stem, a family and a root of the same letters are three terms."""
    exact, *tagged = terms("نفط")
    assert tagged == [tag + exact for tag in (STEM_TAG, FAMILY_TAG, ROOT_TAG)]


def test_stop_words_have_no_stem():
    """A word without a subject is kept for phrases alone."""
    assert terms("في").stem == ""
    assert terms("وفي").stem == ""
    assert terms("النفط").stem == "~نفط"
    assert is_stop_word(fold("إلى"))
    assert not is_stop_word("نفط")


@pytest.mark.parametrize(
    ("word", "stops"),
    [
        pytest.param("من", True, id="alone"),
        pytest.param("ومن", True, id="with-waw"),
        pytest.param("فمن", True, id="with-feh"),
        pytest.param("بمن", False, id="with-another-letter"),
        pytest.param("ومنن", False, id="longer"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_stop_word_may_have_a_conjunction(word, stops):
    """Only و and ف are written in front of any word."""
    assert is_stop_word(word) == stops


def test_stop_words_are_folded():
    """The list is compared with folded words, and contains some with a hamza in the text file."""
    assert len(stop_words()) > 50
    assert {fold(word) for word in stop_words()} == stop_words()
    assert "الي" in stop_words()
