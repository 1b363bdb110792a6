"""The sequences of words that many articles print, of two words and more.

A sequence is frequent only if the two inside it are that are a word shorter (Agrawal and Srikant,
Fast Algorithms for Mining Association Rules, 1994), so each length is counted among what the length
before left. Nothing is counted by a Python object.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.codec.inverter import stable_order
from index.phrases.running import RARE, RunningWords

#: The sequences that are sorted at once: it bounds the memory.
_AT_ONCE = 1 << 22
_NONE = -1
#: The golden ratio in 64 bits, and the bits of the number of a bucket.
_GOLDEN, _BUCKETS = 0x9E3779B97F4A7C15, 22


@dataclass(frozen=True, slots=True)
class Sequences:
    """The frequent sequences of one length.

    words has a row each with the numbers of its words (uint16), and begins is one place of it in
    the running words. places are all places, ascending, and of tells which sequence begins at each.
    articles and occurrences count the articles and the places of each sequence.
    """

    words: NDArray[np.uint16]
    articles: NDArray[np.int64]
    occurrences: NDArray[np.int64]
    places: NDArray[np.int64]
    of: NDArray[np.int32]
    begins: NDArray[np.int64]


def frequent_sequences(
    running: RunningWords, counts: NDArray[np.bool_], longest: int, least: int
) -> Iterator[Sequences]:
    """Yield the sequences of two words, of three … that at least so many articles print.

    counts tells which words may be in a sequence, by their number.
    """
    kept = np.where(counts, np.arange(len(counts)), _NONE).astype(np.int32)
    kept[: RARE + 1] = _NONE
    numbers = kept[running.numbers]
    places = np.flatnonzero(numbers != _NONE)
    for length in range(2, longest + 1):
        places = places[:-1] if len(places) and places[-1] + 1 == len(numbers) else places
        places = places[numbers[places + 1] != _NONE]
        if not len(places):
            return
        found = _counted(running, numbers, places, length, least)
        yield found
        numbers = np.full(len(running.numbers), _NONE, np.int32)
        numbers[found.places] = found.of
        places = found.places


def _counted(
    running: RunningWords,
    numbers: NDArray[np.int32],
    places: NDArray[np.int64],
    length: int,
    least: int,
) -> Sequences:
    """Return the frequent pairs of what is numbered at places and right after them.

    numbers are those of the words, or of the sequences that begin at each place.
    """
    pieces = [places] if len(places) <= _AT_ONCE else _pieces(numbers, places)
    kept = [_frequent(running.documents, numbers, piece, least) for piece in pieces]
    at, of, articles = _gathered(kept)
    begins = np.zeros(len(articles), np.int64)
    begins[of] = at
    words = running.numbers[begins[:, None] + np.arange(length)]
    return Sequences(words, articles, np.bincount(of, minlength=len(articles)), at, of, begins)


def _pieces(numbers: NDArray[np.int32], places: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Yield the places in pieces of about _AT_ONCE, those of one first number in one piece."""
    firsts = numbers[places]
    pieces = np.cumsum(np.bincount(firsts))[firsts] // _AT_ONCE
    return (places[pieces == piece] for piece in range(int(pieces.max()) + 1))


def _frequent(
    documents: NDArray[np.uint32],
    numbers: NDArray[np.int32],
    places: NDArray[np.int64],
    least: int,
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]:
    """Return where the frequent pairs begin, which pair it is, and the articles of each pair."""
    keys = _keys(numbers[places], numbers[places + 1])
    often = _perhaps_frequent(keys, least)
    places, keys = places[often], keys[often]
    order = stable_order(keys) if keys.dtype == np.uint32 else np.argsort(keys, kind="stable")
    keys, held = keys[order], documents[places[order]]
    opens = np.ones(len(keys), np.bool_)
    opens[1:] = keys[1:] != keys[:-1]
    fresh = opens.copy()
    fresh[1:] |= held[1:] != held[:-1]
    pairs = np.cumsum(opens) - 1
    articles = np.bincount(pairs[fresh])
    kept = articles >= least
    renumbered = np.cumsum(kept) - 1
    of = np.empty(len(pairs), np.int32)
    of[order] = np.where(kept[pairs], renumbered[pairs], _NONE)
    return places[of != _NONE], of[of != _NONE], articles[kept]


def _keys(firsts: NDArray[np.int32], seconds: NDArray[np.int32]) -> NDArray[Any]:
    """Return a number for each pair: of 32 bits where that is enough, because it sorts faster."""
    highest = max(firsts.max(initial=0), seconds.max(initial=0))
    if highest <= np.iinfo(np.uint16).max:
        return firsts.astype(np.uint32) << np.uint32(16) | seconds.astype(np.uint32)
    return firsts.astype(np.uint64) << np.uint64(32) | seconds.astype(np.uint64)


def _perhaps_frequent(keys: NDArray[Any], least: int) -> NDArray[np.bool_]:
    """Return which keys share a bucket with enough others to be frequent.

    After Park, Chen and Yu, An Effective Hash-Based Algorithm for Mining Association Rules (1995).
    """
    bits = keys.dtype.itemsize * 8
    spread = keys * keys.dtype.type(_GOLDEN >> (64 - bits))  # Knuth's multiplicative hash
    buckets = spread >> keys.dtype.type(bits - _BUCKETS)
    return np.bincount(buckets.astype(np.int64))[buckets] >= least


def _gathered(
    kept: list[tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]],
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]:
    """Return the sequences of all pieces, numbered one after the other, by their places."""
    if len(kept) == 1:
        return kept[0]
    before = np.cumsum([0, *(len(articles) for _, _, articles in kept)])
    places = np.concatenate([at for at, _, _ in kept])
    of = np.concatenate([each + first for (_, each, _), first in zip(kept, before, strict=False)])
    order = np.argsort(places)
    return places[order], of[order], np.concatenate([articles for _, _, articles in kept])
