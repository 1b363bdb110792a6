"""A word without its clitics and endings."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import fold
from index.analysis.lexicon import LOAN, NAME, VERB, entry, misspelt, rows
from index.analysis.segmentation import (
    BY_EVIDENCE,
    BY_LEXICON,
    BY_RULE,
    ENDINGS,
    PREFIXES,
    attested,
    segment,
)
from tests.conftest import examples

WORDS = st.sampled_from(sorted({row.word for row in rows()}))
LETTERS = st.text(st.sampled_from("ابتجدرسعفقكلمنهويء"), min_size=1, max_size=10)
PRINTED = LETTERS | st.builds(
    lambda prefix, word, ending: prefix + word + ending,
    st.sampled_from(sorted(PREFIXES)),
    WORDS,
    st.sampled_from(sorted(ENDINGS)),
)


def parts(word):
    """Return the parts of a printed word and the lexemes that it may be a form of."""
    prefix, base, suffix, readings, _ = segment(fold(word))
    return prefix, base, suffix, {reading.name for reading in readings}


@pytest.mark.parametrize(
    ("word", "name"),
    [
        pytest.param("بنك", "بنك", id="the-beh-of-bank"),
        pytest.param("وحدة", "وحدة", id="the-waw-of-unit"),
        pytest.param("فائدة", "فائدة", id="the-feh-of-interest"),
        pytest.param("كهرباء", "كهرباء", id="the-kaf-of-electricity"),
        pytest.param("لبنان", "لبنان/p", id="the-lam-of-lebanon"),
        pytest.param("سوق", "سوق", id="the-seen-of-market"),
        pytest.param("قانون", "قانون", id="the-ending-of-law"),
        pytest.param("درهم", "درهم", id="the-pronoun-of-dirham"),
        pytest.param("تحسنا", "تحسن", id="tanwin"),
        pytest.param("دولتا", "دولة", id="dual"),
        pytest.param("دولتي", "دولة", id="dual-or-my"),
        pytest.param("مسؤولو", "مسؤول", id="plural-before-a-genitive"),
        pytest.param("خفضوا", "خفض/v", id="they"),
    ],
)
def test_a_word_has_its_lexeme(word, name):
    """What only looks like a clitic stays; an ending is none of the lexeme."""
    prefix, _, _, names = parts(word)
    assert (prefix, name in names) == ("", True)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("والشركات", ("وال", "شركات", ""), id="conjunction-and-article"),
        pytest.param("للبنك", ("لل", "بنك", ""), id="lam-and-article"),
        pytest.param("بالأسعار", ("بال", "اسعار", ""), id="beh-and-article"),
        pytest.param("ووصل", ("و", "وصل", ""), id="waw-before-waw"),
        pytest.param("سيبيع", ("س", "يبيع", ""), id="future"),
        pytest.param("لشركاتها", ("ل", "شركات", "ها"), id="plural-and-pronoun"),
        pytest.param("خطته", ("", "خطه", "ته"), id="teh-before-a-pronoun"),
        pytest.param("مستواه", ("", "مستوي", "اه"), id="alef-for-yeh-before-a-pronoun"),
        pytest.param("ومستقبلهم", ("و", "مستقبل", "هم"), id="both-sides"),
    ],
)
def test_clitics_are_cut_off(word, expected):
    """As they stand before and after the word, whose own letters return."""
    assert parts(word)[:3] == expected
    assert segment(fold(word)).evidence == BY_LEXICON


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("قرقوشة", id="made-up"),
        pytest.param("زبغطرات", id="made-up-plural"),
        pytest.param("منصورة", id="a-city-that-is-not-a-man"),
        pytest.param("ظ", id="a-letter"),
    ],
)
def test_what_no_table_holds_has_no_parts(word):
    """Nothing speaks for any: the stem has rules for it."""
    assert segment(fold(word)) is None


@pytest.mark.parametrize(
    ("word", "prefix", "name"),
    [
        pytest.param("متسوبيشي", "", "ميتسوبيشي/p", id="company"),
        pytest.param("تكسس", "", "تكساس/p", id="state"),
        pytest.param("بمتسوبيشي", "ب", "ميتسوبيشي/p", id="with-a-clitic"),
        pytest.param("التكسس", "ال", "تكساس/p", id="with-the-article"),
    ],
)
def test_a_respelled_name_is_that_name(word, prefix, name):
    """Where the tables do not have the spelling, with or without clitics."""
    found = parts(word)
    assert (found[0], found[3]) == (prefix, {name})


def test_verbs_have_all_persons():
    """The lexicon has يستورد: تستورد and نستورد are read by it, in the future as well."""
    for person, future in product("يتن", ("", "س", "وس")):
        assert parts(f"{future}{person}ستورد")[3] == {"استورد/v"}


def test_attested_words_stand_by_themselves():
    """They are folded, the lexicon does not hold them, and they have no reading."""
    words = list(attested())
    assert words == [fold(word) for word in words]
    assert [word for word in words if entry(word)] == []
    assert list(attested().values()) == sorted(attested().values())
    for word in words[:200]:
        assert segment(word) == ("", word, "", (), BY_EVIDENCE)


@settings(max_examples=examples(500))
@given(PRINTED)
def test_the_parts_make_the_word(word):
    """A word begins with its prefix, ends with its suffix, and what is between is of a table."""
    found = segment(fold(word))
    if found is None:
        return
    prefix, base, suffix, readings, evidence = found
    assert fold(word).startswith(prefix)
    assert fold(word).endswith(suffix)
    middle = fold(word)[len(prefix) : len(fold(word)) - len(suffix)]
    assert base in {middle + ending.instead for ending in ENDINGS[suffix]}
    assert bool(readings) == (evidence != BY_EVIDENCE)
    if evidence == BY_EVIDENCE:
        assert base in attested()
    elif evidence == BY_RULE:
        assert readings[0].kind in (NAME, LOAN)
    else:
        entries = [entry(base) or misspelt(base), entry("ي" + base[1:])]
        assert set(readings) <= {each for found in entries if found for each in found.readings}


@settings(max_examples=examples(500))
@given(PRINTED)
def test_clitics_fit_the_kind(word):
    """No verb has an article, nothing but a verb a future, and no name a pronoun."""
    found = segment(fold(word))
    for reading in found.readings if found else ():
        if found.prefix.endswith(("ال", "لل", "ب", "ك")):
            assert reading.kind != VERB
        if found.prefix.endswith("س"):
            assert reading.kind == VERB
        if found.suffix in ("ها", "هم", "كم"):
            assert reading.kind != NAME


@given(WORDS)
def test_a_word_of_the_lexicon_is_whole(word):
    """Whatever it looks like."""
    assert segment(word)[:3] == ("", word, "")
    assert segment(word).readings == entry(word).readings
