"""The terms of one word: what an index stores for it, and what a query looks up."""

import csv

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import ROOT_TAG, STEM_TAG, Kin, Terms, fold, kin, kin_terms, terms
from index.analysis.terms import is_stop_word, stop_words

DIACRITICS = st.text(st.sampled_from("\u064b\u064e\u064f\u0651\u0652\u0640"), max_size=2)
MEET, APART = 0.96, 0.96


def finding(word):
    """Return the terms by which a word finds articles."""
    of_word = terms(word).stem
    return {of_word, *kin_terms(of_word).same, *kin_terms(of_word).near}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("والأسواق", Terms("والاسواق", "~سوق", "^سوق"), id="all-three"),
        pytest.param("ارتفعت", Terms("ارتفعت", "~ارتفع/v", "^رفع"), id="verb"),
        pytest.param("انفاق", Terms("انفاق", "~إنفاق|نفق", "^نفق"), id="two-readings"),
        pytest.param("إنفاق", Terms("انفاق", "~إنفاق", "^نفق"), id="one-by-its-hamza"),
        pytest.param("٣٫٥٪", Terms("3.5%", "~3.5%"), id="a-number-has-no-root"),
        pytest.param("3.50", Terms("3.50", "~3.5"), id="a-number-without-its-zeros"),
        pytest.param("فِي", Terms("في"), id="stop-word"),
        pytest.param("ـ", Terms(""), id="nothing-left"),
        pytest.param("", Terms(""), id="nothing"),
    ],
)
def test_terms(word, expected):
    """Up to three terms, the last two with the tag of their kind."""
    assert terms(word) == expected


@pytest.mark.parametrize("word", [pytest.param("9.90%", id="number")])
def test_a_number_has_no_root(word):
    """There is nothing that it could be derived from."""
    assert terms(word).root == ""


@given(
    st.sampled_from("النفط والأسواق مسؤولون بالبنوك شركاتها في OPEC".split()),
    st.lists(DIACRITICS, min_size=12, max_size=12),
)
def test_all_spellings_of_a_word_have_the_same_terms(word, marks):
    """Diacritics and tatweel between the letters change none of them."""
    spelled = "".join(letter + mark for letter, mark in zip(word, marks, strict=False))
    assert terms(spelled) == terms(word) == terms(fold(word))


@given(st.text(max_size=12))
@example("+")
def test_a_word_has_an_exact_form_or_no_term(word):
    """And a root only where there is a stem."""
    exact, stem, radicals = terms(word)
    assert exact == fold(word)
    assert exact or not stem
    assert stem or not radicals
    assert not stem or len(stem) > len(STEM_TAG)


def test_each_kind_has_a_range_of_the_dictionary():
    """A stem and a root of the same letters are two terms."""
    exact, *tagged = terms("نفط")
    assert tagged == [tag + exact for tag in (STEM_TAG, ROOT_TAG)]


def test_kin_terms_are_the_kin_of_a_stem():
    """With the tag of stems; a word without a stem finds nothing else."""
    same, near = kin("إنفاق")
    assert kin_terms("~إنفاق") == Kin(
        tuple(STEM_TAG + stem for stem in same), tuple(STEM_TAG + stem for stem in near)
    )
    assert "~إنفاق|نفق" in kin_terms("~إنفاق").same
    assert "~أنفق/v" in kin_terms("~إنفاق").near
    assert kin_terms("") == Kin((), ())


def test_the_gold_pairs(shared_data):
    """Nearly all pairs that must meet do, and nearly all that must stay apart do."""
    lines = (shared_data / "stemming" / "pairs.tsv").read_text("utf-8").splitlines()
    kept = {"1": [], "0": []}
    for row in csv.DictReader(lines, delimiter="\t"):
        found = terms(row["w2"]).stem in finding(row["w1"])
        assert found == (terms(row["w1"]).stem in finding(row["w2"]))
        kept[row["same"]].append(found == (row["same"] == "1"))
    assert sum(kept["1"]) / len(kept["1"]) >= MEET
    assert sum(kept["0"]) / len(kept["0"]) >= APART


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
        pytest.param("مِن", True, id="with-a-mark"),
        pytest.param("ومن", True, id="with-waw"),
        pytest.param("فمن", True, id="with-feh"),
        pytest.param("بمن", False, id="with-another-letter"),
        pytest.param("ومنن", False, id="longer"),
        pytest.param("إليه", True, id="printed"),
        pytest.param("اليه", True, id="folded-or-plain"),
        pytest.param("وإليه", True, id="printed-with-waw"),
        pytest.param("آلية", False, id="mechanism-is-not-to-him"),
        pytest.param("وآلية", False, id="and-mechanism"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_stop_word_may_have_a_conjunction(word, stops):
    """Only و and ف are written in front of any word, and a hamza tells it from another."""
    assert is_stop_word(word) == stops


def test_stop_words_are_by_their_folded_form():
    """Each with its spellings, some with a hamza."""
    assert len(stop_words()) > 50
    for folded, spelled in stop_words().items():
        assert {fold(each) for each in spelled} == {folded}
    assert "إلى" in stop_words()["الي"]
