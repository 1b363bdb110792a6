"""The options of a command that serves: one for each key, and --config."""

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from web.settings.faults import SettingsError
from web.settings.file import VARIABLE
from web.settings.keys import Key
from web.settings.resolution import Resolution, resolve
from web.settings.settings import KEYS, Settings

_OF_SERVE = [key for key in KEYS.values() if key.of_serve]
#: The parameters of other commands whose default the file may have, and their keys.
_SHARED = {
    "index": "index",
    "index_dir": "index_dir",
    "names": "names",
    "archive": "archive_dir",
}

config_option = click.option(
    "--config",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"The configuration.  [env var: {VARIABLE}; default: iqtisad.toml here, else in"
    " /etc/iqtisad]",
)


class _Value(click.ParamType):  # type: ignore[type-arg]  # Click 8.1 has none
    """What a key takes, told by Click as the fault of an option."""

    def __init__(self, key: Key) -> None:
        self._key, self.name = key, key.kind.judge.name

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401
        """Return the value."""
        try:
            return self._key.one(value)
        except click.BadParameter as error:
            return self.fail(error.message, param, ctx)


def settings_options(command: Callable[[Settings], None]) -> Callable[..., None]:
    """Add to a command an option for each key; it is called with the settings.

    The faults of file and environment are told together, and end it with status 1.
    """

    @wraps(command)
    def with_settings(**_: Any) -> None:  # noqa: ANN401  the context knows which were typed
        command(settings_of(typed()))

    return key_options(with_settings)


def key_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add to a command an option for each key, and --config; it asks typed() what holds."""
    for key in reversed(_OF_SERVE):
        command = _option(key)(command)
    return config_option(command)


def _option(key: Key) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        key.option,
        key.parameter,
        type=_Value(key),
        multiple=key.many,
        help=f"{key.says}{'  Repeatable.' if key.many else ''}"
        f"  [env var: {key.variable}; default: {key.usual}]",
    )


def typed() -> Resolution:
    """Return the configuration of the current command, with the options that were typed."""
    context = click.get_current_context()
    options = {
        name: value
        for name, value in context.params.items()
        if context.get_parameter_source(name) == ParameterSource.COMMANDLINE
    }
    return resolve(config_file(context), options=options)


def config_file(context: click.Context) -> Path | None:
    """Return the file that --config names, before the command or after it."""
    named: Path | None = context.params.get("config")
    if named is None and context.parent is not None:
        return config_file(context.parent)
    return named


def settings_of(resolution: Resolution) -> Settings:
    """Return the settings; raises click.ClickException with all faults."""
    try:
        return resolution.settings
    except SettingsError as error:
        raise click.ClickException(str(error)) from None


def defaults_of(
    command: click.Command, context: click.Context, *, asks_help: bool = False
) -> dict[str, Any]:
    """Return the default map of a command and those below it: what the file says.

    Raises click.ClickException with the faults of the file, unless help is asked for.
    """
    read = resolve(config_file(context), environment={VARIABLE: os.environ.get(VARIABLE, "")})
    if not asks_help:
        settings_of(read)
    given = {name: read.given[key] for name, key in _SHARED.items()}
    shared = {name: each.value for name, each in given.items() if each.origin != "default"}
    return _for_all(command, shared)


def _for_all(command: click.Command, shared: dict[str, Any]) -> dict[str, Any]:
    below = command.commands if isinstance(command, click.Group) else {}
    return {**shared, **{name: _for_all(each, shared) for name, each in below.items()}}
