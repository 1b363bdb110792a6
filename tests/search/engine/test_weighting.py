"""Which terms of a word find, which rank, and how much they weigh."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine.weighting import Term, held, idf, rarity, terms
from search.query.tree import Word
from search.weights import Weights

WEIGHTS = Weights(exact=2.0, bare=0.25, stem=3.0, near_form=5.0, root=7.0, title=0.5)
OIL = Word("والنفط", "والنفط", "~نفط", "^نفط")
GOLD = Word("الذهب", "الذهب", "~ذهب", "^ذهب")


def test_stems_find_and_the_other_terms_rank():
    """Those of the title weigh what title says; the root is last."""
    assert OIL.kin == ((), ("~نفطي",))
    assert terms(OIL, ("title", "body"), WEIGHTS, exact=False) == [
        Term("title", "والنفط", 1.0, finds=False),
        Term("body", "والنفط", 2.0, finds=False),
        Term("title", "~نفط", 1.5, finds=True),
        Term("title", "~نفطي", 2.5, finds=True),
        Term("body", "~نفط", 3.0, finds=True),
        Term("body", "~نفطي", 5.0, finds=True),
        Term("title", "^نفط", 3.5, finds=False),
        Term("body", "^نفط", 7.0, finds=False),
    ]


def test_the_stems_of_a_lexeme_weigh_the_same():
    """Its other stems weigh what its own does, and those of near forms what near_form says."""
    assert GOLD.kin.same
    assert GOLD.kin.near
    finding = [term for term in terms(GOLD, ("body",), WEIGHTS, exact=False) if term.finds]
    assert finding == [
        *(Term("body", term, 3.0, finds=True) for term in ("~ذهب", *GOLD.kin.same)),
        *(Term("body", term, 5.0, finds=True) for term in GOLD.kin.near),
    ]
    assert tuple(term.term for term in finding) == GOLD.finding


def test_a_word_that_is_its_own_stem_counts_once():
    """Its exact form is hardly more exact than the stem."""
    exact, stem, *_ = terms(Word("نفط", "نفط", "~نفط"), ("body",), WEIGHTS, exact=False)
    assert exact == Term("body", "نفط", 0.25, finds=False)
    assert stem == Term("body", "~نفط", 3.0, finds=True)


@pytest.mark.parametrize(
    ("word", "exact"),
    [(OIL, True), (Word("في", "في"), False)],
    ids=["exact search", "stop word"],
)
def test_an_exact_form_finds_by_itself(word, exact):
    """In an exact search, and for a stop word."""
    assert terms(word, ("body",), WEIGHTS, exact=exact) == [
        Term("body", word.exact, 2.0, finds=True)
    ]


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_rarer_terms_weigh_more(articles, holding):
    """The idf falls with the number of articles that contain a term, and is never negative."""
    holding = min(holding, articles)
    assert idf(articles, holding) >= 0
    if holding:
        assert idf(articles, holding) < idf(articles, holding - 1)


def test_what_a_word_finds_is_counted(searcher):
    """The articles of each of its terms, at most all."""
    statistics = searcher._finder.statistics  # noqa: SLF001  the archive behind the wall
    of_each = [statistics.held("body", term) for term in OIL.finding]
    assert all(of_each)
    assert held(statistics, "body", OIL) == min(sum(of_each), statistics.articles)
    assert held(statistics, "body", Word("في", "في")) == statistics.held("body", "في") > 0
    assert held(statistics, "body", Word("زقزق", "زقزق", "~زقزق")) == 0


def test_rarity_is_counted_over_the_archive(searcher):
    """By articles with the term, of all articles."""
    statistics = searcher._finder.statistics  # noqa: SLF001  the archive behind the wall
    holding = statistics.held("body", "~نفط")
    expected = math.log1p((statistics.articles - holding + 0.5) / (holding + 0.5))
    assert rarity(statistics, "body", "~نفط") == expected
