"""The phrases of an archive with the number of articles that print each: for completion.

phrases.letters.npy, .ends.npy    the phrases, folded and sorted
phrases.articles.npy              how many articles print each
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from index.codec.arrays import beside, read_array, smallest, write_array
from index.codec.dictionary import Dictionary, read_dictionary, write_dictionary

NAME = "phrases"


class Phrase(NamedTuple):
    """Folded words with a blank between them, and the number of articles that print them so."""

    words: str
    articles: int


class Phrases(Sequence[Phrase]):
    """The phrases, sorted, with their counts. Threads may share it."""

    def __init__(self, words: Dictionary, articles: NDArray[np.unsignedinteger]) -> None:
        self._words, self._articles = words, articles

    def __len__(self) -> int:
        """Return the number of phrases."""
        return len(self._words)

    @overload
    def __getitem__(self, number: int) -> Phrase: ...
    @overload
    def __getitem__(self, number: slice) -> list[Phrase]: ...
    def __getitem__(self, number: int | slice) -> Phrase | list[Phrase]:
        """Return the phrase with a number, in the order of their letters, or those of a slice."""
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        return Phrase(self._words[number].decode(), int(self._articles[number]))

    def articles(self, words: str) -> int:
        """Return how many articles print a phrase, 0 where it is none."""
        number = self._words.ordinal(words.encode(errors="surrogatepass"))
        return 0 if number is None else int(self._articles[number])

    def complete(self, prefix: str, limit: int) -> list[Phrase]:
        """Return the phrases that begin with prefix, commonest first."""
        begun = self._words.beginning(prefix.encode(errors="surrogatepass"))
        counts = self._articles[begun.start : begun.stop].astype(np.int64)
        least = np.partition(counts, -limit)[-limit] if len(counts) > limit else 0
        best = np.flatnonzero(counts >= least)
        best = best[np.argsort(-counts[best], kind="stable")][:limit]
        return [self[begun.start + number] for number in best.tolist()]


def write_phrases(found: Iterable[tuple[str, int]], directory: Path) -> None:
    """Write phrases with their counts, in any order, into directory."""
    in_order = sorted((words.encode(), articles) for words, articles in found)
    write_dictionary(directory / NAME, [words for words, _ in in_order])
    counts = np.array([articles for _, articles in in_order], np.uint32)
    of_type = smallest(int(counts.max(initial=0)))
    write_array(beside(directory / NAME, ".articles.npy"), counts.astype(of_type))


def read_phrases(directory: Path) -> Phrases:
    """Return the phrases in directory, memory-mapped."""
    path = directory / NAME
    return Phrases(read_dictionary(path), read_array(beside(path, ".articles.npy")))
