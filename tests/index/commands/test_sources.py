"""The commands about sources."""

import json

import pytest
from click.testing import CliRunner

from index.commands.sources import sources

LIST = '[[source]]\nname = "المرفأ"\nfeed = "https://marfa.example/feed"\n'


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a command over a list."""
    path = tmp_path / "sources.toml"
    path.write_text(LIST, "utf-8")

    def run(command, *arguments, status=0):
        result = CliRunner().invoke(sources, [command, *arguments], catch_exceptions=False)
        assert result.exit_code == status, result.output
        return result

    run.path = path
    return run


def test_list_says_when_each_is_due(run, tmp_path):
    """Without a state everything is due now, and nothing is made."""
    (row,) = json.loads(run("list", str(run.path), "--archive", str(tmp_path), "--json").stdout)
    assert (row["name"], row["due"], row["failures"]) == ("المرفأ", "now", 0)
    assert "https://marfa.example/feed" in run("list", str(run.path)).stdout
    assert not list(tmp_path.glob("state*"))


def test_check_says_whether_the_list_is_sound(run):
    """Or which line is not."""
    assert "1 sources, sound" in run("check", str(run.path)).stdout
    run.path.write_text(LIST + 'feeed = "x"\n', "utf-8")
    assert f"{run.path}:4: unknown key" in run("check", str(run.path), status=1).stderr
