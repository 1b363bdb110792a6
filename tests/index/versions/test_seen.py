"""What was seen of repeated paragraphs is kept with a version."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles.repetition.marking import RepeatedParagraphs, Seen
from index.versions.seen import read_seen, write_seen
from tests.conftest import examples
from tests.index.segments import EMPTY

LINES = st.sampled_from(
    ["ارتفع سعر القمح في الأسواق اليوم", "تابعونا على الهاتف", "وسوم القمح النفط", "// انتهى //"]
)
ARTICLES = st.builds(
    lambda number, lines, source: replace(
        EMPTY, id=str(number), body="\n".join(lines), source=source
    ),
    st.integers(0, 30),
    st.lists(LINES, max_size=4),
    st.sampled_from(["الأفق", "المدار", ""]),
)


@settings(max_examples=examples(50))
@given(st.lists(ARTICLES, max_size=30))
def test_what_was_seen_comes_back(tmp_path_factory, articles):
    """In its order, by which the oldest is forgotten first."""
    directory = tmp_path_factory.mktemp("seen")
    stage = RepeatedParagraphs()
    list(stage.mark(articles))
    write_seen(stage.seen, directory)
    again = read_seen(directory)
    assert again == stage.seen
    assert list(again.habits) == list(stage.seen.habits)


def test_nothing_comes_back(tmp_path):
    """An archive of one paragraph each."""
    write_seen(Seen(), tmp_path)
    assert read_seen(tmp_path) == ([], {})


def test_what_is_damaged_is_refused(tmp_path):
    """With an error that the reader of a version expects."""
    with pytest.raises(OSError, match="seen"):
        read_seen(tmp_path)
    write_seen(Seen(), tmp_path)
    (tmp_path / "seen.json").write_text("{")
    with pytest.raises(ValueError, match="line 1"):
        read_seen(tmp_path)
