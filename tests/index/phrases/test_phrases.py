"""The phrases of an archive, on disk."""

import pytest

from index.phrases.phrases import Phrase, read_phrases, write_phrases

FOUND = [("اسعار النفط", 9), ("اسعار الذهب", 4), ("اسعار", 300), ("سعر الصرف", 5)]


@pytest.fixture
def phrases(tmp_path):
    """Return phrases that were written and read again."""
    write_phrases(FOUND, tmp_path)
    return read_phrases(tmp_path)


def test_phrases_come_back_in_order(phrases):
    """By their letters, each with its articles."""
    assert list(phrases) == [Phrase(*each) for each in sorted(FOUND)]
    assert phrases[:1] == [Phrase("اسعار", 300)]


def test_articles_of_a_phrase(phrases):
    """What is no phrase has none."""
    assert phrases.articles("اسعار النفط") == 9
    assert phrases.articles("اسعار الن") == phrases.articles("زقزقة") == 0


@pytest.mark.parametrize(
    ("prefix", "limit", "words"),
    [
        pytest.param("اسعار ", 8, ["اسعار النفط", "اسعار الذهب"], id="commonest-first"),
        pytest.param("اسعار", 2, ["اسعار", "اسعار النفط"], id="at-most"),
        pytest.param("", 1, ["اسعار"], id="all"),
        pytest.param("قمح", 8, [], id="none"),
        pytest.param("\udc80", 8, [], id="no-letter"),
    ],
)
def test_completion(phrases, prefix, limit, words):
    """The phrases that begin with a prefix, the commonest first."""
    assert [phrase.words for phrase in phrases.complete(prefix, limit)] == words


def test_no_phrases(tmp_path):
    """A small archive may have none."""
    write_phrases([], tmp_path)
    assert list(read_phrases(tmp_path)) == read_phrases(tmp_path).complete("ا", 8) == []
