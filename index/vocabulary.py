"""The words of an archive as they were printed, with how often: for completion and spelling.

One line a word: the folded form, its commonest printed spelling, its count, sorted by the
folded form. Words seen once are left out: most are misprints.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest
from pathlib import Path

from index.analysis.normalize import bare

NAME = "vocabulary.tsv"
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


def write_vocabulary(printed: Iterable[tuple[str, str, int]], directory: Path) -> None:
    """Write the vocabulary of printed words, their folds and their counts into directory."""
    spellings: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for word, folded, count in printed:
        spellings[folded].append((count, word))
    with (directory / NAME).open("w", encoding="utf-8") as file:
        for folded in sorted(spellings):
            total = sum(count for count, _ in spellings[folded])
            if total >= SEEN and folded[0].isalpha():
                file.write(f"{folded}\t{_commonest(spellings[folded])}\t{total}\n")


def _commonest(spellings: list[tuple[int, str]]) -> str:
    """Return the commonest spelling without marks of some words and their counts."""
    if len(spellings) == 1:
        return bare(spellings[0][1])
    counts: Counter[str] = Counter()
    for count, word in spellings:
        counts[bare(word)] += count
    return max(counts, key=lambda word: (counts[word], word))


def read_vocabulary(directory: Path) -> Vocabulary:
    """Return the vocabulary in directory."""
    lines = (directory / NAME).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return Vocabulary(
        [row[0] for row in rows], [row[1] for row in rows], [int(row[2]) for row in rows]
    )
