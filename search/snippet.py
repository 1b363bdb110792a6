"""The pieces of a text that show best what was asked for.

Marks cover whole printed words. A fragment is a slice of the text as it was
printed: without its marks it is the original, letter for letter.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

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
_SENTENCE_END = re.compile(r"[.!?؟…\n]\s*$")


class Mark(NamedTuple):
    """A marked word: where it stands, its number in the text, and what asked for it."""

    start: int
    end: int
    word: int
    asked: int


def snippets(text: str, words: WordSpans, asked: Asked) -> tuple[Fragment, ...]:
    """Return up to two fragments of text, in its order, that show most of the query.

    Where nothing is asked for the text's first words are the one fragment.
    """
    if not words.starts:
        return ()
    marks = marked(words, asked)
    starts = _best_starts(marks) or [0]
    return tuple(
        _cut(text, words.starts[first], _end_of(text, words, last), marks)
        for first, last in _windows(text, words, starts)
    )


def whole(text: str, words: WordSpans, asked: Asked) -> Fragment:
    """Return a whole text with its marks."""
    return _cut(text, 0, len(text), marked(words, asked))


def lead(body: str, words: WordSpans, asked: Asked) -> Fragment:
    """Return the first words of a body, as a headline for an article that has none."""
    if not words.starts:
        return Fragment(text=body[: _HEADLINE * 10].strip())
    first_line = body.find("\n", words.starts[0])
    ends = [end for end in words.ends[:_HEADLINE] if first_line < 0 or end <= first_line]
    return _cut(body, words.starts[0], ends[-1], marked(words, asked))


def paragraphs(body: str, words: WordSpans, asked: Asked) -> tuple[Fragment, ...]:
    """Return the lines of a body that hold anything, each with its marks."""
    marks = marked(words, asked)
    return tuple(_cut(body, line.start(), line.end(), marks) for line in _PARAGRAPH.finditer(body))


def marked(words: WordSpans, asked: Asked) -> list[Mark]:
    """Return the words that are asked for, in their order."""
    return [Mark(words.starts[n], words.ends[n], n, part) for n, part in sorted(asked.items())]


def _best_starts(marks: list[Mark]) -> list[int]:
    """Return the first words of the best windows: most of the query, then most marks."""
    chosen: list[int] = []
    shown = 0
    windows = [_window(marks, first) for first in range(len(marks))]
    for _ in range(_FRAGMENTS):
        free = [w for w in windows if all(abs(w.word - start) >= _FRAGMENT for start in chosen)]
        if not free:
            break
        best = max(free, key=lambda window: window.worth(shown))
        chosen.append(best.word)
        shown |= best.asked
    return chosen


class _Window(NamedTuple):
    """A window of the text: its first marked word, a bit for each part asked for, its marks."""

    word: int
    asked: int
    marks: int

    def worth(self, shown: int) -> tuple[int, int, int, int]:
        """Return what decides between windows; shown are the parts that are shown already."""
        fresh = (self.asked & ~shown).bit_count()
        return fresh, self.asked.bit_count(), self.marks, -self.word


def _window(marks: list[Mark], first: int) -> _Window:
    word = marks[first].word
    asked = count = 0
    for mark in marks[first : first + _FRAGMENT]:
        if mark.word >= word + _FRAGMENT - _BEFORE:
            break
        asked |= 1 << mark.asked
        count += 1
    return _Window(word, asked, count)


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
        if _SENTENCE_END.search(text[words.ends[word - 1] : words.starts[word]])
    ]


def _end_of(text: str, words: WordSpans, last: int) -> int:
    """Return where the fragment ends: with the punctuation that closes its last word."""
    end = words.ends[last]
    following = words.starts[last + 1] if last + 1 < len(words.starts) else len(text)
    closing = re.match(r"[^\w\s]{1,3}", text[end:following])
    return end + closing.end() if closing else end


def _cut(text: str, start: int, end: int, marks: Iterable[Mark]) -> Fragment:
    inside = ((m.start - start, m.end - start) for m in marks if start <= m.start and m.end <= end)
    return Fragment(text=text[start:end], marks=tuple(inside))
