"""The console command: serve, and the commands of index and search gathered under one name."""

import gc
import os
from contextlib import suppress
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

import click

from web import create_app

if TYPE_CHECKING:
    from search import Searcher

#: Where the other commands are: each is imported when it is asked for, so that a search does
#: not wait for what builds an index.
_ELSEWHERE = {
    "index": ("index.command", "index"),
    "analyze": ("index.command", "analyze"),
    "search": ("search.command", "search"),
    "evaluate": ("web.evaluation", "evaluate_command"),
}


class _Commands(click.Group):
    """The commands that stand here, and those elsewhere."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted([*super().list_commands(ctx), *_ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name, None where there is none."""
        if cmd_name not in _ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        module, name = _ELSEWHERE[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=_Commands)
@click.version_option(version("iqtisad"), prog_name="iqtisad")
def main() -> None:
    """Full-text search over Arabic economic news."""


@main.command()
@click.option(
    "--index-dir",
    default="data/index",
    show_default=True,
    envvar="IQTISAD_INDEX_DIR",
    show_envvar=True,
    type=click.Path(file_okay=False, path_type=Path),
)
@click.option("--host", default="127.0.0.1", show_default=True, envvar="IQTISAD_HOST")
@click.option(
    "--port", default=8000, show_default=True, envvar="IQTISAD_PORT", type=click.IntRange(0, 65535)
)
@click.option(
    "--processes",
    default=os.cpu_count() or 1,
    show_default="one for each core",
    envvar="IQTISAD_PROCESSES",
    type=click.IntRange(1),
)
def serve(index_dir: Path, host: str, port: int, processes: int) -> None:
    """Serve the reader's page until interrupted.

    An index built later is noticed within a second; until there is one the page says so.
    The inner loops are compiled first; that is kept, and takes seconds once.
    """
    # Not above: a compiler and a server take longer to import than other commands to run.
    from search import IndexUnavailableError  # noqa: PLC0415
    from search.compiled import COMPILED  # noqa: PLC0415
    from web import serving  # noqa: PLC0415
    from web.processes import run  # noqa: PLC0415

    try:
        listeners = serving.listen(host, port, processes)
    except OSError as error:
        raise click.ClickException(
            f"cannot listen on {host}:{port}: {error.strerror}; choose another with --port"
        ) from error
    app = create_app(index_dir, kernels=COMPILED)
    searcher = app.extensions["searcher"]

    def work(listener: socket) -> None:
        with suppress(IndexUnavailableError):  # the page will say so
            searcher.open()
        serving.serve(app, listener)

    with suppress(IndexUnavailableError):
        searcher.open()  # once for all: forked processes share what was read
    click.echo(f"Iqtisad is at {serving.url_of(listeners[0])} (Ctrl-C ends it)")
    run([partial(work, listener) for listener in listeners], started=partial(_let_go, searcher))


def _let_go(searcher: "Searcher") -> None:
    """Close the index of a process that answers nobody: else it holds an old version's disk."""
    searcher.close()
    gc.collect()
