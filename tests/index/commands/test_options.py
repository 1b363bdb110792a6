"""The options that several of the operator's commands share."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from index.commands.build import build, update
from index.commands.manage import index
from index.commands.options import (
    allow_shrink_option,
    index_dir_option,
    json_option,
    memory_option,
)
from index.indexer.build import MEMORY


@click.command()
@index_dir_option
@json_option
@allow_shrink_option
@memory_option
def told(**options):
    """Print the options that a command gets."""
    for name, value in options.items():
        click.echo(f"{name} {value!r}")


def options_of(*arguments, **environment):
    """Return the options, given as arguments or in the environment."""
    output = CliRunner().invoke(told, arguments, env=environment, catch_exceptions=False).stdout
    return dict(line.split(" ", 1) for line in output.splitlines())


def test_without_options():
    """An index beside the archive, the memory of the builder, and nothing that is dangerous."""
    assert options_of(IQTISAD_INDEX_DIR=None) == {
        "index_dir": repr(Path("data/index")),
        "as_json": "False",
        "allow_shrink": "False",
        "memory": str(MEMORY),
    }


def test_the_directory_is_that_of_the_environment(tmp_path):
    """A service names it once; the command line has the last word."""
    environment = {"IQTISAD_INDEX_DIR": str(tmp_path)}
    assert options_of(**environment)["index_dir"] == repr(tmp_path)
    assert options_of("--index-dir", "x", **environment)["index_dir"] == repr(Path("x"))


def test_flags():
    """Each is on when it is there."""
    given = options_of("--json", "--allow-shrink", "--memory", "7")
    assert (given["as_json"], given["allow_shrink"], given["memory"]) == ("True", "True", "7")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["--memory", "0"], "x>=1", id="no-memory"),
        pytest.param(["--memory", "much"], "not a valid integer", id="no-number"),
        pytest.param(["--index-dir", __file__], "is a file", id="a-file"),
    ],
)
def test_what_cannot_be_is_refused(arguments, message):
    """With the usage and status 2, before anything is read."""
    result = CliRunner().invoke(told, arguments)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("command", index.commands.values(), ids=lambda command: command.name)
def test_a_command_over_an_index_says_where_it_looks(command):
    """The help names the default and the variable of the environment."""
    output = CliRunner().invoke(command, ["--help"]).stdout
    assert "--index-dir" in output
    assert "IQTISAD_INDEX_DIR" in output


def test_what_makes_versions_shares_its_options():
    """A build and an update are guarded alike."""
    for command in (build, update):
        names = {parameter.name for parameter in command.params}
        assert names >= {"index_dir", "as_json", "allow_shrink", "memory"}
