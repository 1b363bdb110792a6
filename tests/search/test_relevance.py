"""Measuring the ranking."""

import gzip
import json

import numpy as np
import pytest
from click.testing import CliRunner

from search.relevance import (
    CollectionError,
    evaluate,
    randomisation_test,
    read_collection,
)
from web.command import main


@pytest.fixture
def collection(tmp_path):
    """Return the folder of a collection of two queries, with articles and a baseline."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    articles = [{"id": "a", "title": "عنوان", "body": "أسعار النفط"}, {"id": "b", "body": "القمح"}]
    queries = [
        {"id": "1", "text": "نفط", "transform": "al_drop"},
        {"id": "2", "text": "الشعير"},
        {"id": "3", "text": "x"},
    ]
    for name, rows in (("corpus.jsonl", articles), ("queries.jsonl", queries)):
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / name).write_text("\n".join(lines), "utf-8")
    (folder / "qrels.tsv").write_text("1\ta\t1\n2\tb\t1\n")
    with gzip.open(folder / "baseline.run.gz", "wt") as run:
        run.write("1 Q0 b 1 2.0 other\n1 Q0 a 2 1.0 other\n2 Q0 b 1 1.0 other\n")
    return folder


def test_a_collection_is_read(collection):
    """Only queries with answers count."""
    read = read_collection(collection)
    assert read.queries == {"1": "نفط", "2": "الشعير"}
    assert read.transforms == {"1": "al_drop"}
    assert read.qrels == {"1": {"a": 1}, "2": {"b": 1}}
    assert read.baseline["1"] == {"b": 2.0, "a": 1.0}
    assert read.corpus == collection / "corpus.jsonl"


def test_an_evaluation(collection, make_index):
    """One query is answered first, the other not at all."""
    searcher = make_index({"id": "a", "body": "أسعار النفط"}, {"id": "b", "body": "القمح"})
    found = evaluate(searcher, read_collection(collection))
    assert found.scores == {"ndcg@10": 0.5, "mrr@10": 0.5, "recall@100": 0.5}
    assert found.baseline["mrr@10"] == 0.75
    assert found.difference == pytest.approx(0.5 - found.baseline["ndcg@10"], abs=1e-4)
    assert found.p > 0.05


def test_transforms_are_measured_apart(collection, make_index):
    """The one query that says how it was changed is answered first, by the other engine second."""
    searcher = make_index({"id": "a", "body": "أسعار النفط"}, {"id": "b", "body": "القمح"})
    (found,) = evaluate(searcher, read_collection(collection)).transforms
    assert (found.transform, found.queries, found.ndcg) == ("al_drop", 1, 1.0)
    assert found.baseline == pytest.approx(0.6309, abs=1e-4)


def test_the_command_prints_a_list(collection):
    """The keys are those that programs expect."""
    arguments = ["evaluate", str(collection), "--json", "--body-only"]
    (found,) = json.loads(CliRunner().invoke(main, arguments).stdout)
    assert found["collection"] == "tiny"
    assert found["queries"] == 2
    assert found["ndcg@10"] == 0.5
    assert set(found) >= {"mrr@10", "recall@100", "baseline", "difference", "p"}
    row = CliRunner().invoke(main, ["evaluate", str(collection)]).stdout
    assert "ndcg@10 0.5000" in row
    assert "baseline" in row
    assert "al_drop" in row


def test_without_a_baseline_there_is_no_difference(collection):
    """A collection may come alone."""
    (collection / "baseline.run.gz").unlink()
    arguments = ["evaluate", str(collection), "--json"]
    (found,) = json.loads(CliRunner().invoke(main, arguments).stdout)
    assert (found["baseline"], found["difference"], found["p"]) == (None, None, None)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("qrels.tsv", "1\ta\n", "qrels.tsv:1: 2 columns where 3", id="columns"),
        pytest.param("queries.jsonl", "{}\n", "queries.jsonl:1: no", id="no-text"),
        pytest.param("queries.jsonl", "not json\n", "queries.jsonl:1: no", id="no-json"),
        pytest.param("qrels.tsv", None, "qrels.tsv: No such file", id="missing"),
        pytest.param("corpus.jsonl", None, "name them with --corpus", id="no-articles"),
    ],
)
def test_a_bad_collection_is_told_in_a_sentence(collection, name, text, message):
    """File, line and fault; no stack trace."""
    (collection / name).unlink()
    if text is not None:
        (collection / name).write_text(text)
    result = CliRunner().invoke(main, ["evaluate", str(collection)])
    assert result.exit_code == 1
    assert message in result.output


def test_bad_columns_raise(collection):
    """The reader of a collection raises its own error."""
    (collection / "qrels.tsv").write_text("1 a b c\n")
    with pytest.raises(CollectionError):
        read_collection(collection)


def test_the_randomisation_test():
    """A steady difference is no accident, a mixed one is."""
    assert randomisation_test(np.full(30, 0.05)) < 0.01
    assert randomisation_test(np.array([0.5, -0.5] * 15)) > 0.5
    assert randomisation_test(np.zeros(10)) == 1.0
