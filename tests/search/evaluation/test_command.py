"""The evaluate command."""

import json

import pytest
from click.testing import CliRunner

from index.indexer.build import build_index
from tests.search.engine.opensearch.sent import sent
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


def test_an_index_that_exists_is_measured(collection, tmp_path):
    """It is not built again, and not changed."""
    index_dir = tmp_path / "index"
    build_index([collection / "corpus.jsonl"], index_dir)
    arguments = ["evaluate", str(collection), "--json"]
    built = CliRunner().invoke(main, arguments)
    existing = CliRunner().invoke(main, [*arguments, "--index-dir", str(index_dir)])
    assert existing.stdout == built.stdout
    nowhere = CliRunner().invoke(main, [*arguments, "--index-dir", str(tmp_path / "none")])
    assert nowhere.exit_code == 1
    assert "no index here" in nowhere.output


def test_a_cluster_is_measured(opensearch, collection, tmp_path, monkeypatch):
    """Its scores are those of the same articles on one machine."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    index_dir = tmp_path / "index"
    build_index([collection / "corpus.jsonl"], index_dir)
    address = str(sent(opensearch, index_dir, "evaluated"))
    arguments = ["evaluate", str(collection), "--json"]
    here = CliRunner().invoke(main, arguments)
    there = CliRunner().invoke(main, [*arguments, "--index", address])
    assert there.stdout == here.stdout


@pytest.mark.parametrize(
    "others",
    [
        pytest.param(["--corpus", "articles.jsonl"], id="corpus"),
        pytest.param(["--body-only"], id="body-only"),
        pytest.param(["--index", "opensearch+https://a.example/news"], id="cluster"),
    ],
)
def test_one_archive_is_named(collection, others):
    """What is measured is an index, or articles, but not both."""
    arguments = ["evaluate", str(collection), "--index-dir", "index", *others]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "name one archive" in result.output


@pytest.mark.usefixtures("model")
def test_the_order_by_meaning_is_compared_with_that_by_words(collection):
    """The baseline is the order by words, whatever run the collection has."""
    arguments = ["evaluate", str(collection), "--json"]
    (words,) = json.loads(CliRunner().invoke(main, arguments).stdout)
    result = CliRunner().invoke(main, [*arguments, "--meaning"])
    (meaning,) = json.loads(result.stdout)
    assert meaning["baseline"]["ndcg@10"] == words["ndcg@10"]
    assert meaning["difference"] == meaning["ndcg@10"] - words["ndcg@10"]
    assert meaning["judged@10"] == 1
    assert meaning["transforms"]["al_drop"]["baseline"] == words["transforms"]["al_drop"]["ndcg@10"]


def test_an_index_without_vectors_is_not_measured_by_meaning(collection, tmp_path):
    """It would be a measure of something else; nothing is written into an index that exists."""
    index_dir = tmp_path / "index"
    build_index([collection / "corpus.jsonl"], index_dir)
    before = sorted(index_dir.iterdir())
    arguments = ["evaluate", str(collection), "--meaning", "--index-dir", str(index_dir)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert "no vectors, or no model; see: iqtisad index embed --help" in result.output
    assert sorted(index_dir.iterdir()) == before


def test_without_the_model_the_way_to_it_is_told(collection, monkeypatch):
    """No stack trace."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    result = CliRunner().invoke(main, ["evaluate", str(collection), "--meaning"])
    assert result.exit_code == 1
    assert "pip install 'iqtisad[meaning]'" in result.output
