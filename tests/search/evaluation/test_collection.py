"""Reading a test collection."""

import pytest

from search.evaluation.collection import CollectionError, read_collection


def test_a_collection_is_read(collection):
    """Only queries with answers count."""
    read = read_collection(collection)
    assert read.queries == {"1": "نفط", "2": "الشعير"}
    assert read.transforms == {"1": "al_drop"}
    assert read.qrels == {"1": {"a": 1}, "2": {"b": 1}}
    assert read.baseline["1"] == {"b": 2.0, "a": 1.0}
    assert read.corpus == collection / "corpus.jsonl"


def test_bad_columns_raise(collection):
    """A file with a wrong number of columns raises CollectionError."""
    (collection / "qrels.tsv").write_text("1 a b c\n")
    with pytest.raises(CollectionError):
        read_collection(collection)
