"""The printed words of an archive."""

import pytest

from index.analysis import fold
from index.vocabulary import read_vocabulary, write_vocabulary


@pytest.fixture
def vocabulary(tmp_path):
    """Return a vocabulary that was written and read again."""
    counts = {
        "أسعار": 7,
        "اسعار": 2,
        "أَسعار": 1,
        "أسعارها": 3,
        "نفط": 5,
        "مرة": 1,
        "2024": 9,
        "سعر": 4,
    }
    printed = ((word, fold(word), count) for word, count in counts.items())
    write_vocabulary(printed, tmp_path)
    return read_vocabulary(tmp_path)


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
    """The commonest words that begin so, folded."""
    assert vocabulary.complete("اس", 5) == ["اسعار", "اسعارها"]
    assert vocabulary.complete("اس", 1) == ["اسعار"]
    assert vocabulary.complete("زق", 5) == []
