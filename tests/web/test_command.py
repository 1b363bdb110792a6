"""The console command; tests/web/server/test_service.py starts the server itself."""

import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner

import web
from web.command import main

PROJECT = tomllib.loads((Path(web.__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
#: The commands of the other packages, as the project declares them.
DECLARED = PROJECT["project"]["entry-points"]["iqtisad.commands"]


def run(*arguments):
    """Return what the command answers."""
    return CliRunner().invoke(main, arguments)


def test_the_commands_of_all_packages_are_listed():
    """Each with a sentence of what it does."""
    listed = run("--help").output.partition("Commands:")[2].strip().splitlines()
    assert [line.split()[0] for line in listed] == sorted([*DECLARED, "serve"])
    assert all(len(line.split()) > 3 for line in listed)


@pytest.mark.parametrize("name", [*sorted(DECLARED), "serve"])
def test_a_command_is_the_one_that_is_declared(name):
    """It explains itself under the common name."""
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Usage: main {name}" in result.output


def test_a_command_that_does_not_exist_is_refused():
    """The message names the command."""
    result = run("serch")
    assert result.exit_code == 2
    assert "No such command 'serch'" in result.output


def test_the_version_is_that_of_the_project():
    """The version comes from the installed package."""
    assert run("--version").output == f"iqtisad, version {version('iqtisad')}\n"


def test_a_command_is_imported_when_it_is_called():
    """A search does not wait for the code that builds an index or serves pages."""
    told = subprocess.run(
        [sys.executable, "-c", "import sys, web.command; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    modules = {target.partition(":")[0] for target in DECLARED.values()}
    assert not modules & set(told)
    assert not {"index.indexer.build", "web.server.listeners", "granian", "numba"} & set(told)


@pytest.mark.parametrize(
    "arguments",
    [("--port", "99999"), ("--processes", "0"), ("--index-dir", __file__)],
    ids=["port", "processes", "a-file"],
)
def test_what_cannot_be_served_is_refused(arguments):
    """Before anything is opened."""
    result = run("serve", *arguments)
    assert result.exit_code == 2
    assert f"Invalid value for '{arguments[0]}'" in result.output


def test_a_failure_commands_no_terminal(tmp_path):
    """Whatever it quotes: a name of a folder, with a byte that is no text."""
    for name in ("a\x1b[2J\u202e", "b\udcff"):
        result = run("search", "نفط", "--index-dir", str(tmp_path / name))
        assert result.exit_code == 1
        assert not set(result.output) & set("\x1b\u202e\udcff")
        assert ascii(name)[1:-1] in result.output
