"""The tree of a query."""

from datetime import date

import pytest

from index.analysis import ArabicAnalyzer, is_stop_word
from index.quantities.terms import Interval
from search.query.parser import parse_query
from search.query.tree import (
    All,
    Any,
    Dates,
    InField,
    Not,
    Phrase,
    Prefix,
    Quantity,
    Spellings,
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
    assert (IN.exact, IN.stem, IN.root) == ("في", "", "")


@pytest.mark.parametrize(
    ("printed", "stops"),
    [
        pytest.param("إليه", True, id="to-him"),
        pytest.param("وإليه", True, id="and-to-him"),
        pytest.param("آلية", False, id="mechanism"),
        pytest.param("وآلية", False, id="and-a-mechanism"),
        pytest.param("آليه", False, id="mechanism-with-a-closing-ha"),
    ],
)
def test_a_stop_word_is_told_by_its_spelling(printed, stops):
    """The word آلية folds to the letters of إليه, and is asked for."""
    (word,) = map(Word.of, ANALYZER.words(printed))
    assert word.is_stop_word == stops
    assert is_stop_word(printed) == stops
    assert bool(word.stem) != stops


def test_amounts_are_ranges_of_terms():
    """Of a unit and those it may be printed as; of all units of a kind without one."""
    above = Interval(1e9, None, strict_low=True)
    saudi = Quantity("money", "sar", above)
    assert saudi.ranges == (("#sar591\0", "#sar:"), ("#ri591\0", "#ri:"))
    any_money = Quantity("money", "", above).ranges
    assert {*saudi.ranges, ("#usd591\0", "#usd:")} <= set(any_money)
    assert not any(first.startswith(("#pct", "#ct", "#bbl")) for first, _ in any_money)
    assert [
        Quantity("percent", "pct", Interval(*i)).is_value for i in ((5.0, 5.0), (5.0, 7.0))
    ] == [
        True,
        False,
    ]


def test_filters_alone_score_nothing():
    """Such a list is newest first."""
    percent = Quantity("percent", "pct", Interval(5.0, 7.0))
    assert not is_scored(All((percent, Dates(None, None))))
    assert is_scored(All((percent, OIL)))
    assert list(atoms(Not(percent))) == []
    assert list(atoms(InField("title", percent))) == [("title", percent)]


def test_a_word_finds_its_lexeme_and_what_is_near_it():
    """Its own stem first, then those of the same lexeme, then near forms, none twice."""
    (markets,) = map(Word.of, ANALYZER.words("الأسواق"))
    assert markets.stem == "~سوق"
    assert markets.finding == (markets.stem, *markets.kin.same, *markets.kin.near)
    assert "~نفطي" in OIL.kin.near
    assert "~ذهب|ذهب/v" in GOLD.kin.same
    for each in (markets, OIL, GOLD):
        assert len(set(each.finding)) == len(each.finding)
    (reuters,) = map(Word.of, ANALYZER.words("رويترز"))
    assert reuters.finding == (reuters.stem,)


def test_a_stop_word_finds_its_exact_form():
    """It has no stem, and no kin."""
    assert IN.finding == ("في",)
    assert IN.kin == ((), ())


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
        pytest.param(Spellings(OIL, (GOLD,), 0.5), "النفط", id="spellings are not typed"),
    ],
)
def test_a_query_is_printed_in_its_language(query, text):
    """Parsing what is printed gives the same tree, but for what is added."""
    assert unparse(query) == text
    if not isinstance(query, Synonyms | Spellings):
        assert parse_query(text, ANALYZER).query == query


def test_atoms_are_what_is_searched_for():
    """With their field, synonyms included, exclusions not."""
    query = All((Synonyms(OIL, (GOLD,), 0.4), InField("title", IN), Not(Prefix("x", "x"))))
    assert list(atoms(query)) == [(None, OIL), (None, GOLD), ("title", IN)]
    assert list(atoms(Spellings(OIL, (GOLD,), 0.5))) == [(None, OIL), (None, GOLD)]


def test_stop_words_are_left_out_unless_there_is_nothing_else():
    """An exclusion is not something to search for."""
    assert without_stop_words((OIL, IN)) == (OIL,)
    assert without_stop_words((IN,)) == (IN,)
    assert without_stop_words((IN, Not(OIL))) == (IN, Not(OIL))


def test_any_word_of_a_loose_name_is_enough():
    """A name is what has synonyms; an AND that was typed stays one."""
    assert loosely(All((OIL, GOLD))) == All((OIL, GOLD))
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
