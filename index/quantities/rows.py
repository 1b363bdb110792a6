"""Words in a row: what is between two of them, and which of them are numerals."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from index.analysis.normalize import fold
from index.analysis.tokenizer import CONTROLS
from index.quantities.numerals import Numeral, numeral

#: What may be between two words of an amount, or between a number and what it is joined to.
_BLANK, _AND = re.compile(r"\s*[)\]]?\s*"), re.compile(r"\s*و[بل]?ـ*\s*")
_DASH = re.compile(r"\s*[-–—‐−~]\s*")
#: Between two numbers it makes them one, of which nobody knows the order: 125 .055, 310.00.
_TORN = re.compile(r"(?:\s+[.,٫،]\s*|[.,٫،])")
_POINTS = ".٫"
_CONTROLS = re.compile(f"[{CONTROLS}]")
#: The texts between words whose links are remembered: most are a blank.
_REMEMBERED = 1024


class Link(Enum):
    """What is between a word and the one before it."""

    NONE = auto()  #: something that separates them
    TORN = auto()  #: a sign that makes two numbers parts of one
    TOUCH = auto()
    BLANK = auto()
    AND = auto()  #: a detached و
    DASH = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """Words as printed and folded, with the numeral that each is and its link to the one before."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    numerals: tuple[Numeral | None, ...]
    links: tuple[Link, ...]

    def joined(self, at: int) -> bool:
        """Return whether و joins a numeral to the word before it."""
        each = self.numerals[at] if at < len(self.words) else None
        return each is not None and (each.joined or self.links[at] is Link.AND)

    def beside(self, at: int) -> Numeral | None:
        """Return the numeral that directly follows the word before at, None if none does."""
        each = self.numerals[at] if at < len(self.words) else None
        follows = each is not None and self.links[at] in (Link.BLANK, Link.TOUCH)
        return each if follows and each and not each.joined else None


class Run(NamedTuple):
    """Words that nothing separates, the number of the first, and whether that is torn.

    A torn number is a part of one of which nobody knows the order: 125 .055, 310.000.00.
    """

    first: int
    row: Row
    is_torn: bool


def runs(words: Sequence[str], gaps: Sequence[str]) -> Iterator[Run]:
    """Yield the runs of printed words; gaps[n] is the text before words[n]."""
    links = [_torn_apart(words, n) or _link(gap) for n, gap in enumerate(gaps)]
    begins = [n for n, link in enumerate(links) if link in (Link.NONE, Link.TORN) or n == 0]
    for begin, end in pairwise([*begins, len(words)]):
        row = _row(words[begin:end], links[begin:end])
        yield Run(begin, row, _is_torn(words, links, begin))


def row_of(words: Sequence[str], gaps: Sequence[str]) -> Row:
    """Return printed words as one row, whatever is between them."""
    return _row(words, list(map(_link, gaps)))


def _row(words: Sequence[str], links: Sequence[Link]) -> Row:
    folded = tuple(map(fold, words))
    return Row(tuple(words), folded, tuple(map(numeral, folded)), tuple(links))


@lru_cache(_REMEMBERED)
def _link(gap: str) -> Link:
    """Return what a text between two words makes of them."""
    text = _CONTROLS.sub("", gap)
    if not text:
        return Link.TOUCH
    for link, pattern in ((Link.BLANK, _BLANK), (Link.AND, _AND), (Link.DASH, _DASH)):
        if pattern.fullmatch(text):
            return link
    if _TORN.fullmatch(text):
        return Link.TORN
    return Link.BLANK if text == "/" else Link.NONE


def _torn_apart(words: Sequence[str], at: int) -> Link | None:
    """Return Link.TORN for decimals after another number: 125 .055."""
    return Link.TORN if at and words[at][0] in _POINTS and _is_number(words[at - 1]) else None


def _is_torn(words: Sequence[str], links: Sequence[Link], at: int) -> bool:
    """Return whether a word is a part of a number that is torn, with another before it."""
    if not at or links[at] is not Link.TORN:
        return False
    return _is_number(words[at - 1]) and (words[at][0].isdecimal() or words[at][0] in _POINTS)


def _is_number(word: str) -> bool:
    return word[0].isdecimal() and word[-1].isdecimal()
