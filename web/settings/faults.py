"""Faults of a configuration: where, what, and the way out."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from web.settings.keys import Key

#: How alike two names must be for one to be a slip of the other. Set by hand: prot is port, and
#: colour is not cors.
_ALIKE = 0.7
#: The letters of a value that a message shows: most of a line.
_BRIEF = 60


@dataclass(frozen=True, slots=True)
class SettingsFault:
    """Something that is not accepted; where is a file with its line, or a variable."""

    where: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        """Return the fault in a sentence."""
        return f"{self.where}: {self.reason}; {self.remedy}"


class SettingsError(Exception):
    """A configuration cannot be used; has every fault, one a line."""

    def __init__(self, faults: Sequence[SettingsFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))


def not_accepted(
    where: str,
    key: Key,
    value: Any,  # noqa: ANN401
    told: str = "",
) -> SettingsFault:
    """Return the fault of a value that a key does not take.

    told is what its judge says, with the way out: it stands for a value that is not to be quoted.
    """
    name, kinds = (
        key.name,
        f"a list of which each is {key.kind.expects}" if key.many else key.kind.expects,
    )
    remedy = f"write that, or leave it out ({key.usual})"
    if key.kind.quoted:
        return SettingsFault(where, f"{name} = {_brief(value)} is not {kinds}", remedy)
    reason, _, way = told.rpartition("; ")
    return SettingsFault(where, reason or f"{name} is not {kinds}", way if reason else remedy)


def _brief(value: Any) -> str:  # noqa: ANN401
    """Return a value for a message: what is long is cut.

    >>> _brief("a" * 99)[-5:]
    'aaaa…'
    """
    text = repr(value) if str(value).isprintable() else ascii(value)
    return text if len(text) <= _BRIEF else f"{text[:_BRIEF]}…"


def named(key: str) -> str:
    """Return the name of a key for a message: bare if it is plain, else escaped.

    >>> named("port"), named("a" + chr(27)).isprintable()
    ('port', True)
    """
    return key if key.isprintable() and len(key) <= _BRIEF else _brief(key)


def nearest(name: str, known: Sequence[str]) -> str:
    """Return what was probably meant by a name: of the same last part, else spelled alike; or "".

    >>> nearest("streams", ["port", "limits.streams"]), nearest("prot", ["port"]), nearest("x", [])
    ('limits.streams', 'port', '')
    """
    leaf = name.rpartition(".")[2]
    same = [each for each in known if each.rpartition(".")[2] == leaf]
    leaves = {each.rpartition(".")[2]: each for each in known}
    alike = [
        *get_close_matches(name, known, 1, _ALIKE),
        *map(leaves.get, get_close_matches(leaf, leaves, 1, _ALIKE)),
    ]
    return next(iter([*same, *alike]), None) or ""
