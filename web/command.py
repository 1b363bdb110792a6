"""The console command: serve, and the commands of the other packages under one name."""

import errno
import os
from functools import cache
from importlib.metadata import EntryPoint, distribution, version
from pathlib import Path
from typing import Any

import click

#: The entry points (pyproject.toml) that name the commands of the other packages. A command is
#: imported when it is called: a search does not wait for the code that builds an index.
_GROUP = "iqtisad.commands"
#: The exit status of what Ctrl-C ended, as a shell and web.entry have it.
_INTERRUPTED = 130
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

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  Click's own signature
        """Run a command; what its failure quotes commands no terminal.

        That it was interrupted while it was imported is one sentence.
        """
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nInterrupted.", err=True)
            ctx.exit(_INTERRUPTED)
        except click.ClickException as error:
            from search import escaped  # noqa: PLC0415  only a failure waits for it

            lines = map(escaped, error.message.split("\n"))
            error.message = "\n".join(lines)  # type: ignore[misc]  # the rest of it stays
            raise


@cache
def _entry_points() -> dict[str, EntryPoint]:
    """Return the entry points of the other commands by name."""
    installed = distribution("iqtisad").entry_points.select(group=_GROUP)
    return {entry_point.name: entry_point for entry_point in installed}


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
@click.option(
    "--names",
    envvar="IQTISAD_NAMES",
    show_envvar=True,
    show_default="names.toml beside the index directory",
    type=click.Path(dir_okay=False, path_type=Path),
    help="What sources and sections are called.",
)
@click.option(
    "--cors",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    envvar="IQTISAD_CORS",
    show_envvar=True,
    help="Pages of this origin may read the API (https://example.org, or * for all); repeatable.",
)
def serve(  # noqa: PLR0913  one for each option
    index_dir: Path,
    host: str,
    port: int,
    processes: int,
    *,
    names: Path | None,
    origins: tuple[str, ...],
) -> None:
    """Serve the reader's page until interrupted.

    An index that is built later is noticed within a second; until there is one the page says so.
    The inner loops are compiled first; that takes seconds once, and is cached.
    """
    # Not above: a server takes longer to import than other commands take to run.
    from web.server import listeners  # noqa: PLC0415
    from web.serving import Service  # noqa: PLC0415

    try:
        listening = listeners.inherited() or listeners.at_address(host, port, processes)
    except (OSError, UnicodeError) as error:
        fault = getattr(error, "strerror", None) or "no name of a host"
        option = "--port" if getattr(error, "errno", None) in _PORT_FAULTS else "--host"
        raise click.ClickException(
            f"cannot listen on {host}:{port}: {fault}; choose another with {option}"
        ) from error
    service = Service(index_dir=index_dir, names=names, origins=origins)
    service.open()
    click.echo(f"Iqtisad is at {listeners.url_of(listening[0])} (Ctrl-C ends it)")
    service.run(listening, processes)
