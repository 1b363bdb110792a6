"""The forms of a word of a writing."""

import pytest

from index.analysis import fold
from index.entities.forms import inflected, is_abbreviation, is_whole, keys, with_article


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        pytest.param("مصر", "مصر", id="itself"),
        pytest.param("ومصر", "مصر", id="wa"),
        pytest.param("فلمصر", "مصر", id="fa-and-li"),
        pytest.param("للسعودية", "السعوديه", id="lam-takes-the-alef"),
        pytest.param("وبالسعودية", "السعوديه", id="wa-and-bi"),
        pytest.param("للوفتهانزا", "لوفتهانزا", id="lam-of-the-name"),
        pytest.param("UAE", "UAE", id="abbreviation"),
        pytest.param("Egypt", "egypt", id="latin"),
    ],
)
def test_a_printed_word_is_looked_up_without_its_clitics(printed, key):
    """Both the whole word and what is left of it."""
    found = keys(printed, fold(printed))
    assert key in found
    assert fold(printed) in found


def test_short_words_have_no_clitics():
    """What would be left is no name."""
    assert keys("بين", "بين") == ["بين"]


@pytest.mark.parametrize("word", ["لبنان", "فدان", "كندا", "باريس"])
def test_a_word_of_its_own_has_no_clitic(word):
    """The lexicon holds it with its first letter."""
    assert is_whole(fold(word))


def test_abbreviations_are_short_and_in_capitals():
    """Us is no US, and OPEC is a name in any letters."""
    assert [w for w in ("US", "UAE", "us", "OPEC", "G20", "U") if is_abbreviation(w)] == [
        "US",
        "UAE",
    ]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        pytest.param("سعودي", {"سعودية", "سعوديون", "سعوديات"}, id="adjective"),
        pytest.param("دولار", {"دولارات", "دولارا", "دولارين"}, id="noun"),
        pytest.param("ليرة", {"ليرات", "ليرتين"}, id="feminine"),
    ],
)
def test_inflected_forms(word, forms):
    """Of an adjective, a noun, a feminine; the word itself first."""
    found = list(inflected(word))
    assert found[0] == word
    assert forms <= set(found)


def test_the_article_is_free_where_none_is_written():
    """A word that is written with ال is meant with it."""
    assert list(with_article("دولار")) == ["دولار", "الدولار"]
    assert list(with_article("الذهب")) == ["الذهب"]
    assert list(with_article("gold")) == ["gold"]
