"""Finds what articles name: the longest writings among their words, from left to right.

Each distinct printed word is looked up once, by a number that it has among all words. Where a
writing of several words may begin is then a matter of arrays, and only those places are followed
word by word.
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analysis.scanner import ScannedWords
from index.entities.tree import Meaning, Node, Tree
from index.text.spans import Span

#: What ends a name between two words.
_ENDS = re.compile(r"[.،,؛;:؟?!\n\r|()\[\]…]")
#: A full stop ends no name after an initial of so many letters (جي. بي. مورغان), nor without a
#: blank (بي.دبليو.سي).
_INITIAL = 2
#: A pair of words is one number: the first above these bits, the second below.
_HALF, _LOW = 32, (1 << 32) - 1
_UNKNOWN = -1
_NOTHING: tuple[Meaning, ...] = ()


class Texts(NamedTuple):
    """Scanned texts: their words, the numbers of the distinct ones, parts that are not looked at.

    numbers has one for each of words.distinct; left_out has spans of each text.
    """

    words: ScannedWords
    numbers: NDArray[np.uint32]
    texts: Sequence[str]
    left_out: Sequence[Sequence[Span]]


class Mention(NamedTuple):
    """Words that name something: the number of their text, their span in it, what they may mean."""

    text: int
    start: int
    end: int
    meanings: tuple[Meaning, ...]


class Finder:
    """Finds the names of a tree. What it knows of a word it knows by the word's number.

    The words of a writing have symbols from 1, all others 0.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._symbols = array("i")
        self._beginnings: list[tuple[Node, ...]] = [()]
        self._inner: list[str] = [""]
        #: The number of what each symbol means by itself.
        self._alone: list[int] = [0]
        self._meanings: dict[tuple[Meaning, ...], int] = {(): 0}
        self._pairs = _Pairs(self._beginnings, self._inner)

    def names(self, texts: Texts) -> Iterator[dict[str, list[str]]]:
        """Yield what each article names, by kind, each name once.

        The texts are title and body of each article alternately.
        """
        first, _, meant = self._found(texts)
        articles = (np.searchsorted(texts.words.cuts, first, "right") - 1) // 2
        all_meanings = list(self._meanings)
        pairs = np.unique(articles * len(all_meanings) + meant)
        bounds = np.arange(len(texts.texts) // 2 + 1) * len(all_meanings)
        numbers = (pairs % len(all_meanings)).tolist()
        for begin, end in pairwise(np.searchsorted(pairs, bounds).tolist()):
            yield self._named([all_meanings[number] for number in numbers[begin:end]])

    def mentions(self, texts: Texts) -> Iterator[Mention]:
        """Yield every mention in some texts, in order; unsure ones too, which names leaves out."""
        words, found = texts.words, self._found(texts).T.tolist()
        meanings = list(self._meanings)
        for first, last, number in found:
            text = int(np.searchsorted(words.cuts, first, "right")) - 1
            span = int(words.starts[first]), int(words.ends[last - 1])
            yield Mention(text, *span, meanings[number])

    def _named(self, meanings: Sequence[tuple[Meaning, ...]]) -> dict[str, list[str]]:
        """Return the names of what an article means, by kind."""
        named: dict[str, list[str]] = {}
        for number in _meant(meanings):
            entity = self.tree.entities[number]
            named.setdefault(entity.kind, []).append(entity.name)
        return named

    def _found(self, texts: Texts) -> NDArray[np.int64]:
        """Return first word, end and number of the meanings of all mentions, a row each, int64."""
        symbols = self._symbols_of(texts)
        several = np.array(list(self._several(texts, symbols)), np.int64).reshape(-1, 3)
        for first, last in several[:, :2].tolist():
            symbols[first:last] = 0
        alone = np.array(self._alone, np.int64)[symbols]
        single = np.flatnonzero(alone)
        rows = np.concatenate([several, np.stack([single, single + 1, alone[single]], axis=1)])
        rows = rows[rows[:, 2] > 0]
        return rows[np.argsort(rows[:, 0])].T

    def _symbols_of(self, texts: Texts) -> NDArray[np.int64]:
        """Return the symbol of every word, int64; 0 for those that are not looked at."""
        words, numbers = texts.words, texts.numbers
        missing = int(numbers.max(initial=0)) + 1 - len(self._symbols)
        self._symbols.extend([_UNKNOWN] * missing)
        unknown = np.frombuffer(self._symbols, np.int32)[numbers] == _UNKNOWN
        for at in np.flatnonzero(unknown).tolist():
            self._symbols[numbers[at]] = self._symbol(words.distinct[at])
        symbols = np.frombuffer(self._symbols, np.int32)[numbers].astype(np.int64)[words.numbers]
        for text, spans in enumerate(texts.left_out):
            of_text = slice(int(words.cuts[text]), int(words.cuts[text + 1]))
            for start, end in spans:
                inside = (words.ends[of_text] > start) & (words.starts[of_text] < end)
                symbols[of_text][inside] = 0
        return symbols

    def _symbol(self, printed: str) -> int:
        """Return the symbol of a new word."""
        nodes, inner = self.tree.look_up(printed)
        if not nodes and not inner:
            return 0
        self._beginnings.append(tuple(node for node in nodes if node.following))
        self._inner.append(inner)
        self._alone.append(self._number(next((n.meanings for n in nodes if n.ends), ())))
        return len(self._inner) - 1

    def _several(self, texts: Texts, symbols: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
        """Yield the longest writings of several words: first word, end, number of the meanings."""
        firsts = self._begun(symbols)
        of_texts = np.searchsorted(texts.words.cuts, firsts, "right") - 1
        reached = 0
        for first, text in zip(firsts.tolist(), of_texts.tolist(), strict=True):
            if first < reached:
                continue
            longest, meant = 0, _NOTHING
            for node in self._beginnings[symbols[first]]:
                end, meanings = self._followed(texts, symbols, text, first, node)
                if end > longest:
                    longest, meant = end, meanings
            if longest:
                reached = longest
                yield first, longest, self._number(meant)

    def _begun(self, symbols: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return which words begin a writing that the word after them goes on with, ascending."""
        possible = np.flatnonzero((symbols[:-1] > 0) & (symbols[1:] > 0))
        pairs = (symbols[possible] << _HALF | symbols[possible + 1]).tolist()
        begun = np.fromiter(map(self._pairs.__getitem__, pairs), np.bool_, len(pairs))
        return possible[begun]

    def _followed(
        self, texts: Texts, symbols: NDArray[np.int64], text: int, first: int, node: Node
    ) -> tuple[int, tuple[Meaning, ...]]:
        """Return where the longest writing from a word on ends, 0 for none, and what it means."""
        words, longest, meanings = texts.words, 0, _NOTHING
        for at in range(first + 1, int(words.cuts[text + 1])):
            following = node.following.get(self._inner[symbols[at]])
            if following is None or _is_parted(words, texts.texts[text], at):
                break
            node = following
            if node.ends:
                longest, meanings = at + 1, node.meanings
        return longest, meanings

    def _number(self, meanings: tuple[Meaning, ...]) -> int:
        return self._meanings.setdefault(meanings, len(self._meanings))


def _meant(meanings: Sequence[tuple[Meaning, ...]]) -> set[int]:
    """Return the numbers of what the writings of an article mean: surely, or beside what is sure.

    A writing that may mean two things beside what is sure means neither.
    """
    sure = {each.entity for some in meanings for each in some if each.sure}
    meant = set(sure)
    for some in meanings:
        possible = [each.entity for each in some if not sure.isdisjoint(each.beside)]
        if len(possible) == 1:
            meant.add(possible[0])
    return meant


class _Pairs(dict[int, bool]):
    """Whether a word begins a writing that another goes on with, by the number of the pair."""

    def __init__(self, beginnings: list[tuple[Node, ...]], inner: list[str]) -> None:
        super().__init__()
        self._beginnings, self._inner = beginnings, inner

    def __missing__(self, pair: int) -> bool:
        """Look a new pair up."""
        inner = self._inner[pair & _LOW]
        self[pair] = begun = any(inner in n.following for n in self._beginnings[pair >> _HALF])
        return begun


def _is_parted(words: ScannedWords, text: str, at: int) -> bool:
    """Return whether something between a word and the one before it ends a name."""
    before = int(words.ends[at - 1])
    gap = text[before : int(words.starts[at])]
    if gap == " " or not _ENDS.search(gap):
        return False
    if gap == ".":
        return False
    return gap.strip() != "." or before - int(words.starts[at - 1]) > _INITIAL
