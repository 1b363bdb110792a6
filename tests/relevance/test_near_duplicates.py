"""Precision and recall of near duplicates on judged pairs of the real archive."""

import pytest

from index.reader import open_reader
from tests.relevance.near_duplicates import judged, measured, precision_and_recall, rows, threes

#: What was measured, less a pair that stands for many.
PRECISION, RECALL = 0.96, 0.75


@pytest.fixture(scope="module")
def pairs(economic_news_built):
    """Return the judged pairs of the real archive, as its index groups them."""
    _, directory = economic_news_built
    return list(measured(open_reader(directory), judged()))


def test_what_is_folded_together_is_the_same_story(pairs):
    """And most of what is the same story is folded."""
    precision, recall = precision_and_recall(pairs)
    assert precision >= PRECISION
    assert recall >= RECALL
    assert next(rows(pairs)).startswith(f"all pairs        {len(pairs):4} judged")


def test_no_report_is_folded_under_that_of_another_day(pairs):
    """The worst of errors: a reader would miss a day."""
    templates = [each for each in pairs if each.pair.note == "template"]
    assert len(templates) >= 15
    assert not any(each.grouped for each in templates)


def test_the_share_of_threes_is_of_folded_words():
    """Spellings of one word are the same there too."""
    assert threes("ارتفعت أسعار النفط") == threes("ارتفعت اسعار النفط،")
    assert threes("أسعار النفط") == set()
