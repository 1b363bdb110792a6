"""Plurals, and the two spellings of English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import ArabicAnalyzer
from search.rewrite.english_forms import key, key_of_text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("price", "prices"),
        ("tax", "taxes"),
        ("loss", "losses"),
        ("branch", "branches"),
        ("currency", "currencies"),
        ("crisis", "crises"),
        ("index", "indices"),
        ("gas", "gases"),
        ("privatisation", "privatization"),
        ("nationalised", "nationalized"),
        ("labour", "labor"),
        ("harbours", "harbors"),
        ("centre", "centers"),
        ("catalogue", "catalogs"),
        ("defence", "defense"),
        ("fuelling", "fueling"),
        ("aluminium", "aluminum"),
        ("programmes", "program"),
        ("cheques", "check"),
        ("Cost of Living", "THE COST OF LIVING"),
        ("e-commerce", "e commerce"),
        ("G20", "g 20"),
        ("Nestlé", "nestle"),
        ("Moody's", "moody"),
        ("Al Rajhi", "rajhi"),
    ],
)
def test_forms_of_a_term_share_a_key(one, other):
    """Number, spelling, case, stop words, hyphens and accents tell no terms apart."""
    assert key_of_text(one) == key_of_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gas", "ga"),
        ("UPS", "up"),
        ("securities", "security"),
        ("economics", "economic"),
        ("business", "busines"),
        ("hour", "hor"),
        ("oil price", "price oil"),
    ],
)
def test_other_words_stay_apart(one, other):
    """What only looks like a plural or a British spelling is a word of its own."""
    assert key_of_text(one) != key_of_text(other)


@given(st.text("aeiounrstlbcmu's-é 20GA&.", max_size=20))
def test_a_term_is_read_in_a_table_as_in_a_query(text):
    """The short way through a term finds the words that the analyzer finds."""
    words = [word.exact for word in ArabicAnalyzer().words(text)]
    assert key_of_text(text) == key(words)
