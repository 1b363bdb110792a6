"""The tree of a query."""

from datetime import date

import pytest

from index.analysis import ArabicAnalyzer
from search.query.parser import parse_query
from search.query.tree import (
    All,
    Any,
    Dates,
    InField,
    Not,
    Phrase,
    Prefix,
    Synonyms,
    Word,
    atoms,
    is_scored,
    loosely,
    unparse,
    without_stop_words,
)

ANALYZER = ArabicAnalyzer()
OIL, GOLD, IN = (Word.of(word) for word in ANALYZER.words("النفط الذهب في"))


def test_a_word_has_the_terms_of_its_analysis():
    """A stop word has its exact form only."""
    assert (OIL.text, OIL.exact, OIL.stem) == ("النفط", "النفط", "~نفط")
    assert not OIL.is_stop_word
    assert IN.is_stop_word
    assert IN.widest == "في"


def test_the_widest_term_is_that_of_every_form():
    """The family if there is one, else the stem."""
    (markets,) = map(Word.of, ANALYZER.words("الأسواق"))
    assert markets.widest == markets.family == "=سوق"
    assert Word("x", "x", "~y").widest == "~y"


@pytest.mark.parametrize(
    ("query", "text"),
    [
        pytest.param(All((OIL, GOLD)), "النفط الذهب", id="all"),
        pytest.param(Any((OIL, GOLD)), "النفط أو الذهب", id="any"),
        pytest.param(All((OIL, Any((GOLD, IN)))), "النفط (الذهب أو في)", id="group"),
        pytest.param(All((OIL, Not(GOLD))), "النفط -الذهب", id="exclusion"),
        pytest.param(Not(Any((OIL, GOLD))), "-(النفط أو الذهب)", id="excluded group"),
        pytest.param(Phrase((OIL, GOLD), 3), '"النفط الذهب"~3', id="slop"),
        pytest.param(Prefix("نفط", "نفط"), "نفط*", id="prefix"),
        pytest.param(InField("title", OIL), "عنوان:النفط", id="field"),
        pytest.param(InField("by_source", OIL), "مصدر:النفط", id="facet field"),
        pytest.param(Dates(date(2016, 1, 2), date(2016, 1, 2)), "تاريخ:2016-01-02", id="day"),
        pytest.param(Dates(None, date(2016, 1, 2)), "تاريخ:..2016-01-02", id="open span"),
        pytest.param(Synonyms(OIL, (GOLD,), 0.4), "النفط", id="synonyms are not typed"),
    ],
)
def test_a_query_is_printed_in_its_language(query, text):
    """Parsing what is printed gives the same tree, but for synonyms."""
    assert unparse(query) == text
    if not isinstance(query, Synonyms):
        assert parse_query(text, ANALYZER).query == query


def test_atoms_are_what_is_searched_for():
    """With their field, synonyms included, exclusions not."""
    query = All((Synonyms(OIL, (GOLD,), 0.4), InField("title", IN), Not(Prefix("x", "x"))))
    assert list(atoms(query)) == [(None, OIL), (None, GOLD), ("title", IN)]


def test_stop_words_are_left_out_unless_there_is_nothing_else():
    """An exclusion is not something to search for."""
    assert without_stop_words((OIL, IN)) == (OIL,)
    assert without_stop_words((IN,)) == (IN,)
    assert without_stop_words((IN, Not(OIL))) == (IN, Not(OIL))


def test_any_word_of_a_loose_name_is_enough():
    """Also inside synonyms."""
    assert loosely(All((OIL, GOLD))) == Any((OIL, GOLD))
    assert loosely(Synonyms(All((OIL, GOLD)), (), 1.0)) == Synonyms(Any((OIL, GOLD)), (), 1.0)
    assert loosely(OIL) == OIL


@pytest.mark.parametrize(
    ("query", "scored"),
    [
        pytest.param(OIL, True, id="word"),
        pytest.param(All(()), False, id="nothing"),
        pytest.param(Not(OIL), False, id="only excluded"),
        pytest.param(Dates(None, date(2016, 1, 2)), False, id="date alone"),
        pytest.param(All((Not(OIL), Dates(None, date(2016, 1, 2)))), False, id="both"),
        pytest.param(All((Not(OIL), GOLD)), True, id="one word"),
    ],
)
def test_a_query_is_scored_if_anything_is_wanted(query, scored):
    """Exclusions and dates find articles, and say nothing about their order."""
    assert is_scored(query) == scored
