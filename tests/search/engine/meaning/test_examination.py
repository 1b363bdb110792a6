"""What an operator is told of vectors and model."""

import shutil

import pytest

from index.embedding.vector_file import VECTORS, header
from search.engine.meaning.examination import examine_vectors

pytestmark = pytest.mark.usefixtures("model")


@pytest.mark.usefixtures("with_newest_vectors")
def test_vectors_are_counted(sample_index):
    """Lists can be ordered by meaning from the first one on."""
    found = examine_vectors(sample_index)
    assert found.sound
    assert found.says == f"{sample_index / VECTORS} has 1: lists can be ordered by meaning, too"


def test_where_there_are_none_the_way_is_told(tmp_path):
    """That is no fault: nobody must have them."""
    found = examine_vectors(tmp_path)
    assert found.sound
    assert "has none: lists are ordered by words; make them with: iqtisad index embed" in found.says


def test_vectors_of_another_kind_are_told(tmp_path):
    """A reader of the page sees none of them."""
    (tmp_path / VECTORS).write_bytes(header("another-model") + bytes(404))
    found = examine_vectors(tmp_path)
    assert not found.sound
    assert "another-model" in found.says


def test_vectors_without_their_model_are_told(sample_vectors, tmp_path, monkeypatch):
    """With the way out; who has neither hears nothing."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert examine_vectors(tmp_path) is None
    (tmp_path / VECTORS).write_bytes(sample_vectors)
    found = examine_vectors(tmp_path)
    assert not found.sound
    assert "pip install 'iqtisad[meaning]'" in found.says
    shutil.rmtree(tmp_path)
    assert examine_vectors(tmp_path) is None


@pytest.mark.parametrize("name", ["file", "folder"])
def test_what_is_none_of_ours_is_told(tmp_path, name):
    """With the way out, as the command that embeds has it."""
    path = tmp_path / VECTORS
    if name == "file":
        path.write_bytes(b"?" * 999)
    else:
        path.mkdir()
    found = examine_vectors(tmp_path)
    assert not found.sound
    assert "move it away" in found.says
