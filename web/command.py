"""The console command: serve, and the commands of the other packages under one name."""

import errno
from contextlib import suppress
from functools import cache, partial
from importlib.metadata import EntryPoint, distribution, version
from socket import socket
from typing import Any

import click

from web import create_app
from web.settings.options import config_option, defaults_of, settings_options
from web.settings.settings import Settings

#: The entry points (pyproject.toml) that name the commands of the other packages. A command is
#: imported when it is called: a search does not wait for the code that builds an index.
_GROUP = "iqtisad.commands"
#: The commands that read the configuration themselves, and tell its faults in their own way.
_CONFIGURED = frozenset(("config", "doctor", "serve"))
#: What another port mends; everything else is a fault of the host.
_PORT_FAULTS = {errno.EADDRINUSE, errno.EACCES}


class _Commands(click.Group):
    """The commands of this module, and those that the entry points name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted([*super().list_commands(ctx), *_entry_points()])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name, None if there is none."""
        entry_point = _entry_points().get(cmd_name)
        if entry_point is None:
            return super().get_command(ctx, cmd_name)
        command: click.Command = entry_point.load()
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called, and give it the defaults that the file has."""
        name, command, rest = super().resolve_command(ctx, args)
        if name and command and name not in _CONFIGURED:
            ctx.default_map = {name: defaults_of(command, ctx, asks_help="--help" in rest)}
        return name, command, rest


@cache
def _entry_points() -> dict[str, EntryPoint]:
    """Return the entry points of the other commands by name."""
    installed = distribution("iqtisad").entry_points.select(group=_GROUP)
    return {entry_point.name: entry_point for entry_point in installed}


@click.group(cls=_Commands)
@click.version_option(version("iqtisad"), prog_name="iqtisad")
@config_option
def main(**_: Any) -> None:  # noqa: ANN401
    """Full-text search over Arabic economic news."""


@main.command()
@settings_options
def serve(settings: Settings) -> None:
    """Serve the reader's page until interrupted.

    An index that is built later is noticed within a second; until there is one the page says so.
    The inner loops are compiled first; that takes seconds once, and is cached.
    """
    # Not above: a server takes longer to import than other commands take to run.
    from search import IndexUnavailableError  # noqa: PLC0415
    from web.server import sockets  # noqa: PLC0415
    from web.server.garbage import look_seldom  # noqa: PLC0415
    from web.server.prefork import run  # noqa: PLC0415

    try:
        listeners = sockets.listen(settings.host, settings.port, settings.processes)
    except (OSError, UnicodeError) as error:
        fault = getattr(error, "strerror", None) or "no name of a host"
        option = "--port" if getattr(error, "errno", None) in _PORT_FAULTS else "--host"
        raise click.ClickException(
            f"cannot listen on {settings.host}:{settings.port}: {fault};"
            f" choose another with {option}"
        ) from error
    app = create_app(settings, compiled=True)
    searcher = app.extensions["searcher"]

    def work(listener: socket) -> None:
        with suppress(IndexUnavailableError):  # the page will say so
            searcher.open()
        sockets.serve(app, listener)

    try:
        searcher.open()  # once: forked processes share the pages that were read
    except IndexUnavailableError as error:
        where = settings.index_dir
        click.echo(f"{error}\nUntil {where} has one (--index-dir), pages answer 503.", err=True)
    look_seldom()
    click.echo(f"Iqtisad is at {sockets.url_of(listeners[0])} (Ctrl-C ends it)")
    # The parent answers nobody: open files of an old version would keep its space on the disk.
    run([partial(work, listener) for listener in listeners], started=searcher.close)
