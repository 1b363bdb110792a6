"""The word lists: a word a line, in any spelling."""

from importlib.resources import files

import pytest

from index.analysis import fold
from index.analysis.words import read_lines, read_words

LISTS = ["stopwords.txt", "attested.txt"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_without_its_comments(name):
    """And without its empty lines."""
    text = files("index.analysis").joinpath(name).read_text("utf-8")
    assert "#" in text
    lines = read_lines(name)
    assert lines
    assert not any("#" in line or line != line.strip() or not line for line in lines)
    assert set(lines) <= set(text.split())


@pytest.mark.parametrize("name", LISTS)
def test_words_are_folded(name):
    """In the order of the list."""
    assert read_words(name) == [fold(line) for line in read_lines(name)]


def test_lines_are_as_they_are_spelled():
    """Stop words are told by their hamza: إليه is one, آلية (a mechanism) is none."""
    assert "إلى" in read_lines("stopwords.txt")
    assert "الي" in read_words("stopwords.txt")
    assert "إلى" not in read_words("stopwords.txt")
