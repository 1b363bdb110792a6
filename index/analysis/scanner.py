"""The words of many texts at once: the same words as tokenize finds, by arrays.

Nine words in ten are a run of Arabic letters between blanks and punctuation. They are found by
comparing the classes of neighbouring characters, for megabytes at once. Wherever there is
anything else (diacritics, digits, other scripts, a plus) the tokenizer's pattern matches.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from index.analysis.tokenizer import (
    CLITICS,
    INSIDE,
    LETTER,
    NUMBER_BLANKS,
    NUMBER_SIGNS,
    PERCENT_LETTERS,
    STARTS_OTHERWISE,
    WHOLE_WORDS,
    WORD,
    is_clitic,
    is_detached,
)

#: Separates texts: no word and no detached clitic reaches across it.
_BETWEEN = "\x00"
#: Classes of characters: not part of a word, Arabic letters, what may be inside or after a word of
#: them, what other words begin with, digits.
_NONE, _LETTER, _JOINED, _OTHER, _DIGIT = range(5)
_PLANE = 0x10000
_LONGEST_CLITIC = max(map(len, CLITICS))  # four: they fit into 64 bits


@dataclass(frozen=True, slots=True)
class ScannedWords:
    """The words of some texts, those of the n-th text from cuts[n] to cuts[n + 1].

    distinct has each word once, in the order of first occurrence. numbers (uint32, shape (words,))
    is the index in distinct of every word, starts and ends (uint32, same shape) are its span in
    its text, in characters. cuts is int64, shape (texts + 1,).
    """

    distinct: list[str]
    numbers: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    cuts: NDArray[np.int64]


def scan(texts: Sequence[str]) -> ScannedWords:
    """Return the words of texts.

    Words are compared by their hashes, and each distinct one is cut out once. Two words have the
    same hash about once in 10^12 words, as often as memory has a wrong bit.
    """
    text = _BETWEEN.join(texts)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    starts, ends = _words(text, codes)
    firsts, numbers = _distinct(_hashes(codes, starts, ends))
    spans = zip(starts[firsts].tolist(), ends[firsts].tolist(), strict=True)
    lengths = np.array([len(each) + 1 for each in texts])
    begins = np.cumsum(lengths) - lengths
    cuts = np.append(np.searchsorted(starts, begins), len(starts))
    begin = np.repeat(begins, np.diff(cuts))
    return ScannedWords(
        distinct=[text[start:end] for start, end in spans],
        numbers=numbers,
        starts=(starts - begin).astype(np.uint32),
        ends=(ends - begin).astype(np.uint32),
        cuts=cuts,
    )


def _distinct(hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Return the index of the first of each distinct hash, ascending, and the number of each hash.

    int64, shape (distinct,), and uint32, shape (hashes,).
    """
    order = np.argsort(hashes)
    in_order = hashes[order]
    opens = np.ones(len(order), np.bool_)
    opens[1:] = in_order[1:] != in_order[:-1]
    groups = np.flatnonzero(opens)
    firsts = np.minimum.reduceat(order, groups) if len(groups) else groups
    by_first = np.argsort(firsts)
    rank = np.empty(len(groups), np.uint32)
    rank[by_first] = np.arange(len(groups))
    numbers = np.empty(len(order), np.uint32)
    numbers[order] = rank[np.cumsum(opens) - 1]
    return firsts[by_first], numbers


def _hashes(
    codes: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Return a hash for each word, uint64, shape (words,).

    A polynomial over a random number for each character, modulo 2 ** 64, computed from prefix sums
    over the whole text: Karp and Rabin, Efficient Randomized Pattern-Matching Algorithms (1987).
    The numbers differ in each process, so that no text can be made to collide.
    """
    numbers, base = _secrets()
    powers, backwards = _powers(base, 1 << len(codes).bit_length())
    terms = (numbers[np.minimum(codes, _PLANE - 1)] + codes) * powers[: len(codes)]
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(terms)])
    return (sums[ends] - sums[starts]) * backwards[starts]


@cache
def _secrets() -> tuple[NDArray[np.uint64], int]:
    """Return a random number for each character, uint64, and an odd random number."""
    chance = np.random.default_rng()
    numbers = chance.integers(0, 1 << 64, _PLANE, np.uint64)
    return numbers, int(chance.integers(0, 1 << 63, dtype=np.uint64)) * 2 + 1


@lru_cache(2)
def _powers(base: int, count: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the first count powers of an odd number and of its inverse, modulo 2 ** 64."""
    one, other = np.ones(count, np.uint64), np.ones(count, np.uint64)
    one[1:], other[1:] = base, pow(base, -1, 1 << 64)
    return np.cumprod(one), np.cumprod(other)


def _words(text: str, codes: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the starts and ends of the words of a text, ascending int64."""
    classes = np.zeros(len(codes) + 2, np.uint8)  # with one on either side that is no word
    classes[1:-1] = _classes()[np.minimum(codes, _PLANE - 1)]
    starts, ends = _runs(classes == _LETTER)
    plain = (classes[starts] != _JOINED) & (classes[ends + 1] != _JOINED)
    plain &= ~_are_ligatures(codes, ends)
    first, last = _runs(classes == _DIGIT)
    alone = _are_alone(codes, first, last)
    elsewhere = classes[1:-1] == _OTHER
    elsewhere[starts[~plain]] = elsewhere[first[~alone]] = True
    begins = np.flatnonzero(elsewhere).tolist()
    rare = np.array(list(_matched(text, begins)), np.int64).reshape(-1, 2)
    starts, ends = starts[plain], ends[plain]
    kept = ~_detached_clitics(text, codes, starts, ends)
    kept &= ~_are_inside(starts, rare)  # the words of a percentage: 5 في المئة
    alone &= ~_are_inside(first, rare)
    starts = np.concatenate([starts[kept], first[alone], rare[:, 0]])
    ends = np.concatenate([ends[kept], last[alone], rare[:, 1]])
    order = np.argsort(starts, kind="stable")
    return starts[order], ends[order]


def _are_ligatures(codes: NDArray[np.uint32], places: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which places hold the ligature of a whole word, which may take the alef before it."""
    at = codes[np.minimum(places, len(codes) - 1)] if len(codes) else places
    return (at >= ord(WHOLE_WORDS[0])) & (at <= ord(WHOLE_WORDS[-1])) & (places < len(codes))


def _runs(inside: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the starts and ends of runs of True; inside begins one entry before the text."""
    edges = np.diff(inside.view(np.int8))
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)


def _are_alone(
    codes: NDArray[np.uint32], first: NDArray[np.int64], last: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which runs of digits are whole numbers without asking the pattern.

    No decimal, thousands or percent sign touches them, or follows after a blank; nor do further
    digits or what may say percent in words.
    """
    around = np.zeros(len(codes) + 3, np.uint32)
    around[1:-2] = np.minimum(codes, _PLANE - 1)
    after, second_after = around[last + 1], around[last + 2]
    signs, blanks, going_on = _number_signs()
    return ~(signs[around[first]] | signs[after] | (blanks[after] & going_on[second_after]))


@cache
def _number_signs() -> tuple[NDArray[np.bool_], ...]:
    """Return which characters may be signs of a number, its blank, and follow after that."""
    signs, blanks = np.zeros(_PLANE, np.bool_), np.zeros(_PLANE, np.bool_)
    signs[[ord(sign) for sign in NUMBER_SIGNS]] = True
    blanks[[ord(blank) for blank in NUMBER_BLANKS]] = True
    going_on = signs | (_classes() == _DIGIT)
    going_on[[ord(letter) for letter in PERCENT_LETTERS]] = True
    return signs, blanks, going_on


def _are_inside(starts: NDArray[np.int64], spans: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which of some starts are within the ascending spans, shape (spans, 2)."""
    if not len(spans):
        return np.zeros(len(starts), np.bool_)
    before = np.searchsorted(spans[:, 0], starts, "right") - 1
    return (before >= 0) & (starts < spans[np.maximum(before, 0), 1])


def _matched(text: str, begins: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the words that the pattern matches at the ascending begins."""
    reached = 0
    for begin in begins:
        if begin >= reached and (match := WORD.match(text, begin)):
            start, reached = match.span()
            is_word = match.lastgroup != "possessive"
            if is_word and not (is_clitic(match[0]) and is_detached(text, start, reached)):
                yield start, reached


def _detached_clitics(
    text: str, codes: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Return which of some runs of letters are detached clitics."""
    short = np.flatnonzero(ends - starts <= _LONGEST_CLITIC)
    lengths = ends[short] - starts[short]
    letters = np.zeros(len(short), np.uint64)
    for letter in range(_LONGEST_CLITIC):
        at = np.minimum(starts[short] + letter, len(codes) - 1)
        letters = (letters << np.uint64(16)) | np.where(letter < lengths, codes[at], 0)
    detached = np.zeros(len(starts), np.bool_)
    for run in short[np.isin(letters, _clitics())].tolist():
        detached[run] = is_detached(text, int(starts[run]), int(ends[run]))
    return detached


@cache
def _clitics() -> NDArray[np.uint64]:
    """Return the clitics as numbers of 16 bits a letter, uint64."""
    padded = (clitic.ljust(_LONGEST_CLITIC, "\0") for clitic in CLITICS)
    return np.array([int.from_bytes(each.encode("utf-16-be")) for each in padded], np.uint64)


@cache
def _classes() -> NDArray[np.uint8]:
    """Return the class of every character of the basic plane, uint8; beyond it all are others."""
    classes = np.zeros(_PLANE, np.uint8)
    for code, character in enumerate(map(chr, range(_PLANE))):
        if LETTER.match(character):
            classes[code] = _LETTER
        elif character == "+" or INSIDE.match(character):
            classes[code] = _JOINED
        elif character.isdecimal():
            classes[code] = _DIGIT
        elif STARTS_OTHERWISE.match(character):
            classes[code] = _OTHER
    classes[-1] = _OTHER  # for all characters beyond
    return classes
