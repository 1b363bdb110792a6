"""The words of an archive as they were printed, with how often: for completion and spelling.

vocabulary.tsv has one line a word: the folded form, its commonest printed spelling, its
count, sorted by the folded form. Words seen once are left out: most are misprints. All words
as they were printed, with their counts, lie in printed.zst and printed.npy: an update adds
to them and takes away from them.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from pathlib import Path

import numpy as np
import zstandard
from numpy.typing import NDArray

from index.analysis.normalize import bare
from index.codec.arrays import read_array, write_array
from index.codec.lexicon import Lexicon

NAME, PRINTED = "vocabulary.tsv", "printed"
#: A word is no misprint when it was printed so often.
SEEN = 2
#: Sorts after every letter.
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words in order, and beside each its printed form and its count."""

    words: list[str]
    printed: list[str]
    counts: list[int]

    def count(self, word: str) -> int:
        """Return how often a folded word was printed, 0 where hardly ever."""
        place = self._place(word)
        return 0 if place is None else self.counts[place]

    def begins(self, prefix: str) -> bool:
        """Return whether a printed word begins with the folded prefix."""
        place = bisect_left(self.words, prefix)
        return place < len(self.words) and self.words[place].startswith(prefix)

    def spelling(self, word: str) -> str:
        """Return the commonest printed form of a folded word; the word where there is none."""
        place = self._place(word)
        return word if place is None else self.printed[place]

    def complete(self, prefix: str, limit: int) -> list[str]:
        """Return the folded words that begin with prefix, commonest first."""
        first, last = bisect_left(self.words, prefix), bisect_left(self.words, prefix + _LAST)
        best = nlargest(limit, range(first, last), key=self.counts.__getitem__)
        return [self.words[place] for place in best]

    def _place(self, word: str) -> int | None:
        place = bisect_left(self.words, word)
        return place if place < len(self.words) and self.words[place] == word else None


def write_vocabulary(lexicon: Lexicon, counts: NDArray[np.int64], directory: Path) -> None:
    """Write into directory how often each word of a lexicon was printed, by its number."""
    printed = np.flatnonzero(counts[1:]) + 1
    words = lexicon.words
    spelled = [words[number - 1] for number in printed.tolist()]
    packed = zstandard.compress("\n".join(spelled).encode())
    (directory / PRINTED).with_suffix(".zst").write_bytes(packed)
    write_array((directory / PRINTED).with_suffix(".npy"), counts[printed].astype(np.uint32))
    lines = _lines(lexicon, printed, counts[printed])
    (directory / NAME).write_text("".join(sorted(lines)), "utf-8")


def _lines(lexicon: Lexicon, words: NDArray[np.int64], counts: NDArray[np.int64]) -> Iterator[str]:
    """Yield the line of every fold that is printed often enough, of words and their counts."""
    folds = lexicon.exact_terms[words]
    order = np.argsort(folds, kind="stable")
    firsts = np.flatnonzero(np.diff(folds[order], prepend=-1))
    totals = np.add.reduceat(counts[order], firsts) if len(firsts) else firsts
    lasts = np.append(firsts[1:], len(order))
    often = totals >= SEEN
    names, printed = lexicon.terms, lexicon.words
    of_words, of_counts = (words[order] - 1).tolist(), counts[order].tolist()
    for first, last, fold, total in zip(
        *(each[often].tolist() for each in (firsts, lasts, folds[order][firsts], totals)),
        strict=True,
    ):
        if (folded := names[fold])[0].isalpha():
            spelled = [printed[word] for word in of_words[first:last]]
            yield f"{folded}\t{_commonest(spelled, of_counts[first:last])}\t{total}\n"


def read_printed(lexicon: Lexicon, directory: Path) -> NDArray[np.int64]:
    """Return how often each word of a lexicon was printed, by its number.

    Words that the lexicon does not know are analysed, and it knows them then.
    """
    packed = (directory / PRINTED).with_suffix(".zst").read_bytes()
    words = zstandard.decompress(packed).decode()
    counts = read_array((directory / PRINTED).with_suffix(".npy"))
    numbers = [lexicon[word] for word in words.split("\n")] if words else []
    printed = np.zeros(len(lexicon.terms_of_words), np.int64)
    printed[numbers] = counts
    return printed


def _commonest(spelled: list[str], counts: list[int]) -> str:
    """Return the commonest spelling without marks of some words and their counts."""
    if len(spelled) == 1:
        return bare(spelled[0])
    total: Counter[str] = Counter()
    for word, count in zip(spelled, counts, strict=True):
        total[bare(word)] += count
    return max(total, key=lambda word: (total[word], word))


def read_vocabulary(directory: Path) -> Vocabulary:
    """Return the vocabulary in directory."""
    lines = (directory / NAME).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return Vocabulary(
        [row[0] for row in rows], [row[1] for row in rows], [int(row[2]) for row in rows]
    )
