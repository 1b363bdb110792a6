"""The options of a command that serves, and the defaults that a file gives to others."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from index.commands.manage import index
from search.command import search
from web.settings.options import config_option, defaults_of, settings_options
from web.settings.settings import KEYS


@click.command()
@settings_options
def told(settings):
    """Print what a server gets."""
    click.echo(f"{settings.index_dir} {settings.port} {settings.cors} {settings.limits.streams}")


def run(*arguments, **environment):
    """Return what the command answers."""
    return CliRunner().invoke(told, arguments, env=environment)


def test_every_key_of_a_server_is_an_option():
    """With its sentence, its variable and its default."""
    words = run("--help").output.split()
    for key in KEYS.values():
        assert (key.option in words) == key.of_serve
        assert not key.of_serve or f"{key.variable};" in words


def test_options_variables_and_the_file_meet(write):
    """The command line has the last word."""
    file = write("port = 1\nindex_dir = 'f'\n[limits]\nstreams = 7")
    result = run("--config", file, "--port", "3", "--cors", "*", IQTISAD_INDEX_DIR="e")
    assert result.output == "e 3 ('*',) 7\n"


@pytest.mark.parametrize(
    ("option", "value"), [("--port", "x"), ("--cors", "example.org"), ("--host", "")]
)
def test_an_option_that_is_not_accepted(option, value):
    """Click says so, with the usage."""
    result = run(option, value)
    assert result.exit_code == 2
    assert f"Invalid value for '{option}'" in result.output


def test_faults_of_the_file_end_a_server(write):
    """All of them, with their lines, and no trace of a stack."""
    result = run("--config", write("prot = 1\nport = -1"))
    assert result.exit_code == 1
    assert "iqtisad.toml:1: unknown key prot; write port" in result.output
    assert "iqtisad.toml:2: port = -1 is not" in result.output


@click.group()
@config_option
@click.pass_context
def group(context, **_):
    """Give the commands of two packages what a file says."""
    for command in (index, search):
        context.default_map = (context.default_map or {}) | {
            command.name: defaults_of(command, context)
        }


group.add_command(index)
group.add_command(search)


@pytest.mark.parametrize(
    "arguments", [("index", "list"), ("search", "نفط")], ids=["list", "search"]
)
def test_other_commands_take_the_directory_of_the_file(write, arguments, tmp_path):
    """Those of a group, too; a variable and an option go before it."""
    file = write(f"index_dir = '{tmp_path / 'filed'}'")

    def told_of(*options, **environment):
        call = ("--config", file, *arguments, *options)
        return CliRunner().invoke(group, call, env=environment).output

    assert str(tmp_path / "filed") in told_of()
    assert "typed" in told_of("--index-dir", "typed")
    assert "varied" in told_of(IQTISAD_INDEX_DIR="varied")


def test_help_is_given_beside_a_faulty_file(write):
    """Who asks how a command is used is told."""
    with click.Context(group) as context:
        context.params["config"] = Path(write("prot = 1"))
        assert defaults_of(search, context, asks_help=True) == {}
        with pytest.raises(click.ClickException, match="unknown key prot"):
            defaults_of(search, context)


def test_a_cluster_of_the_file_is_searched(write):
    """By other commands than the server, too; a directory that is typed goes before it."""
    file = write("index = 'opensearch+http://127.0.0.1:1/news'")

    def told_of(*options, **environment):
        call = ("--config", file, "search", "نفط", *options)
        return CliRunner().invoke(group, call, env=environment).output

    assert "127.0.0.1:1" in told_of()
    assert "typed: no index here" in told_of("--index-dir", "typed")
    assert "127.0.0.1:2" in told_of("--index", "opensearch+http://127.0.0.1:2/news")
