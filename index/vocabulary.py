"""The words of an archive as they were printed, with how often: for completion and spelling.

One line a word: the folded form, its commonest printed spelling, its count, sorted by the
folded form. Words seen once are left out: most are misprints.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nlargest
from pathlib import Path

from index.analysis import fold
from index.analysis.normalize import bare

NAME = "vocabulary.tsv"
_SEEN = 2
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


def write_vocabulary(printed: Mapping[str, int], directory: Path) -> None:
    """Write the vocabulary of printed words and their counts into directory."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for word, count in printed.items():
        spellings[fold(word)][bare(word)] += count
    with (directory / NAME).open("w", encoding="utf-8") as file:
        for folded in sorted(spellings):
            of_word = spellings[folded]
            if of_word.total() >= _SEEN and folded[0].isalpha():
                commonest = max(of_word, key=lambda word: (of_word[word], word))
                file.write(f"{folded}\t{commonest}\t{of_word.total()}\n")


def read_vocabulary(directory: Path) -> Vocabulary:
    """Return the vocabulary in directory."""
    lines = (directory / NAME).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return Vocabulary(
        [row[0] for row in rows], [row[1] for row in rows], [int(row[2]) for row in rows]
    )
