"""The family of a stem: forms of one word that no affix joins, such as سوق and أسواق.

Two tables say which stems belong together. plurals.tsv is written by hand; families.tsv is mined
from an archive (index.mining): stems with the same root or the same skeleton of consonants that
occur in the same contexts. Where both contain a stem, plurals.tsv wins.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from index.analysis.normalize import fold
from index.analysis.stem import light_stem

#: The tables: mined, and written by hand.
MINED, BY_HAND = "families.tsv", "plurals.tsv"
TABLES = (MINED, BY_HAND)


def family(stem: str) -> str:
    """Return the stem that represents the family of stem; "" if it has none.

    >>> family("اسواق") == family("سوق") != ""
    True
    """
    return _leaders().get(stem, "")


@cache
def _leaders() -> dict[str, str]:
    mined = join((row[0], row[1]) for row in _rows(MINED))
    by_hand = join(_stems_of(row) for row in _rows(BY_HAND))
    return {stem: by_hand.get(leader, leader) for stem, leader in mined.items()} | by_hand


def join(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return {stem: leader} of the families that pairs form; the stem named first leads.

    >>> join([("سوق", "اسواق"), ("بنك", "بنوك"), ("سوق", "سويق")])["سويق"]
    'سوق'
    """
    leaders: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for one, other in pairs:
        first, second = leaders.get(one, one), leaders.get(other, other)
        if first != second:
            joined = members.setdefault(first, [first])
            joined += members.pop(second, [second])
            leaders |= dict.fromkeys(joined, first)
    return leaders


def _stems_of(row: list[str]) -> tuple[str, str]:
    return light_stem(fold(row[0])), light_stem(fold(row[1]))


def _rows(table: str) -> Iterator[list[str]]:
    text = files("index.analysis").joinpath(table).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
