"""Text typed with the keyboard in the other language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.suggest.keyboard import other_layout
from tests.conftest import ROOT

GOLD = ROOT / "tests" / "relevance" / "layouts.tsv"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("hgkt'", "النفط", id="oil"),
        pytest.param("hgHsuhv", "الأسعار", id="shifted-hamza"),
        pytest.param("bfk", "لابن", id="lam-alef-key"),
        pytest.param("hgfk; hgvl.d", "البنك الرمزي", id="two-words"),
        pytest.param("خحثؤ", "opec", id="latin-in-arabic"),
        pytest.param("لاقثىف", "brent", id="lam-alef-first"),
        pytest.param("2024", None, id="digits"),
        pytest.param("", None, id="empty"),
    ],
)
def test_the_same_keys_in_the_other_layout(typed, meant):
    """Every key types a letter in both layouts; لا is one key."""
    assert other_layout(typed) == meant


def test_the_gold_words():
    """Words typed in the wrong layout come back letter by letter."""
    pairs = [line.split("\t") for line in GOLD.read_text("utf-8").splitlines()]
    assert len(pairs) >= 40
    assert [(t, m) for t, m in pairs if (other_layout(t) or "").lower() != m.lower()] == []


@given(st.text(st.sampled_from("ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ")))
def test_there_and_back(text):
    """What was typed in one layout is read back from the other."""
    word = f"ا{text}"  # some keys type no letter in Latin: a word of them alone is none
    assert other_layout(other_layout(word)) == word
