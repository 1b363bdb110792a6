"""Each printed word of an archive once: its number, and its terms.

An archive of four million words has a quarter of a million distinct ones. Each is analyzed once,
and the analyses are kept beside the index: the next build analyzes new words only. Everything else
about a text is arithmetic on numbers.
"""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Self, TypeAlias
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

from index.analysis import Terms, fingerprint, terms
from index.analysis.scanner import ScannedWords, scan
from index.entities.finder import Finder
from index.entities.tree import tree
from index.quantities.spotting import Spotter
from index.quantities.terms import AMOUNT_TAG
from index.text.spans import Span

Numbers: TypeAlias = NDArray[np.uint32]
#: The number of words without terms: those of which the fold leaves nothing.
NOTHING = 0
_KINDS = len(Terms._fields)
_NO_WORDS = np.zeros(0, np.uint32)
_NAME = ".lexicon-{}.npz"
_KEPT = re.compile(r"\.lexicon-[0-9a-f]{12}\.npz")
#: Tables that every kept lexicon has.
_TABLES = {"words.npy", "terms.npy", "in_order.npy"}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text: their numbers in the lexicon, and their spans in characters."""

    words: Numbers
    starts: Numbers
    ends: Numbers

    def outside(self, spans: Iterable[Span]) -> "Tokens":
        """Return the words that stand in none of some parts of the text."""
        kept = np.ones(len(self.words), np.bool_)
        for start, end in spans:
            kept &= (self.ends <= start) | (self.starts >= end)
        return Tokens(self.words[kept], self.starts[kept], self.ends[kept])


class Lexicon(dict[str, int]):
    """The numbers of printed words, from 1, in the order of their first occurrence."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers_of_terms: dict[str, int] = {}
        self._terms_of_words = array("i", [-1] * _KINDS)  # for NOTHING
        self._hashes = array("Q", [0])
        self._numeric = array("B", [False])
        self._in_order: list[int] = []
        #: Finds what texts name, by the numbers of their words.
        self.finder = Finder(tree())
        self.spotter = Spotter(self._number_of_term)
        self.spotter.roles.add_nothing(1)

    def __missing__(self, word: str) -> int:
        """Analyze a new word and return its number."""
        of_word = terms(word)
        if not of_word.exact:
            self[word] = NOTHING
            return NOTHING
        number = len(self._terms_of_words) // _KINDS
        numbers = self._numbers_of_terms
        self._terms_of_words.extend(
            numbers.setdefault(term, len(numbers)) if term else -1 for term in of_word
        )
        hashed = blake2b(of_word.exact.encode(), digest_size=8).digest()
        self._hashes.frombytes(hashed)
        self._numeric.append(of_word.exact[0].isdecimal())
        self.spotter.roles.add(word, of_word.exact)
        self[word] = number
        return number

    def read(self, texts: Sequence[str]) -> Iterator[Tokens]:
        """Yield the words of each text that have terms."""
        found = scan(texts)
        return self.tokens(found, self.numbers(found))

    def numbers(self, found: ScannedWords) -> Numbers:
        """Return the number of each distinct word of scanned texts, uint32."""
        return np.array([self[word] for word in found.distinct], np.uint32)

    def tokens(self, found: ScannedWords, distinct: Numbers) -> Iterator[Tokens]:
        """Yield the words of each scanned text that have terms, given the numbers of all."""
        numbers = distinct[found.numbers]
        kept = np.flatnonzero(numbers != NOTHING)
        numbers, starts, ends = numbers[kept], found.starts[kept], found.ends[kept]
        for first, last in pairwise(np.searchsorted(kept, found.cuts).tolist()):
            yield Tokens(numbers[first:last], starts[first:last], ends[first:last])

    def hashes(self, texts: Sequence[Tokens]) -> NDArray[np.uint64]:
        """Return a hash of the folded form of each word of some texts, uint64.

        It is the same in every lexicon.
        """
        return np.frombuffer(self._hashes, np.uint64)[_words(texts)]

    def numeric(self, texts: Sequence[Tokens]) -> NDArray[np.bool_]:
        """Return which words of some texts are printed numbers, bool."""
        return np.frombuffer(self._numeric, np.bool_)[_words(texts)]

    def _number_of_term(self, term: str) -> int:
        """Return the number of a term that is no word's: of an amount."""
        return self._numbers_of_terms.setdefault(term, len(self._numbers_of_terms))

    @property
    def words(self) -> list[str]:
        """Return the printed words in the order of their numbers, from 1."""
        return [word for word, number in self.items() if number]

    @property
    def terms(self) -> list[str]:
        """Return the terms in the order of their numbers."""
        return list(self._numbers_of_terms)

    def terms_in_order(self) -> list[int]:
        """Return the numbers of the terms, sorted by the terms.

        Those that an earlier build sorted are merged and not sorted again.
        """
        names = self.terms
        if len(self._in_order) == len(names):
            return self._in_order
        fresh = sorted(range(len(self._in_order), len(names)), key=names.__getitem__)
        self._in_order = sorted([*self._in_order, *fresh], key=names.__getitem__)
        return self._in_order

    @property
    def terms_of_words(self) -> NDArray[np.int32]:
        """Return the numbers of every word's terms, int32, a row a word; -1 for none of a kind."""
        return np.frombuffer(self._terms_of_words, np.int32).reshape(-1, _KINDS)

    @property
    def exact_terms(self) -> NDArray[np.int32]:
        """Return the number of every word's exact term, which all its spellings share, int32."""
        return self.terms_of_words[:, 0]

    @classmethod
    def kept(cls, directory: Path) -> Self:
        """Return the lexicon that an earlier build kept in directory; an empty one if none fits.

        Its zip file has a checksum of every byte.
        """
        lexicon = cls()
        try:
            with (
                (directory / _NAME.format(fingerprint())).open("rb") as file,
                np.load(file, allow_pickle=False) as kept,
            ):
                words, names = _split(kept["words"]), _split(kept["terms"])
                table, hashes, in_order = kept["table"], kept["hashes"], kept["in_order"]
                numeric, in_amounts = kept["numeric"], kept["in_amounts"]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return lexicon
        rows = len(words) + 1
        fits = table.shape == (rows, _KINDS) and hashes.shape == numeric.shape == (rows,)
        fits = fits and in_amounts.shape == (-(-rows // 8),)
        fits = fits and in_order.shape == (len(names),)
        types = (table.dtype, hashes.dtype, numeric.dtype, in_amounts.dtype)
        if fits and types == (np.int32, np.uint64, np.bool_, np.uint8):
            lexicon.update(zip(words, range(1, len(words) + 1), strict=True))
            lexicon._numbers_of_terms = {name: number for number, name in enumerate(names)}
            lexicon._terms_of_words = array("i", table.tobytes())
            lexicon._hashes = array("Q", hashes.tobytes())
            lexicon._numeric = array("B", numeric.tobytes())
            lexicon._in_order = in_order.tolist()
            lexicon.spotter.roles.add_nothing(len(words))
            for number in np.flatnonzero(np.unpackbits(in_amounts, count=rows)).tolist():
                exact = names[table[number, 0]]
                lexicon.spotter.roles.replace(number, words[number - 1], exact)
        return lexicon

    def keep(self, directory: Path, *, by_way_of: Path) -> None:
        """Write the lexicon into directory for the next build; remove those of other analyses.

        It is written in the directory by_way_of, on the same file system, and then moved. Where
        somebody else has put a folder in its place, it is not kept.
        """
        path = directory / _NAME.format(fingerprint())
        if path.is_dir():
            return
        fresh = by_way_of / path.name
        terms, table, in_order = self._terms_of_words_alone()
        with fresh.open("wb") as file:
            np.savez(
                file,
                words=_joined(self.words),
                terms=_joined(terms),
                table=table,
                hashes=np.frombuffer(self._hashes, np.uint64),
                numeric=np.frombuffer(self._numeric, np.bool_),
                in_amounts=np.packbits(self.spotter.roles.roles > 0),
                in_order=in_order,
            )
        fresh.replace(path)
        for other in directory.glob(_NAME.format("*")):
            if other != path and is_kept_lexicon(other):
                other.unlink()

    def _terms_of_words_alone(self) -> tuple[list[str], NDArray[np.int32], NDArray[np.int32]]:
        """Return the terms without those of amounts, numbered anew; the words'; their order."""
        names = self.terms
        kept = np.array([not name.startswith(AMOUNT_TAG) for name in names], np.bool_)
        renumbered = np.append(np.cumsum(kept, dtype=np.int32) - 1, np.int32(-1))
        in_order = np.array(self.terms_in_order(), np.int64)
        terms = [name for name, is_kept in zip(names, kept.tolist(), strict=True) if is_kept]
        return terms, renumbered[self.terms_of_words], renumbered[in_order[kept[in_order]]]


def is_kept_lexicon(path: Path) -> bool:
    """Return whether a file is a lexicon that we kept: by its name, its kind and its contents."""
    if not _KEPT.fullmatch(path.name) or path.is_symlink() or not path.is_file():
        return False
    try:
        with ZipFile(path) as file:
            return set(file.namelist()) >= _TABLES
    except (OSError, BadZipFile):
        return False


def _words(texts: Sequence[Tokens]) -> Numbers:
    """Return the numbers of the words of some texts, one after the other."""
    return np.concatenate([tokens.words for tokens in texts]) if texts else _NO_WORDS


def _joined(words: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def _split(joined: NDArray[np.uint8]) -> list[str]:
    return joined.tobytes().decode().split("\n") if len(joined) else []
