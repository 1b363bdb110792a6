"""The evaluate command."""

import json

import pytest
from click.testing import CliRunner

from web.command import main


def test_the_command_prints_a_list(collection):
    """The command prints a row for each collection, or JSON with the documented keys."""
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
