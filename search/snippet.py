"""The pieces of a text that show best what was asked for.

Marks cover whole printed words. A fragment is a slice of the text as it was
printed: without its marks it is the original, letter for letter.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import TypeAlias

from index.analysis import WordSpans
from search.marks import Asked
from search.results import Fragment

#: Words of a fragment, of the lead that stands in for a headline, and before a first mark.
_FRAGMENT = 32
_HEADLINE = 12
_BEFORE = 6
_FRAGMENTS = 2
#: A line without the blanks around it.
_PARAGRAPH = re.compile(r"\S(?:[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*\S)?")
_CLOSING = re.compile(r"[^\w\s]{1,3}")
_SENTENCE_END = re.compile(r"[.!?؟…\n]\s*$")


#: The words that are asked for, in their order: number in the text, and what asked for it.
Marks: TypeAlias = list[tuple[int, int]]


def snippets(text: str, words: WordSpans, asked: Asked) -> tuple[Fragment, ...]:
    """Return up to two fragments of text, in its order, that show most of the query.

    Where nothing is asked for the text's first words are the one fragment.
    """
    if not words.starts:
        return ()
    marks = sorted(asked.items())
    starts = _best_starts(marks) or [0]
    return tuple(
        _cut(text, words.starts[first], _end_of(text, words, last), words, marks)
        for first, last in _windows(text, words, starts)
    )


def whole(text: str, words: WordSpans, asked: Asked) -> Fragment:
    """Return a whole text with its marks."""
    return _cut(text, 0, len(text), words, sorted(asked.items()))


def lead(body: str, words: WordSpans, asked: Asked) -> Fragment:
    """Return the first words of a body, as a headline for an article that has none."""
    if not words.starts:
        return Fragment(text=body[: _HEADLINE * 10].strip())
    first_line = body.find("\n", words.starts[0])
    ends = [end for end in words.ends[:_HEADLINE] if first_line < 0 or end <= first_line]
    return _cut(body, words.starts[0], ends[-1], words, sorted(asked.items()))


def paragraphs(body: str, words: WordSpans, asked: Asked) -> tuple[Fragment, ...]:
    """Return the lines of a body that hold anything, each with its marks."""
    marks = sorted(asked.items())
    return tuple(_cut(body, *line.span(), words, marks) for line in _PARAGRAPH.finditer(body))


def _best_starts(marks: Marks) -> list[int]:
    """Return the first words of the best windows: most of the query, then most marks."""
    chosen: list[int] = []
    shown = 0
    free = list(_marked_windows(marks))
    while free and len(chosen) < _FRAGMENTS:
        fresh = ~shown
        worth = [
            ((parts & fresh).bit_count(), parts.bit_count(), count, -word, parts)
            for word, parts, count in free
        ]
        *_, before, parts = max(worth)
        chosen.append(-before)
        shown |= parts
        free = [window for window in free if abs(window[0] + before) >= _FRAGMENT]
    return chosen


def _marked_windows(marks: Marks) -> Iterator[tuple[int, int, int]]:
    """Yield of the window from each mark on: its word, a bit for each part asked for, its marks."""
    bits = [1 << part for _, part in marks]
    last = 0
    for first, (word, _) in enumerate(marks):
        while last < len(marks) and marks[last][0] < word + _FRAGMENT - _BEFORE:
            last += 1
        yield word, reduce(or_, bits[first:last]), last - first


def _windows(text: str, words: WordSpans, starts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last word of each window, with a little of what stands before.

    At the end of the text a window reaches further back, so as not to be short.
    """
    free, count = 0, len(words.starts)
    for start in sorted(starts):
        ends_text = start - _BEFORE > count - _FRAGMENT
        earliest = count - _FRAGMENT if ends_text else start - _BEFORE
        sentences = _sentence_starts(text, words, max(free, earliest), start)
        first = (sentences[0] if ends_text else sentences[-1]) if sentences else earliest
        first = max(free, first)
        free = min(first + _FRAGMENT, count)
        yield first, free - 1


def _sentence_starts(text: str, words: WordSpans, earliest: int, start: int) -> list[int]:
    """Return the words from earliest to start that begin a sentence."""
    return [
        word
        for word in range(max(earliest, 1), start + 1)
        if (gap := text[words.ends[word - 1] : words.starts[word]]) != " "
        and _SENTENCE_END.search(gap)
    ]


def _end_of(text: str, words: WordSpans, last: int) -> int:
    """Return where the fragment ends: with the punctuation that closes its last word."""
    end = words.ends[last]
    following = words.starts[last + 1] if last + 1 < len(words.starts) else len(text)
    closing = _CLOSING.match(text, end, following)
    return closing.end() if closing else end


def _cut(text: str, start: int, end: int, words: WordSpans, marks: Marks) -> Fragment:
    first, last = bisect_left(words.starts, start), bisect_right(words.ends, end)
    inside = marks[bisect_left(marks, (first,)) : bisect_left(marks, (last,))]
    spans = [(words.starts[word] - start, words.ends[word] - start) for word, _ in inside]
    return Fragment(text=text[start:end], marks=tuple(spans))
