"""The printed words of an archive."""

import numpy as np
import pytest

from index.codec.lexicon import Lexicon
from index.versions.vocabulary import read_printed, read_vocabulary, write_vocabulary

COUNTS = {
    "أسعار": 7,
    "اسعار": 2,
    "أَسعار": 1,
    "أسعارها": 3,
    "نفط": 5,
    "مرة": 1,
    "2024": 9,
    "سعر": 4,
    "لا": 0,
}


@pytest.fixture
def lexicon():
    """Return a lexicon of the words, in their order."""
    lexicon = Lexicon()
    list(lexicon.read([" ".join(COUNTS)]))
    return lexicon


@pytest.fixture
def vocabulary(lexicon, tmp_path):
    """Return a vocabulary that was written and read again."""
    write_vocabulary(lexicon, np.array([0, *COUNTS.values()]), tmp_path)
    return read_vocabulary(tmp_path)


@pytest.mark.usefixtures("vocabulary")
def test_counts_come_back_by_any_lexicon(lexicon, tmp_path):
    """By the words, whatever their numbers: an update may have lost the lexicon."""
    assert read_printed(lexicon, tmp_path).tolist() == [0, *COUNTS.values()]
    other = Lexicon()
    list(other.read(["قمح سعر"]))
    counts = read_printed(other, tmp_path)
    printed = {word: counts[number] for word, number in other.items() if counts[number]}
    assert printed == {word: count for word, count in COUNTS.items() if count}


def test_spellings_are_counted_together(vocabulary):
    """The commonest spelling stands for all; marks make no spelling."""
    assert vocabulary.count("اسعار") == 10
    assert vocabulary.spelling("اسعار") == "أسعار"


def test_what_is_seen_once_or_is_no_word_is_left_out(vocabulary):
    """Misprints and numbers are nothing to suggest."""
    assert vocabulary.count("مره") == 0
    assert vocabulary.count("2024") == 0
    assert vocabulary.spelling("مره") == "مره"


def test_completion_goes_by_count(vocabulary):
    """A prefix is completed by the commonest folded words."""
    assert vocabulary.complete("اس", 5) == ["اسعار", "اسعارها"]
    assert vocabulary.complete("اس", 1) == ["اسعار"]
    assert vocabulary.complete("زق", 5) == []
