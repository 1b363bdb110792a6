"""Each printed word of an archive once: its number, and the terms that it stands for.

An archive of four million words has a quarter of a million distinct ones. They are
analysed once, and the analyses are kept beside the index: the next build, and the one
after, pay for new words alone. Everything else about a text is arithmetic on numbers.
"""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.analysis import Terms, fingerprint, terms
from index.analysis.tokenizer import spans

Numbers: TypeAlias = NDArray[np.uint32]
#: The number of whatever has no terms: a word of which the fold leaves nothing.
NOTHING = 0
_KINDS = len(Terms._fields)
_NAME = ".analyses-{}.tsv"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text: their numbers in the lexicon, and where each one stands."""

    words: Numbers
    starts: Numbers
    ends: Numbers


class Lexicon(dict[str, int]):
    """Numbers for printed words, given as they are first seen, from 1.

    known holds analyses of an earlier build; what it does not hold is analysed.
    """

    def __init__(self, known: Mapping[str, Terms] | None = None) -> None:
        super().__init__()
        self._known = known or {}
        self._analysed: dict[str, Terms] = {}
        self._numbers_of_terms: dict[str, int] = {}
        self._terms_of_words = array("i", [-1] * _KINDS)  # for NOTHING

    def __missing__(self, word: str) -> int:
        """Analyse a word that was not seen before, and return its new number."""
        of_word = self._known.get(word) or terms(word)
        self._analysed[word] = of_word
        if not of_word.exact:
            self[word] = NOTHING
            return NOTHING
        number = len(self._terms_of_words) // _KINDS
        numbers = self._numbers_of_terms
        self._terms_of_words.extend(
            numbers.setdefault(term, len(numbers)) if term else -1 for term in of_word
        )
        self[word] = number
        return number

    def read(self, text: str) -> Tokens:
        """Return the words of a text that have terms."""
        printed = list(spans(text))
        if not printed:
            return Tokens(*(np.zeros(0, np.uint32) for _ in range(3)))
        words, starts, ends = zip(*printed, strict=True)
        numbers = array("I", map(self.__getitem__, words))
        tokens = [
            np.frombuffer(each, np.uint32)
            for each in (numbers, array("I", starts), array("I", ends))
        ]
        if NOTHING in numbers:
            kept = tokens[0] != NOTHING
            tokens = [each[kept] for each in tokens]
        return Tokens(*tokens)

    @property
    def terms(self) -> list[str]:
        """Return the terms by their numbers."""
        return list(self._numbers_of_terms)

    @property
    def terms_of_words(self) -> NDArray[np.int32]:
        """Return the numbers of every word's terms, a row a word, -1 for none of a kind."""
        return np.frombuffer(self._terms_of_words, np.int32).reshape(-1, _KINDS)

    @property
    def exact_terms(self) -> NDArray[np.int32]:
        """Return the number of every word's exact term: the same for all spellings of a word."""
        return self.terms_of_words[:, 0]

    def keep(self, directory: Path) -> None:
        """Write the analyses of all words, of this build and of those before, into directory."""
        everything = {**self._known, **self._analysed}
        path = directory / _NAME.format(fingerprint())
        fresh = path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            file.writelines(
                "\t".join((word, *of_word)) + "\n" for word, of_word in everything.items()
            )
        fresh.replace(path)
        for other in directory.glob(_NAME.format("*")):
            if other != path:
                other.unlink()


def kept_analyses(directory: Path) -> dict[str, Terms]:
    """Return the analyses that an earlier build left in directory; none where none fit."""
    try:
        text = (directory / _NAME.format(fingerprint())).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    rows = (line.split("\t") for line in text.split("\n"))
    return {word: Terms(*of_word) for word, *of_word in rows if len(of_word) == _KINDS}
