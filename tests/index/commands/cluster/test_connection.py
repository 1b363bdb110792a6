"""How a cluster is named on the command line."""

import pytest
from click.testing import CliRunner

from index.commands.cluster.connection import connected
from index.commands.manage import index

NOBODY = "opensearch+http://127.0.0.1:1/news"


COMMANDS = [
    pytest.param(["list"], id="list"),
    pytest.param(["stats"], id="stats"),
    pytest.param(["check"], id="check"),
    pytest.param(["verify"], id="verify"),
    pytest.param(["rollback"], id="rollback"),
    pytest.param(["activate", "news-20200101t000000000000"], id="activate"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_the_address_from_the_environment(command, tmp_path, monkeypatch):
    """The directory is not looked at then, and a cluster that does not answer is one sentence."""
    monkeypatch.setenv("IQTISAD_INDEX", NOBODY)
    monkeypatch.setenv("IQTISAD_INDEX_DIR", str(tmp_path / "none"))
    monkeypatch.setattr("index.commands.cluster.connection._DEADLINE", 1.0)
    result = CliRunner().invoke(index, command)
    assert result.exit_code == 1
    assert result.output.startswith(f"Error: {NOBODY}: no node can be asked")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_directory_that_is_typed_counts_before_the_environment(command, tmp_path, monkeypatch):
    """Who names one would else change what all readers of the cluster see."""
    monkeypatch.setenv("IQTISAD_INDEX", NOBODY)
    directory = tmp_path / "none"
    result = CliRunner().invoke(index, [*command, "--index-dir", str(directory)])
    assert NOBODY not in result.output
    assert str(directory) in result.output


def test_an_address_that_is_typed_counts_before_a_directory(tmp_path, monkeypatch):
    """Blanks around it do no harm."""
    monkeypatch.setattr("index.commands.cluster.connection._DEADLINE", 1.0)
    typed = ["--index", f" {NOBODY} ", "--index-dir", str(tmp_path / "none")]
    result = CliRunner().invoke(index, ["list", *typed])
    assert result.output.startswith(f"Error: {NOBODY}: no node can be asked")


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("data/index", id="directory"),
        pytest.param("opensearch+http://search.example/news", id="clear text"),
        pytest.param("opensearch+https://editor:secret@search.example/news", id="secret"),
    ],
)
def test_what_is_no_address_is_refused_before_there_is_work(address, tmp_path):
    """By one sentence, which does not print a secret."""
    (tmp_path / "a.jsonl").write_text('{"body": "النفط"}', "utf-8")
    paths = [str(tmp_path / "a.jsonl"), "--index-dir", str(tmp_path / "index")]
    result = CliRunner().invoke(index, ["build", *paths, "--to", address])
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert "secret@" not in result.output
    assert not (tmp_path / "index").exists()


@pytest.mark.parametrize("command", ["build", "update"])
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        pytest.param(["--to", ""], "--to is empty; name the address", id="variable not set"),
        pytest.param(["--to", " "], "--to is empty; name the address", id="blank"),
        pytest.param(["--shards", "2"], "name it with --to ADDRESS", id="shards of nothing"),
        pytest.param(["--replicas", "0"], "name it with --to ADDRESS", id="copies of nothing"),
    ],
)
def test_what_would_be_sent_nowhere_is_a_fault_of_usage(command, options, sentence, tmp_path):
    """Nothing is made, and nobody believes that it was sent."""
    (tmp_path / "a.jsonl").write_text('{"body": "النفط"}', "utf-8")
    paths = [str(tmp_path / "a.jsonl"), "--index-dir", str(tmp_path / "index")]
    result = CliRunner().invoke(index, [command, *paths, *options])
    assert result.exit_code == 2
    assert sentence in result.output
    assert not (tmp_path / "index").exists()


def test_a_connection_is_closed(opensearch):
    """A socket that stays open fails the tests."""
    with connected(opensearch.address("nothing")) as versions:
        assert versions.live() is None
