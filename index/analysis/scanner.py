"""Many texts -> where their words stand: what tokenize finds, by arrays.

Nine words in ten are a run of Arabic letters between blanks and punctuation. Those are found
by comparing the classes of neighbouring characters, for megabytes at once; where anything else
stands (marks, digits, other scripts, a plus) the tokenizer's pattern is asked, as ever.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.analysis.tokenizer import (
    CLITICS,
    INSIDE,
    LETTER,
    STARTS_OTHERWISE,
    WORD,
    is_clitic,
    is_detached,
)

#: Stands between texts: nothing that a word or a detached clitic reaches across.
_BETWEEN = "\x00"
#: Classes of characters: of no word, Arabic letters, what may stand inside or behind a word of
#: them, and what else a word may begin with.
_NONE, _LETTER, _JOINED, _OTHER = range(4)
_PLANE = 0x10000
_LONGEST_CLITIC = max(map(len, CLITICS))


def scan(
    texts: Sequence[str],
) -> Iterator[tuple[list[str], NDArray[np.uint32], NDArray[np.uint32]]]:
    """Yield for each text its words, where they start and where they end, in characters."""
    text = _BETWEEN.join(texts)
    starts, ends = _words(text)
    words = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    lengths = np.array([len(each) + 1 for each in texts])
    begins = np.cumsum(lengths) - lengths
    cuts = [*np.searchsorted(starts, begins).tolist(), len(starts)]
    for begin, (first, last) in zip(begins.tolist(), pairwise(cuts), strict=True):
        yield (
            words[first:last],
            (starts[first:last] - begin).astype(np.uint32),
            (ends[first:last] - begin).astype(np.uint32),
        )


def _words(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the starts and ends of the words of a text, in order."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = np.zeros(len(codes) + 2, np.uint8)  # one of no word on either side
    classes[1:-1] = _classes()[np.minimum(codes, _PLANE - 1)]
    edges = np.diff((classes == _LETTER).view(np.int8))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    plain = (classes[starts] != _JOINED) & (classes[ends + 1] != _JOINED)
    elsewhere = np.union1d(np.flatnonzero(classes[1:-1] == _OTHER), starts[~plain])
    rare = np.array(list(_asked(text, elsewhere.tolist())), np.int64).reshape(-1, 2)
    starts, ends = starts[plain], ends[plain]
    kept = _no_clitics(text, starts, ends)
    starts = np.concatenate([starts[kept], rare[:, 0]])
    ends = np.concatenate([ends[kept], rare[:, 1]])
    order = np.argsort(starts, kind="stable")
    return starts[order], ends[order]


def _asked(text: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the words that begin at one of the ascending places, as the pattern tells."""
    reached = 0
    for place in places:
        if place >= reached and (match := WORD.match(text, place)):
            start, reached = match.span()
            if not (is_clitic(match[0]) and is_detached(text, start, reached)):
                yield start, reached


def _no_clitics(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which of some runs of letters are words and no detached clitics."""
    kept = np.ones(len(starts), np.bool_)
    for place in np.flatnonzero(ends - starts <= _LONGEST_CLITIC).tolist():
        start, end = int(starts[place]), int(ends[place])
        if text[start:end] in CLITICS and is_detached(text, start, end):
            kept[place] = False
    return kept


@cache
def _classes() -> NDArray[np.uint8]:
    """Return the class of every character of the basic plane; beyond it all are others."""
    classes = np.zeros(_PLANE, np.uint8)
    for code, character in enumerate(map(chr, range(_PLANE))):
        if LETTER.match(character):
            classes[code] = _LETTER
        elif character == "+" or INSIDE.match(character):
            classes[code] = _JOINED
        elif STARTS_OTHERWISE.match(character):
            classes[code] = _OTHER
    classes[-1] = _OTHER  # for all that lies beyond
    return classes
