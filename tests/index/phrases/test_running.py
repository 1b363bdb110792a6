"""The words of an archive as they follow each other."""

import numpy as np
import pytest

from index.codec.deletions import PartialSegment
from index.phrases.running import running_words
from tests.index.segments import article, written

NONE = np.zeros(0, np.int64)


@pytest.fixture
def parts(tmp_path):
    """Return two segments; an article of the second is deleted."""
    texts = ["أسعار النفط ترتفع", "أسعار الذهب", "محذوف النفط", "سعر النفط"]
    articles = [article(str(number), title="النفط", body=text) for number, text in enumerate(texts)]
    first = written(tmp_path, articles[:2], name="MAIN_0")
    second = written(tmp_path, articles[2:], name="MAIN_1")
    return [PartialSegment(first, NONE), PartialSegment(second, np.array([0]), 2)]


def test_words_follow_each_other_as_printed(parts):
    """Titles before bodies, a break after each text; deleted articles are empty."""
    running = running_words(parts, least=1)
    words = [running.names[number] for number in running.numbers.tolist()]
    assert " ".join(word or "|" for word in words) == (
        "النفط | اسعار النفط ترتفع | النفط | اسعار الذهب | | | | | | النفط | سعر النفط |"
    )
    assert running.documents.tolist() == sorted(running.documents.tolist())


def test_rare_words_are_not_told_apart(parts):
    """A word that fewer articles may print has no name, and a place all the same."""
    running = running_words(parts, least=3)
    assert running.names == ["", "", "النفط"]
    assert len(running.numbers) == len(running_words(parts, least=1).numbers)


def test_deleted_articles_make_no_word_frequent(parts):
    """An update that removes articles and a build without them tell the same words apart."""
    running = running_words(parts, least=1)
    assert "محذوف" not in running.names
    assert "اسعار" in running_words(parts, least=2).names
    assert "سعر" not in running_words(parts, least=2).names
