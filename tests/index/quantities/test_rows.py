"""What is between the words of a row, and where rows end."""

import pytest

from index.quantities.rows import Link, row_of, runs


@pytest.mark.parametrize(
    ("gap", "link"),
    [
        pytest.param(" ", Link.BLANK, id="blank"),
        pytest.param("\u00a0\n", Link.BLANK, id="other-blanks"),
        pytest.param("\u200f ", Link.BLANK, id="control"),
        pytest.param("", Link.TOUCH, id="nothing"),
        pytest.param(") ", Link.BLANK, id="closing-bracket"),
        pytest.param(" و", Link.AND, id="conjunction"),
        pytest.param(" و ", Link.AND, id="detached-conjunction"),
        pytest.param("-", Link.DASH, id="hyphen"),
        pytest.param(" – ", Link.DASH, id="dash"),
        pytest.param("/", Link.BLANK, id="slash"),
        pytest.param(" (", Link.NONE, id="opening-bracket"),
        pytest.param(". ", Link.NONE, id="full-stop"),
        pytest.param("، ", Link.NONE, id="comma"),
        pytest.param(" .", Link.TORN, id="point-after-a-blank"),
    ],
)
def test_what_a_text_between_words_makes_of_them(gap, link):
    """Only blanks, conjunctions and dashes keep an amount together."""
    assert row_of(["5", "7"], ["", gap]).links[1] is link


def test_runs_end_where_words_are_separated():
    """Their words are counted from the first of all."""
    found = list(runs(["5", "مليار", "7", "دولار"], ["", " ", "، ", " "]))
    assert [(run.first, run.row.words) for run in found] == [
        (0, ("5", "مليار")),
        (2, ("7", "دولار")),
    ]


@pytest.mark.parametrize(
    ("words", "gaps", "torn"),
    [
        pytest.param(["310", "00"], ["", "."], [False, True], id="point"),
        pytest.param(["125", ".055"], ["", " "], [False, True], id="naked-decimals"),
        pytest.param(["سوق", "5"], ["", "."], [False, False], id="full-stop-before-a-number"),
        pytest.param(["5%", ".5"], ["", " "], [False], id="a-percentage-is-whole"),
    ],
)
def test_a_number_that_is_torn(words, gaps, torn):
    """Two numbers with a point between them are one, of which nobody knows the order."""
    assert [run.is_torn for run in runs(words, gaps)] == torn


def test_no_words_have_no_runs():
    """An empty text has no rows."""
    assert list(runs([], [])) == []
