"""Which terms of a word find, which rank, and how much they weigh."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine.weighting import Term, idf, rarity, terms
from search.query.tree import Word
from search.weights import Weights

WEIGHTS = Weights(exact=2.0, bare=0.25, stem=3.0, family=5.0, root=7.0, title=0.5)
MARKETS = Word("الأسواق", "الاسواق", "~اسواق", "=سوق", "^سوق")


def test_the_widest_term_finds_and_the_others_rank():
    """Those of the title weigh what title says; the root is last."""
    assert terms(MARKETS, ("title", "body"), WEIGHTS, exact=False) == [
        Term("title", "الاسواق", 1.0, finds=False),
        Term("title", "~اسواق", 1.5, finds=False),
        Term("title", "=سوق", 2.5, finds=True),
        Term("body", "الاسواق", 2.0, finds=False),
        Term("body", "~اسواق", 3.0, finds=False),
        Term("body", "=سوق", 5.0, finds=True),
        Term("title", "^سوق", 3.5, finds=False),
        Term("body", "^سوق", 7.0, finds=False),
    ]


def test_a_word_that_is_its_own_stem_counts_once():
    """Its exact form is hardly more exact than the stem."""
    (exact, stem) = terms(Word("نفط", "نفط", "~نفط"), ("body",), WEIGHTS, exact=False)
    assert exact == Term("body", "نفط", 0.25, finds=False)
    assert stem == Term("body", "~نفط", 3.0, finds=True)


@pytest.mark.parametrize(
    ("word", "exact"),
    [(MARKETS, True), (Word("في", "في"), False)],
    ids=["exact search", "stop word"],
)
def test_an_exact_form_finds_by_itself(word, exact):
    """In an exact search, and for a stop word."""
    assert terms(word, ("body",), WEIGHTS, exact=exact) == [
        Term("body", word.exact, 2.0, finds=True)
    ]


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_rarer_terms_weigh_more(articles, held):
    """The idf falls with the number of articles that contain a term, and is never negative."""
    held = min(held, articles)
    assert idf(articles, held) >= 0
    if held:
        assert idf(articles, held) < idf(articles, held - 1)


def test_rarity_is_counted_over_the_archive(searcher):
    """By articles with the term, of all articles."""
    statistics = searcher._live.get().statistics  # noqa: SLF001  the archive behind the wall
    held = statistics.held("body", "~نفط")
    expected = math.log1p((statistics.articles - held + 0.5) / (held + 0.5))
    assert rarity(statistics, "body", "~نفط") == expected
