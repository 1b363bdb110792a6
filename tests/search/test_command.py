"""The search command."""

import json

import pytest
from click.testing import CliRunner

from search import Request, Window, page_to_json
from search.command import search
from search.serialize import no_address


@pytest.fixture
def run(sample_index):
    """Return a function that searches the sample archive."""

    def run(*arguments, status=0):
        result = CliRunner().invoke(search, [*arguments, "--index-dir", str(sample_index)])
        assert result.exit_code == status, result.output
        return result

    return run


def test_the_best_articles_are_printed(run):
    """Date, headline, source and id of each, and what was found around it."""
    result = run("-n", "3", "أسعار", "النفط")
    heads = [line for line in result.stdout.splitlines() if not line.startswith("    ")]
    assert 1 <= len(heads) <= 3
    assert all("[مكتب " in line for line in heads)
    assert "أسعار النفط" in result.stderr


def test_json_is_that_of_the_api(run, searcher):
    """The JSON of the command is that of the API, without addresses."""
    data = json.loads(run("--json", "-n", "2", "النفط").stdout)
    assert data["total"] >= 2
    assert len(data["results"]) == 2
    assert {"id", "url", "title", "source", "section", "published", "score", "snippets"} <= set(
        data["results"][0]
    )
    asked = Request(text="النفط", window=Window(size=2))
    of_api = page_to_json(searcher.search(asked), no_address)
    assert data | {"took_ms": 0} == of_api | {"took_ms": 0}
    assert {count["url"] for facet in data["facets"] for count in facet["counts"]} == {None}


def test_nothing_found_is_not_a_failure(run):
    """An empty result is a result."""
    assert json.loads(run("--json", "زقزقة").stdout)["total"] == 0


def test_no_index_is_told_in_a_sentence(tmp_path):
    """The way out is in the message."""
    result = CliRunner().invoke(search, ["النفط", "--index-dir", str(tmp_path)])
    assert result.exit_code == 1
    assert "build the index with: iqtisad index build" in result.stderr


def test_nothing_that_was_printed_commands_the_terminal(make_index, tmp_path):
    """Neither headline nor text nor query; as JSON it is the same data."""
    make_index(
        {"id": "a", "title": "سعر\u202e النفط", "body": "سعر النفط \x9b2J", "source": "\u2067م"}
    )
    for options in ((), ("--json",)):
        asked = ["نفط\u202e", *options, "--index-dir", str(tmp_path / "index")]
        result = CliRunner().invoke(search, asked)
        assert result.exit_code == 0, result.output
        assert not set(result.output) & set("\x1b\x9b\u202e\u2067")
        assert "\\u202e" in result.output
    assert json.loads(result.stdout)["results"][0]["source"] == "\u2067م"


def test_meaning_of_an_index_without_vectors_is_told_with_the_way_out(run):
    """The articles are printed all the same, by their words."""
    words, meaning = run("النفط"), run("--meaning", "النفط")
    assert meaning.stdout == words.stdout != ""
    told = "in the order of words: there are no vectors"
    assert meaning.stderr.startswith(told)
    assert meaning.stderr.endswith(words.stderr)
    assert "iqtisad index embed" in meaning.stderr


@pytest.mark.usefixtures("with_vectors")
def test_meaning_of_an_index_with_vectors_is_asked_for(run):
    """Nothing is to be told; JSON says what was asked for."""
    result = run("--meaning", "--json", "النفط")
    assert result.stderr == ""
    data = json.loads(result.stdout)
    assert (data["query"]["meaning"], data["index"]["meaning"]) == (True, True)


@pytest.mark.usefixtures("with_newest_vectors")
def test_articles_without_a_vector_are_told(run):
    """The operator asks, and can go on."""
    assert "no vector yet: iqtisad index embed" in run("--meaning", "النفط").stderr
