"""The console command: serve, and the commands of the other packages under one name."""

from functools import cache
from importlib.metadata import EntryPoint, distribution, version
from typing import Any

import click

from web.settings.options import config_option, defaults_of, settings_options
from web.settings.settings import Settings

#: The entry points (pyproject.toml) that name the commands of the other packages. A command is
#: imported when it is called: a search does not wait for the code that builds an index.
_GROUP = "iqtisad.commands"
#: The exit status of what Ctrl-C ended, as a shell and web.entry have it.
_INTERRUPTED = 130
#: The commands that read the configuration themselves, and tell its faults in their own way.
_CONFIGURED = frozenset(("config", "doctor", "serve"))


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
    from web.serving import ListeningError, Service, listen  # noqa: PLC0415

    try:
        Service(settings).run(listen(settings))
    except ListeningError as error:
        raise click.ClickException(str(error)) from error
