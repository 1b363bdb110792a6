"""The keys as a table, for the README, and as a file, for an operator to change."""

from collections.abc import Mapping

from web.settings.keys import Key, written
from web.settings.resolution import Given
from web.settings.settings import KEYS


def markdown() -> str:
    """Return the table of all keys in Markdown, a line each."""
    rows = ["| key | default | what |", "|---|---|---|", *map(_row, KEYS.values())]
    return "\n".join(rows)


def _row(key: Key) -> str:
    usual = key.shown or f"`{key.usual}`"
    return f"| `{key.name}` | {usual} | {key.says} |"


def toml(given: Mapping[str, Given]) -> str:
    """Return values as an iqtisad.toml, each with where it comes from."""
    lines, part = [], ""
    for name, each in given.items():
        before, _, leaf = name.rpartition(".")
        if before != part:
            part = before
            lines += ["", f"[{part}]"]
        lines.append(f"{leaf} = {written(each.value)}  # {each.origin}")
    return "\n".join(lines)
