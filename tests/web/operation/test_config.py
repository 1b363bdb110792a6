"""The commands about the configuration."""

import json

import pytest
from click.testing import CliRunner

from web.operation.config import config
from web.settings.settings import KEYS
from web.settings.table import markdown


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a function that runs a command beside a file, if there is one."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments, file=None, **environment):
        if file is not None:
            (tmp_path / "iqtisad.toml").write_text(file, "utf-8")
        return CliRunner().invoke(config, arguments, env=environment)

    return run


def test_every_key_is_shown_with_where_it_comes_from(run):
    """As lines of a file."""
    shown = run("show", file="port = 1\n[log]\nformat = 'json'", IQTISAD_HOST="h").output
    lines = shown.splitlines()
    assert "port = 1  # iqtisad.toml:1" in lines
    assert 'host = "h"  # IQTISAD_HOST' in lines
    assert 'format = "json"  # iqtisad.toml:3' in lines
    assert "streams = 200  # default" in lines


def test_the_same_for_programs(run):
    """Every key once."""
    rows = json.loads(run("show", "--json", file="port = 1").output)
    assert [row["key"] for row in rows] == list(KEYS)
    assert {"key": "port", "value": 1, "from": "iqtisad.toml:1"} in rows


def test_the_table_of_the_readme(run):
    """Is printed by a command."""
    assert run("show", "--markdown").output == markdown() + "\n"


def test_a_sound_file(run):
    """Is said to be one, with what it sets."""
    result = run("check", file="port = 1")
    assert (result.exit_code, result.output) == (
        0,
        f"iqtisad.toml: sound, 1 of {len(KEYS)} keys are set\n",
    )


def test_all_faults_at_once(run):
    """Of the file and of the environment, with status 1."""
    result = run(
        "check", "iqtisad.toml", file="prot = 1\nhost = 1", IQTISAD_PORT="x", IQTISAD_PROT="1"
    )
    assert result.exit_code == 1
    told = sorted(line.partition(": ")[2].split(": ")[0] for line in result.output.splitlines())
    assert told == ["IQTISAD_PORT", "IQTISAD_PROT", "iqtisad.toml:1", "iqtisad.toml:2"]


def test_what_holds_is_shown_beside_faults(run):
    """The faults end it with status 1."""
    result = run("show", file="port = 9\nprot = 1")
    assert result.exit_code == 1
    assert "port = 9" in result.output
    assert "unknown key prot" in result.output


def test_a_file_that_is_not_there(run):
    """Is named."""
    result = run("check", "nothing.toml")
    assert result.exit_code == 1
    assert "nothing.toml: cannot be read" in result.output
