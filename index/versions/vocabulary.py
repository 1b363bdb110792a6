"""The words of an archive as they were printed, with their counts: for completion and spelling.

    vocabulary.letters.npy, .ends.npy    the folded words, sorted; .slots.npy finds them
    vocabulary.printed.…                 the commonest printed spelling of each
    vocabulary.counts.npy                how often each is printed
    printed.zst, printed.npy             all words as printed, and their counts

Words that are printed once are not in the vocabulary: most are misprints. An update adds to the
words as printed and subtracts from them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import zstandard
from numpy.typing import NDArray

from index.analysis.normalize import bare
from index.codec.arrays import read_array, write_array
from index.codec.dictionary import (
    Dictionary,
    Slots,
    read_dictionary,
    write_dictionary,
    write_slots,
)
from index.codec.lexicon import Lexicon

NAME, PRINTED_FORMS, PRINTED = "vocabulary", "vocabulary.printed", "printed"
#: A word that is printed this often is no misprint.
SEEN = 2


class Vocabulary:
    """The folded words, sorted, with their printed form and their count. Threads may share it."""

    def __init__(
        self, words: Dictionary, printed: Dictionary, counts: NDArray[np.uint32], slots: Slots
    ) -> None:
        self._words, self._printed, self._counts = words, printed, counts
        self._slots = slots

    def __iter__(self) -> Iterator[tuple[str, str, int]]:
        """Yield every folded word with its printed form and its count."""
        for word, printed, count in zip(
            self._words, self._printed, self._counts.tolist(), strict=True
        ):
            yield word.decode(), printed.decode(), count

    def count(self, word: str) -> int:
        """Return how often a folded word is printed, 0 if less than SEEN times."""
        ordinal = self._ordinal(word)
        return 0 if ordinal is None else int(self._counts[ordinal])

    def begins(self, prefix: str) -> bool:
        """Return whether a printed word begins with the folded prefix."""
        return next(self._words.following(_encoded(prefix)), b"").startswith(_encoded(prefix))

    def spelling(self, word: str) -> str:
        """Return the commonest printed form of a folded word; the word if it is not printed."""
        ordinal = self._ordinal(word)
        return word if ordinal is None else self._printed[ordinal].decode()

    def complete(self, prefix: str, limit: int) -> list[str]:
        """Return the folded words that begin with prefix, commonest first."""
        begun = self._words.beginning(_encoded(prefix))
        counts = self._counts[begun.start : begun.stop]
        least = np.partition(counts, -limit)[-limit] if len(counts) > limit else 0
        best = np.flatnonzero(counts >= least)
        best = best[np.argsort(counts[best].astype(np.int64) * -1, kind="stable")][:limit]
        return [self._words[begun.start + number].decode() for number in best.tolist()]

    def _ordinal(self, word: str) -> int | None:
        return self._slots.ordinal(_encoded(word))


def _encoded(word: str) -> bytes:
    return word.encode(errors="surrogatepass")


def write_vocabulary(lexicon: Lexicon, counts: NDArray[np.int64], directory: Path) -> None:
    """Write into directory how often each word of a lexicon is printed; counts by its number."""
    printed = np.flatnonzero(counts[1:]) + 1
    words = lexicon.words
    spelled = [words[number - 1] for number in printed.tolist()]
    packed = zstandard.compress("\n".join(spelled).encode())
    (directory / PRINTED).with_suffix(".zst").write_bytes(packed)
    write_array((directory / PRINTED).with_suffix(".npy"), counts[printed].astype(np.uint32))
    write_rows(_rows(lexicon, printed, spelled, counts[printed]), directory)


def write_rows(rows: Iterable[tuple[str, str, int]], directory: Path) -> None:
    """Write the vocabulary: folded words with their printed forms and their counts."""
    in_order = sorted(rows)
    words = [word.encode() for word, _, _ in in_order]
    write_dictionary(directory / NAME, words)
    write_dictionary(directory / PRINTED_FORMS, [printed for _, printed, _ in in_order])
    write_slots(directory / f"{NAME}.slots.npy", words)
    counts = np.array([count for _, _, count in in_order], np.uint32)
    write_array(directory / f"{NAME}.counts.npy", counts)


def _rows(
    lexicon: Lexicon, numbers: NDArray[np.int64], words: list[str], counts: NDArray[np.int64]
) -> Iterator[tuple[str, str, int]]:
    """Yield the row of every folded word that is printed often enough.

    numbers, words and counts are those of the printed words in the lexicon.
    """
    folds = lexicon.exact_terms[numbers]
    order = np.argsort(folds, kind="stable")
    firsts = np.flatnonzero(np.diff(folds[order], prepend=-1))
    totals = np.add.reduceat(counts[order], firsts) if len(firsts) else firsts
    lasts = np.append(firsts[1:], len(order))
    often = totals >= SEEN
    names, in_order, of_words = lexicon.terms, order.tolist(), counts[order].tolist()
    for first, last, fold, total in zip(
        *(each[often].tolist() for each in (firsts, lasts, folds[order][firsts], totals)),
        strict=True,
    ):
        if (folded := names[fold])[0].isalpha():
            spelled = [words[number] for number in in_order[first:last]]
            yield folded, _commonest(spelled, of_words[first:last]), total


def read_printed(lexicon: Lexicon, directory: Path) -> NDArray[np.int64]:
    """Return how often each word of a lexicon is printed, by its number, int64.

    Words that are not in the lexicon are added to it.
    """
    packed = (directory / PRINTED).with_suffix(".zst").read_bytes()
    words = zstandard.decompress(packed).decode()
    counts = read_array((directory / PRINTED).with_suffix(".npy"))
    numbers = [lexicon[word] for word in words.split("\n")] if words else []
    printed = np.zeros(len(lexicon.terms_of_words), np.int64)
    printed[numbers] = counts
    return printed


def _commonest(spelled: list[str], counts: list[int]) -> str:
    """Return the commonest spelling without diacritics of some words with their counts."""
    if len(spelled) == 1:
        return _plain(spelled[0])
    total: Counter[str] = Counter()
    for word, count in zip(spelled, counts, strict=True):
        total[_plain(word)] += count
    return max(total, key=lambda word: (total[word], word))


def _plain(word: str) -> str:
    """Return a word without diacritics; the capitals of a Latin one stay: OPEC."""
    return word if word.isascii() else bare(word)


def read_vocabulary(directory: Path) -> Vocabulary:
    """Return the vocabulary in directory, memory-mapped."""
    words = read_dictionary(directory / NAME)
    return Vocabulary(
        words,
        read_dictionary(directory / PRINTED_FORMS),
        read_array(directory / f"{NAME}.counts.npy"),
        Slots(words, read_array(directory / f"{NAME}.slots.npy")),
    )
