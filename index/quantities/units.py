"""The units of amounts, and the words by which a text names them.

The table is a text file beside this module that an editor can change; its head says how.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import NamedTuple

from index.analysis.normalize import fold

TABLE = "units.txt"
MONEY, PART, PERCENT, QUANTITY = "money", "part", "percent", "quantity"
#: What a word with ~ may end in instead: plural, tanwin, feminine; those of a pair.
_PLURALS, _PAIRS = ("", "ا", "ات", "ة"), ("ين", "ان")
_ARTICLE, _IN = "ال", fold("في")
#: The signs of currencies before or after a number, which are part of its word.
SIGNS = {"$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₪": "ils", "₹": "inr", "₺": "try"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its code, its kind, its names, and the code of the unit that it may be printed as."""

    code: str
    kind: str
    arabic: str
    english: str
    bare: str = ""


class Match(NamedTuple):
    """A unit that a row of words names: its code, the words that it takes, how many it says.

    times is 2 for a dual (دولارين), else 1.
    """

    code: str
    words: int
    times: int


class _Writing(NamedTuple):
    code: str
    times: int


@cache
def units() -> dict[str, Unit]:
    """Return the units by their codes."""
    return {unit.code: unit for unit, _ in _rows()}


@cache
def related(code: str) -> tuple[str, ...]:
    """Return the codes of the units that may be meant by one: itself, its bare one, those it names.

    >>> related("sar"), related("usd")
    (('sar', 'ri'), ('usd',))
    """
    own = units()[code]
    named = (unit.code for unit in units().values() if unit.bare == code)
    return (code, *((own.bare,) if own.bare else ()), *named)


@cache
def of_kind(kind: str) -> tuple[str, ...]:
    """Return the codes of the units of a kind."""
    return tuple(unit.code for unit in units().values() if unit.kind == kind)


def unit_at(words: Sequence[str], first: int, *, definite: bool = False) -> Match | None:
    """Return the unit that the folded words from first on name, by the longest writing.

    definite asks for the writings with the article: من الدولارات.
    """
    if words[first : first + 1] and words[first] not in _beginnings():
        return None
    known = _definite_writings() if definite else _writings()
    for length in range(min(_longest(), len(words) - first), 0, -1):
        found = known.get(tuple(words[first : first + length]))
        if found:
            return Match(found.code, length, found.times)
    return None


@cache
def unit_words() -> frozenset[str]:
    """Return the folded words that a writing of a unit has, with and without the article."""
    return frozenset(
        word for known in (_writings(), _definite_writings()) for key in known for word in key
    )


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(key[0] for known in (_writings(), _definite_writings()) for key in known)


@cache
def _longest() -> int:
    return max(map(len, _writings()))


@cache
def _writings() -> dict[tuple[str, ...], _Writing]:
    """Return the units by their folded writings; of two with one the first counts."""
    found: dict[tuple[str, ...], _Writing] = {}
    for unit, writings in _rows():
        for writing in writings:
            for words, count in _inflected(writing):
                found.setdefault(tuple(map(fold, words)), _Writing(unit.code, count))
    return found


@cache
def _definite_writings() -> dict[tuple[str, ...], _Writing]:
    return {
        tuple(_ARTICLE + word for word in key): writing
        for key, writing in _writings().items()
        if not key[0].isascii() and writing.times == 1 and _IN not in key
    }


def _inflected(writing: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield every row of words that a writing stands for, and how many units it says."""
    first, *rest = ([*map(_forms, word.split("/"))] for word in writing.split())
    pairs = [form for _, dual in first for form in dual]
    for begins, count in (([form for single, _ in first for form in single], 1), (pairs, 2)):
        following = [[f for single, dual in word for f in (*single, *dual)] for word in rest]
        for words in product(begins, *following):
            yield words, count


def _forms(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the singular and plural forms of a word, and its duals."""
    base = word.removesuffix("~")
    if base == word:
        return (word,), ()
    stem = base.removesuffix("ة")
    links = ("ت",) if stem != base else ("", "ت") if base.endswith("ي") else ("",)
    forms = (base, *(stem + ending for ending in _PLURALS))
    return forms, tuple(stem + link + ending for link in links for ending in _PAIRS)


@cache
def _rows() -> tuple[tuple[Unit, tuple[str, ...]], ...]:
    lines = files("index.quantities").joinpath(TABLE).read_text("utf-8").splitlines()
    return tuple(_row(line) for line in lines if line and not line.startswith("#"))


def _row(line: str) -> tuple[Unit, tuple[str, ...]]:
    code, kind, arabic, english, bare, *writings = (part.strip() for part in line.split("|"))
    others = (each.strip() for each in writings[0].split("="))
    return Unit(code, kind, arabic, english, bare), (arabic, english, *others)
