"""The table of words, and how a printed word finds its readings in it."""

from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import fold
from index.analysis.lexicon import (
    LOAN,
    NAME,
    NOUN,
    PARTICLE,
    TABLE,
    VERB,
    Reading,
    allows,
    choose,
    entry,
    misspelt,
    near,
    rows,
)

WORDS = st.sampled_from(sorted({row.word for row in rows()}))


def lexemes(word):
    """Return the names of the lexemes that a printed word may be a form of."""
    of_word = entry(fold(word)) or misspelt(fold(word))
    return {reading.name for reading in of_word.readings} if of_word else set()


def chosen(word):
    """Return the names of the lexemes that the spelling of a word allows."""
    return {reading.name for reading in choose(entry(fold(word)).readings, word)}


def table():
    """Return the lines of the table as lists of columns, without its comments."""
    lines = files("index.analysis").joinpath(TABLE).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def test_a_line_has_three_or_four_columns():
    """Word, lexeme, kind, and the lexeme of the same matter where there is one; none is empty."""
    assert len(table()) > 10_000
    assert [line for line in table() if len(line) not in (3, 4)] == []
    assert [line for line in table() if not all(c and c == c.strip() for c in line)] == []


def test_kinds_are_those_that_are_told_apart():
    """Nouns, verbs, names, loan words and particles, and some of each."""
    assert {line[2] for line in table()} == {NOUN, VERB, NAME, LOAN, PARTICLE} == set("nvpxf")


def test_no_word_stands_twice_with_one_lexeme_and_kind():
    """Each line says something new, in whatever spelling."""
    counts = Counter((row.word, row.lexeme, row.kind) for row in rows())
    assert [line for line, count in counts.items() if count > 1] == []


def test_words_are_folded_or_spelled():
    """A word is one run of Arabic letters; its spelling folds to it."""
    for row in rows():
        assert row.word
        assert row.word == fold(row.word)
        assert row.word.isalpha()
        assert not row.word.isascii()
        assert row.spelled in ("", row.lexeme) or fold(row.spelled) == row.word
        assert fold(row.lexeme)


def test_the_commonest_words_stand_first():
    """The rank of a word is its place: it weighs what a segmentation is worth."""
    ranks = [entry(word).rank for word in dict.fromkeys(row.word for row in rows())]
    assert ranks == list(range(len(ranks)))
    assert entry("سوق").rank < entry("برميل").rank


@pytest.mark.parametrize(
    ("word", "lexeme"),
    [
        pytest.param("أسواق", "سوق", id="broken-plural"),
        pytest.param("شركات", "شركة", id="sound-plural"),
        pytest.param("ترتفع", "ارتفع/v", id="present-tense"),
        pytest.param("مصر", "مصر/p", id="name"),
        pytest.param("دولار", "دولار", id="loan-word"),
    ],
)
def test_a_word_has_its_lexeme(word, lexeme):
    """Forms of a word have the word of the dictionary; a verb or a name says what it is."""
    assert lexeme in lexemes(word)


@pytest.mark.parametrize(
    ("printed", "usual"),
    [
        pytest.param("ضرايب", "ضرائب", id="yeh-of-the-phone"),
        pytest.param("نتايج", "نتائج", id="yeh-of-the-gulf"),
        pytest.param("فايدة", "فائدة", id="yeh-and-teh"),
        pytest.param("كهربا", "كهرباء", id="no-closing-hamza"),
        pytest.param("شئ", "شيء", id="hamza-on-the-yeh"),
        pytest.param("شواطيء", "شواطئ", id="hamza-behind-the-yeh"),
        pytest.param("روؤس", "رؤوس", id="hamza-on-the-other-waw"),
        pytest.param("هيأة", "هيئة", id="hamza-on-alef-between"),
        pytest.param("مسئول", "مسؤول", id="egypt"),
        pytest.param("قرءان", "قرآن", id="madda-in-two"),
    ],
)
def test_spellings_of_a_hamza_are_one_word(printed, usual):
    """Phones, the Gulf and Egypt write it as they do."""
    assert lexemes(printed) == lexemes(usual) != set()


@given(WORDS)
def test_a_word_of_the_table_is_itself(word):
    """Another spelling never takes the place of a word that is in the table."""
    assert lexemes(word) == {row.reading.name for row in rows() if row.word == word}


@pytest.mark.parametrize("word", ["", "نك", "قشغظ"], ids=["nothing", "no-word", "letters"])
def test_what_is_no_word_has_no_entry(word):
    """The lexicon holds words, not letters."""
    assert entry(word) is None


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        pytest.param("إنفاق", {"إنفاق"}, id="spending"),
        pytest.param("أنفاق", {"نفق"}, id="tunnels"),
        pytest.param("انفاق", {"إنفاق", "نفق"}, id="either"),
        pytest.param("عمان", {"عُمان/p", "عمّان/p"}, id="country-or-city"),
        pytest.param("عُمان", {"عُمان/p"}, id="country-by-its-mark"),
        pytest.param("عمّان", {"عمّان/p"}, id="city-by-its-mark"),
        pytest.param("كتب", {"كتاب", "كتب/v"}, id="books-or-wrote"),
        pytest.param("اسهم", {"سهم"}, id="shares-and-not-the-verb"),
    ],
)
def test_a_spelling_chooses_the_reading(printed, names):
    """A hamza or a mark is written on purpose; a plain letter allows every reading."""
    assert chosen(printed) == names


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        pytest.param("أسهم", "سهم", id="shares-not-only-contributed"),
        pytest.param("كُتُب", "كتاب", id="books-with-their-marks"),
    ],
)
def test_a_spelling_that_fits_excludes_no_reading_that_it_fits(printed, name):
    """A plural may be spelled as another word is; its marks may not be in the table."""
    assert name in chosen(printed)


@given(WORDS, st.sampled_from(["", "أ", "إ", "آ", "ّ"]))
def test_some_reading_is_always_chosen(word, opening):
    """Whatever is printed: those that fit, or all; and none that the word does not have."""
    readings = entry(word).readings
    assert set() < set(choose(readings, opening + word[1:])) <= set(readings)
    assert set(choose(readings, word)) <= set(readings)


def test_one_reading_is_beyond_choice():
    """A word that is misspelt is still that word."""
    only = (Reading("إنفاق", NOUN, "إنفاق"),)
    assert choose(only, "أنفاق") == only


@pytest.mark.parametrize(
    ("printed", "word", "allowed"),
    [
        pytest.param("اليه", "إليه", True, id="plain-alef"),
        pytest.param("إليه", "إليه", True, id="the-same"),
        pytest.param("أليه", "إليه", False, id="other-hamza"),
        pytest.param("آلية", "إليه", False, id="madda-and-teh"),
        pytest.param("وحده", "وحدة", True, id="heh-for-teh"),
        pytest.param("وحدة", "وحده", False, id="teh-is-no-pronoun"),
        pytest.param("عَلَى", "على", True, id="marks"),
        pytest.param("للإنفاق", "أنفاق", True, id="of-another-length"),
    ],
)
def test_what_a_spelling_allows(printed, word, allowed):
    """What is printed may leave out, and does not contradict."""
    assert allows(printed, word) is allowed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("نفط", "نفطي", id="relational-adjective"),
        pytest.param("ارتفاع", "ارتفع/v", id="masdar-and-verb"),
        pytest.param("مصر/p", "مصري", id="country-and-its-people"),
        pytest.param("إنفاق", "أنفق/v", id="fourth-form"),
    ],
)
def test_near_forms_are_near_both_ways(one, other):
    """Whichever is typed finds the other."""
    assert other in near()[one]
    assert one in near()[other]


def test_nothing_is_near_itself_or_a_stranger():
    """Both are lexemes of the table, each near the other, and none twice."""
    names = {row.reading.name for row in rows()}
    for name, others in near().items():
        assert names >= {name, *others}
        assert name not in others
        assert len(others) == len(set(others)) > 0
        assert all(name in near()[other] for other in others)
