"""The ranking that we hold ourselves to, run through the reader's own path.

scores.json holds what `iqtisad evaluate` printed when the ranking was last changed. A
score may fall by TOLERANCE: other releases of NumPy add floats in another order, and ties
then fall differently. Whoever raises a score writes the new one down.
"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.relevance.needs import write_collection
from web.command import main

HERE = Path(__file__).parent
SCORES = json.loads((HERE / "scores.json").read_text("utf-8"))
TOLERANCE = 0.004
KNOWN_ITEMS = ("known-item", "known-item-keywords")
QUESTIONS, NEEDS = ("arcd", "xquad-ar"), ("topics",)
#: The collections whose order by meaning is measured, and those that gain from it by themselves:
#: of the topics, thirty and nearly all on top already, no gain can be told from chance.
BY_MEANING, GAINING = ("topics", "needs", "xquad-ar"), ("needs", "xquad-ar")


@pytest.fixture(scope="module")
def evaluations(shared_data):
    """Return the evaluations of all collections by name."""
    corpus = shared_data / "econ-news" / "corpus.jsonl.gz"
    known = [str(shared_data / name) for name in KNOWN_ITEMS]
    questions = [str(shared_data / name) for name in QUESTIONS]
    return evaluated(
        [*known, "--body-only", "--corpus", str(corpus)],
        questions,
        [str(shared_data / "topics"), "--corpus", str(corpus)],
    )


@pytest.fixture(scope="module")
def by_meaning(shared_data, tmp_path_factory, model):  # noqa: ARG001  it is installed
    """Return the evaluations of the order by meaning by name."""
    ours = tmp_path_factory.mktemp("ours") / "needs"
    write_collection(shared_data / "queries-real.txt", ours)
    corpus = shared_data / "econ-news" / "corpus.jsonl.gz"
    needs = [str(shared_data / "topics"), str(ours), "--corpus", str(corpus)]
    return evaluated(
        [*needs, "--judgments", str(HERE / "topics-judged.tsv"), "--meaning"],
        [str(shared_data / "xquad-ar"), "--meaning"],
    )


def evaluated(*runs):
    """Return what the command prints of several runs, by the names of collections."""
    printed = [
        CliRunner().invoke(main, ["evaluate", *arguments, "--json"], catch_exceptions=False).stdout
        for arguments in runs
    ]
    return {each["collection"]: each for output in printed for each in json.loads(output)}


@pytest.mark.parametrize("name", KNOWN_ITEMS + QUESTIONS + NEEDS)
def test_scores(evaluations, name):
    """No measure is below its value in scores.json."""
    for measure in ("ndcg@10", "mrr@10", "recall@100"):
        assert evaluations[name][measure] >= SCORES[name][measure] - TOLERANCE


@pytest.mark.parametrize("name", KNOWN_ITEMS + QUESTIONS + NEEDS)
def test_lucene_is_beaten_beyond_chance(evaluations, name):
    """The difference from Lucene's run is not an accident of the queries."""
    assert evaluations[name]["difference"] > 0
    assert evaluations[name]["p"] < 0.01


def test_no_change_of_form_is_read_worse_than_by_lucene(evaluations):
    """Plural, article, hamza, marks, digits, tatweel: each for itself, few queries or not."""
    transforms = evaluations["known-item-keywords"]["transforms"]
    assert len(transforms) >= 9
    for transform, score in transforms.items():
        assert score["ndcg@10"] >= score["baseline"], transform


@pytest.mark.parametrize("name", BY_MEANING)
def test_scores_by_meaning(by_meaning, name):
    """No measure is below its value in scores.json, and nobody's first ten are unread."""
    found = by_meaning[name]
    for measure in ("ndcg@10", "mrr@10", "recall@100"):
        assert found[measure] >= SCORES[f"{name} by meaning"][measure] - TOLERANCE
    assert found["judged@10"] == 1 or name not in ("topics", "needs")
    assert found["difference"] > 0


@pytest.mark.parametrize("name", GAINING)
def test_meaning_gains_beyond_chance(by_meaning, name):
    """Over the order of words, in the same run."""
    assert by_meaning[name]["p"] < 0.05
