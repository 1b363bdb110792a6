"""Identical articles beside an index: they are counted, and come back whole."""

import json
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Article
from index.versions.copies import NAME, Copies, CopiesWriter
from tests.conftest import examples
from tests.index.segments import article

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ARTICLES = st.builds(
    Article,
    id=st.sampled_from("xyz"),
    url=TEXTS,
    title=TEXTS,
    body=TEXTS,
    source=TEXTS,
    section=TEXTS,
    author=TEXTS,
    published=st.none() | st.datetimes(),
    repeated=st.sampled_from([(), ((0, 3),), ((1, 2), (40, 400))]),
)


def write(directory, rows):
    """Write copies with the ids of the articles that are kept; return their number."""
    with closing(CopiesWriter(directory)) as writer:
        for kept, copy in rows:
            writer.add(kept, copy)
        writer.finish()
    return writer.total


@settings(max_examples=examples(50))
@given(st.lists(st.tuples(st.sampled_from("abc"), ARTICLES), max_size=10))
def test_copies_come_back(tmp_path_factory, rows):
    """With every field, by the article that is kept, in the order in which they came."""
    directory = tmp_path_factory.mktemp("copies")
    assert write(directory, rows) == len(rows)
    copies = Copies(directory)
    by_kept = copies.by_kept()
    assert set(by_kept) == {kept for kept, _ in rows}
    for kept in "abc":
        expected = [copy for of_row, copy in rows if of_row == kept]
        assert copies.count(kept) == len(expected)
        assert copies.articles(kept) == expected
        stored = by_kept.get(kept, [])
        assert [copy.id for copy in stored] == [copy.id for copy in expected]
        assert [copy.article() for copy in stored] == expected


def test_an_article_without_copies_has_none(tmp_path):
    """Whether the index knows it or not."""
    write(tmp_path, [])
    copies = Copies(tmp_path)
    assert (copies.count("a"), copies.articles("a"), copies.by_kept()) == (0, [], {})


def test_many_copies_of_one_article(tmp_path):
    """A wire story stands in every newspaper; what they share is compressed."""
    one = article("0", "أسعار النفط " * 40)
    rows = [replace(one, id=str(n), source=f"صحيفة {n}") for n in range(200)]
    write(tmp_path, [("kept", copy) for copy in rows])
    assert Copies(tmp_path).articles("kept") == rows
    assert (tmp_path / "copies.texts.bin").stat().st_size < len(one.body.encode()) * 20


def test_counting_opens_no_text(tmp_path):
    """A search counts the copies of each hit and reads none."""
    write(tmp_path, [("a", article("b"))])
    for path in tmp_path.glob("copies.texts.*"):
        path.unlink()
    copies = Copies(tmp_path)
    assert copies.count("a") == 1
    with pytest.raises(FileNotFoundError):
        copies.articles("a")


def test_a_writer_that_is_closed_early_leaves_no_list(tmp_path):
    """What was interrupted is no version."""
    with closing(CopiesWriter(tmp_path)) as writer:
        writer.add("a", article("b"))
    assert not (tmp_path / NAME).exists()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param([], id="a-list"),
        pytest.param({"a": [["b"]]}, id="a-short-row"),
        pytest.param({"a": [["b", "c"]]}, id="no-number"),
        pytest.param({"a": 1}, id="no-rows"),
    ],
)
def test_a_damaged_list_is_refused(tmp_path, content):
    """By the errors that opening a version expects."""
    write(tmp_path, [])
    (tmp_path / NAME).write_text(json.dumps(content))
    with pytest.raises((ValueError, TypeError)):
        Copies(tmp_path)
