"""How close articles are to a question, by vectors that are kept."""

import numpy as np
import pytest

from index.embedding.embedder import embed
from index.embedding.passage import passage
from index.embedding.store import VectorStore
from index.embedding.writer import writing
from index.reader import open_reader
from search.engine.meaning import Closeness, Questions

QUESTION = "زيادة كلفة المعيشة"


def close(index_dir):
    """Return how close every article of an index is to QUESTION."""
    reader = open_reader(index_dir)
    closeness = Closeness(VectorStore(index_dir), Questions())
    return closeness.of(reader, np.arange(len(reader)), QUESTION)


def test_it_is_the_cosine_of_their_vectors(make_index, tmp_path, model):
    """For each article that has one; the others are not known to be near or far."""
    make_index("ارتفاع أسعار السلع الأساسية", "فاز الفريق بكأس العالم", "هبط سعر صرف الليرة")
    index_dir = tmp_path / "index"
    assert np.isnan(close(index_dir)).all()
    reader = open_reader(index_dir)
    texts = [passage("", reader.stored(number).text) for number in range(2)]
    with writing(index_dir) as writer:
        embed(texts, writer, model)
    found = close(index_dir)
    expected = model.passages(texts) @ model.query(QUESTION)
    assert found[:2] == pytest.approx(expected, abs=0.005)
    assert np.isnan(found[2])
    assert found[0] > found[1]


def test_it_is_possible_where_there_are_vectors(make_index, tmp_path, model):
    """From the first one on, without a restart."""
    make_index("ارتفاع أسعار السلع")
    closeness = Closeness(VectorStore(tmp_path / "index"), Questions())
    assert not closeness.possible
    with writing(tmp_path / "index") as writer:
        embed(["ارتفاع أسعار السلع"], writer, model)
    assert closeness.possible


def test_a_question_without_words_is_close_to_nothing(make_index, tmp_path, model):
    """Then words alone decide: it is not that vectors were still to come."""
    make_index("ارتفاع أسعار السلع", "هبط سعر صرف الليرة")
    index_dir = tmp_path / "index"
    with writing(index_dir) as writer:
        embed(["ارتفاع أسعار السلع"], writer, model)
    reader = open_reader(index_dir)
    closeness = Closeness(VectorStore(index_dir), Questions())
    assert closeness.of(reader, np.arange(2), "") is None
