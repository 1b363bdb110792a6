"""iqtisad.toml -> the values in it with their lines, and its faults.

    index_dir = "/srv/iqtisad/index"
    public_url = "https://search.example.org"

    [limits]
    streams = 50

A key that nobody reads is refused: it is a slip of the pen, and would be missed until it matters.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from web.settings.faults import SettingsFault, named, nearest, not_accepted
from web.settings.keys import Key
from web.settings.settings import KEYS

NAME = "iqtisad.toml"
#: Where a file is looked for if none is named.
USUAL = (Path(NAME), Path("/etc/iqtisad") / NAME)
VARIABLE = "IQTISAD_CONFIG"
_PARTS = frozenset(name.partition(".")[0] for name in KEYS if "." in name)
_HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"\s*([\w.\"' \t-]+?)\s*=")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The values of a file by key, with the file and line of each, and the faults."""

    path: Path | None = None
    values: dict[str, tuple[Any, str]] = field(default_factory=dict)
    faults: tuple[SettingsFault, ...] = ()


def find_file(named: Path | None, environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the file that is named, in the environment too, else one at a usual place, or None."""
    if named is not None:
        return named
    if environment.get(VARIABLE):
        return Path(environment[VARIABLE])
    return next((path for path in USUAL if _is_there(path)), None)


def _is_there(path: Path) -> bool:
    """Return whether something has this name: what cannot be looked at is told when it is read."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def read_file(path: Path | None) -> ReadFile:
    """Return what is in a file; of a file with faults the values that have none."""
    if path is None:
        return ReadFile()
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not UTF-8"
        remedy = f"name another with --config or {VARIABLE}, or leave it out"
        return ReadFile(
            path, faults=(SettingsFault(_shown(path), f"cannot be read ({why})", remedy),)
        )
    reading = _Reading(_shown(path), _lines(text))
    values = dict(reading.values(text))
    return ReadFile(path, values, tuple(reading.faults))


def _shown(path: Path) -> str:
    """Return a path for a message, which must be text."""
    return os.fsencode(path).decode("utf-8", "replace")


@dataclass(slots=True)
class _Reading:
    """Reads a file key by key, so that one run tells every fault."""

    where: str
    lines: dict[str, int]
    faults: list[SettingsFault] = field(default_factory=list)

    def values(self, text: str) -> Iterator[tuple[str, tuple[Any, str]]]:
        """Yield the keys with their values and places."""
        for name, value in self._pairs(self._document(text)):
            key, at = KEYS.get(name), f"{self.where}:{self._line(name)}"
            if key is None:
                self.faults.append(_unknown(at, name))
            elif not _is_written(key, value):
                self.faults.append(not_accepted(at, key, value))
            else:
                yield from self._accepted(key, value, at)

    def _accepted(self, key: Key, value: Any, at: str) -> Iterator[tuple[str, tuple[Any, str]]]:  # noqa: ANN401
        try:
            yield key.name, (key.accepted(value), at)
        except click.BadParameter as error:
            self.faults.append(not_accepted(at, key, value, error.message))

    def _document(self, text: str) -> dict[str, Any]:
        import tomllib  # noqa: PLC0415  most commands find no file

        try:
            return tomllib.loads(text)
        except RecursionError:
            fault = SettingsFault(
                self.where, "brackets in brackets", "write plain values and lists"
            )
        except ValueError as error:
            place = _PLACE.search(str(error))
            line = int(place[1]) if place and place[1] else len(text.splitlines())
            reason = f"not TOML ({_PLACE.sub('', str(error))})"
            fault = SettingsFault(f"{self.where}:{line}", reason, "mend the line")
        self.faults.append(fault)
        return {}

    @staticmethod
    def _pairs(document: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """Yield the keys of a document by their whole names."""
        for name, value in document.items():
            if name in _PARTS and isinstance(value, dict):
                yield from ((f"{name}.{leaf}", each) for leaf, each in value.items())
            else:
                yield name, value

    def _line(self, name: str) -> int:
        """Return the line of a key, that of its part where it stands in braces."""
        return self.lines.get(name) or self.lines.get(name.partition(".")[0], 1)


def _is_written(key: Key, value: Any) -> bool:  # noqa: ANN401
    """Return whether a value is written as its kind is: a number is not a text, nor true a 1."""
    if key.many:
        return isinstance(value, list) and all(type(each) in key.kind.written for each in value)
    return type(value) in key.kind.written


def _unknown(at: str, name: str) -> SettingsFault:
    if name in _PARTS:
        return SettingsFault(at, f"{name} is a part and no key", f"write its keys under [{name}]")
    meant = nearest(name, list(KEYS))
    if not meant:
        return SettingsFault(
            at, f"unknown key {named(name)}", "iqtisad config show has all that are known"
        )
    part, _, leaf = meant.rpartition(".")
    place = f" under [{part}]" if part else " before the first [part]"
    remedy = f"write {leaf}{'' if part == name.rpartition('.')[0] else place}"
    return SettingsFault(at, f"unknown key {named(name)}", remedy)


def _lines(text: str) -> dict[str, int]:
    """Return the lines of parts and keys by their whole names; the first, if a name is twice."""
    lines: dict[str, int] = {}
    part = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            part = _bare(header[1])
            lines.setdefault(part, number)
        elif found := _KEY.match(line):
            lines.setdefault(f"{part}.{_bare(found[1])}" if part else _bare(found[1]), number)
    return lines


def _bare(name: str) -> str:
    """Return a name without quotes and blanks.

    >>> _bare('limits . "streams"')
    'limits.streams'
    """
    return re.sub(r"[\"'\s]", "", name)
