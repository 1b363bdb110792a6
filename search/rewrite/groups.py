"""The table of synonyms: its lines, found by a name in any form.

The table is a text file that an editor can change: the members of a line mean the same (=) or
nearly the same (~). Names are compared by the stems of their words.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from index.analysis import STEM_TAG, fold, kin, terms, tokenize

_TABLE = "synonyms.txt"

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The names on one line of the table, and whether they are only near in meaning."""

    members: tuple[str, ...]
    near: bool


def groups_of(name: Key) -> tuple[Group, ...]:
    """Return the lines with a name, in any form of it."""
    beginning = (each for stem in _alike(name[0]) for each in _names().get((stem, len(name)), ()))
    return tuple(dict.fromkeys(group for key, group in beginning if are_same(key, name)))


def are_same(one: Key, other: Key) -> bool:
    """Return whether two names consist of forms of the same words."""
    return len(one) == len(other) and all(
        first == second or first in _alike(second) for first, second in zip(one, other, strict=True)
    )


def _alike(stem: str) -> tuple[str, ...]:
    """Return the stems of the same lexeme, a stem itself first."""
    return (stem, *kin(stem).same)


@cache
def _names() -> dict[tuple[str, int], list[tuple[Key, Group]]]:
    """Return the names of the table with their lines, by their first stem and number of words."""
    names: dict[tuple[str, int], list[tuple[Key, Group]]] = {}
    for group in read_groups():
        for key in map(key_of_text, group.members):
            names.setdefault((key[0], len(key)), []).append((key, group))
    return names


def read_groups() -> list[Group]:
    """Return the lines of the table; members without a word are left out."""
    groups = []
    for line in files("search.rewrite").joinpath(_TABLE).read_text("utf-8").splitlines():
        text = line.partition("#")[0]
        sign = "~" if "~" in text else "="
        members = tuple(m.strip() for m in text.split(sign) if _has_word(m.strip()))
        if len(members) > 1:
            groups.append(Group(members, near=sign == "~"))
    return groups


def _has_word(name: str) -> bool:
    return any(fold(word.text) for word in tokenize(name))


@cache
def key_of_text(name: str) -> Key:
    """Return the stems of the words of a name, which all its inflections share."""
    of_words = (terms(word.text) for word in tokenize(name))
    return tuple(each.stem.removeprefix(STEM_TAG) or each.exact for each in of_words if each.exact)
