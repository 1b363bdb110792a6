"""Measuring the ranking."""

import numpy as np
import pytest

from search.evaluation.collection import read_collection
from search.evaluation.measures import evaluate, randomisation_test


def test_an_evaluation(collection, make_index):
    """The scores of a run in which one query has its answer first and the other has none."""
    searcher = make_index({"id": "a", "body": "أسعار النفط"}, {"id": "b", "body": "القمح"})
    found = evaluate(searcher, read_collection(collection))
    halves = {"ndcg@10": 0.5, "mrr@10": 0.5, "recall@100": 0.5}
    assert found.scores == {**halves, "judged@10": 1.0}
    assert found.baseline["mrr@10"] == 0.75
    assert found.difference == pytest.approx(0.5 - found.baseline["ndcg@10"], abs=1e-4)
    assert found.p > 0.05


def test_transforms_are_measured_apart(collection, make_index):
    """Queries that name their transform have scores of their own."""
    searcher = make_index({"id": "a", "body": "أسعار النفط"}, {"id": "b", "body": "القمح"})
    (found,) = evaluate(searcher, read_collection(collection)).transforms
    assert (found.transform, found.queries, found.ndcg) == ("al_drop", 1, 1.0)
    assert found.baseline == pytest.approx(0.6309, abs=1e-4)


def test_more_judgments(collection, make_index, tmp_path):
    """What was not judged counts as not relevant, until a further file judges it."""
    searcher = make_index({"id": "a", "body": "أسعار النفط"}, {"id": "x", "body": "أسعار النفط"})
    before = evaluate(searcher, read_collection(collection)).scores
    more = tmp_path / "more.tsv"
    query = next(iter(read_collection(collection).queries))
    more.write_text(f"{query}\tx\t2\n", "utf-8")
    after = evaluate(searcher, read_collection(collection, more)).scores
    assert before["judged@10"] <= after["judged@10"] <= 1


def test_the_randomisation_test():
    """A steady difference is no accident, a mixed one is."""
    assert randomisation_test(np.full(30, 0.05)) < 0.01
    assert randomisation_test(np.array([0.5, -0.5] * 15)) > 0.5
    assert randomisation_test(np.zeros(10)) == 1.0
