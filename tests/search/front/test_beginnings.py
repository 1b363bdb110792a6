"""The words that articles begin with."""

from datetime import date

import pytest

from search.front.beginnings import beginnings


@pytest.fixture
def read(make_index):
    """Return a function that indexes records and returns their beginnings."""

    def read(*records):
        finder = make_index(*records)._finder  # noqa: SLF001  behind the wall
        return beginnings(finder.article(record["id"]) for record in records)

    return read


def test_words_have_stems_and_tell_what_they_follow(read):
    """Stop words and numbers have no stem; a comma parts two words."""
    (one,) = read({"id": "a", "title": "أسعار النفط", "body": "هبط في 2018، النفط"})
    assert [(word.text, word.stem, word.follows) for word in one.words] == [
        ("أسعار", "~سعر", False),
        ("النفط", "~نفط", True),
        ("هبط", "~هبط/v", False),
        ("في", "", True),
        ("2018", "", True),
        ("النفط", "~نفط", False),
    ]


def test_the_earliest_is_first(read):
    """By the moment of publication."""
    read_both = read(
        {"id": "a", "body": "خبر", "published": "2018-10-20"},
        {"id": "b", "body": "نبأ", "published": "2018-10-19T10:00"},
    )
    assert [each.day for each in read_both] == [date(2018, 10, 19), date(2018, 10, 20)]


def test_only_the_first_lines_are_read(read):
    """A long text costs no more than a short one."""
    (one,) = read({"id": "a", "body": "نفط " * 500})
    assert len(one.lines) == 80
