"""File < environment < options: the value of every key, and where it comes from."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click

from web.settings.faults import SettingsError, SettingsFault, nearest, not_accepted
from web.settings.file import VARIABLE, find_file, read_file
from web.settings.keys import PREFIX, Key
from web.settings.settings import KEYS, Settings

#: What stands between the values of a variable that has many.
_BETWEEN = re.compile(r"[\s,]+")
#: Variables that are no keys: secrets stand in no file of ours, and index.cluster reads them.
_OTHERS = frozenset(
    (
        VARIABLE,
        "IQTISAD_OPENSEARCH_SECRET",
        "IQTISAD_OPENSEARCH_SECRET_FILE",
        "IQTISAD_OPENSEARCH_CA",
    )
)


@dataclass(frozen=True, slots=True)
class Given:
    """A value, and where it comes from: a file with its line, a variable, an option, "default"."""

    value: Any
    origin: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The values of all keys, the file that was read, faults, and variables that nobody reads."""

    given: dict[str, Given]
    file: Path | None
    faults: tuple[SettingsFault, ...]
    unread: tuple[SettingsFault, ...]

    @property
    def settings(self) -> Settings:
        """The values, frozen; raises SettingsError with all faults."""
        if self.faults:
            raise SettingsError(self.faults)
        return self.sound

    @property
    def sound(self) -> Settings:
        """The values without those that have faults, to go on looking."""
        settings: Settings = _frozen(
            Settings, {name: each.value for name, each in self.given.items()}
        )
        return settings


def resolve(
    named: Path | None = None,
    *,
    options: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Resolution:
    """Return the value of every key.

    named is a file that must be there; options are the values that were typed, by the parameters
    of their keys, and have been judged already.
    """
    read = read_file(find_file(named, environment))
    faults = list(read.faults)
    given = {name: Given(key.default, "default") for name, key in KEYS.items()}
    given |= {name: Given(*value) for name, value in read.values.items()}
    for name, key in KEYS.items():
        if (text := environment.get(key.variable, "")).strip():
            try:
                given[name] = Given(_of_variable(key, text), key.variable)
            except click.BadParameter as error:
                faults.append(not_accepted(key.variable, key, text, error.message))
        if options and key.parameter in options:
            given[name] = Given(options[key.parameter], key.option)
    _choose_place(given)
    return Resolution(given, read.path, tuple(faults), tuple(_unread(environment)))


def _choose_place(given: dict[str, Given]) -> None:
    """Leave out the address of a cluster if a directory is named nearer to the command."""
    nearness = {name: _nearness(KEYS[name], given[name].origin) for name in ("index", "index_dir")}
    if nearness["index_dir"] > nearness["index"] > 0:
        given["index"] = Given(KEYS["index"].default, given["index_dir"].origin)


def _nearness(key: Key, origin: str) -> int:
    """Return how near to the command an origin is: options, the environment, a file, nothing."""
    near = {key.option: 3, key.variable: 2, "default": 0}
    return near.get(origin, 1)


def _of_variable(key: Key, text: str) -> Any:  # noqa: ANN401
    return key.accepted([each for each in _BETWEEN.split(text) if each] if key.many else text)


def read_settings() -> Settings:
    """Return what file and environment say; raises SettingsError."""
    return resolve().settings


def _unread(environment: Mapping[str, str]) -> Iterator[SettingsFault]:
    """Yield the variables that look like ours and are not read."""
    known = [*(key.variable for key in KEYS.values()), *_OTHERS]
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            meant = nearest(name, known)
            remedy = f"did you mean {meant}?" if meant else "remove it, or leave it to who reads it"
            yield SettingsFault(name, "a variable that nobody reads", remedy)


def _frozen(part: Any, values: dict[str, Any], before: str = "") -> Any:  # noqa: ANN401
    """Return a part of the settings, with the parts in it."""
    made = {}
    for each in fields(part):
        name = f"{before}{each.name}"
        inside = each.default_factory if name not in values else None
        made[each.name] = values[name] if inside is None else _frozen(inside, values, f"{name}.")
    return part(**made)
