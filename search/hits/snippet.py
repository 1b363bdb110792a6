"""The pieces of a text that show best why it was found.

Highlights cover whole printed words. A fragment is a slice of the text as it was printed: without
its highlights it is the original, letter for letter.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import TypeAlias

from index.analysis import WordSpans
from index.text.spans import between
from search.engine.protocol import Positions, StoredArticle
from search.results import Fragment

#: The words of a fragment, those of the lead that replaces a headline, those before the first
#: highlight, and the fragments of a snippet. Set by hand, by what fills two lines of a page.
_FRAGMENT = 32
_HEADLINE = 12
_BEFORE = 6
_FRAGMENTS = 2
#: A line without the blanks around it.
_PARAGRAPH = re.compile(r"\S(?:[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*\S)?")
_CLOSING = re.compile(r"[^\w\s]{1,3}")
_SENTENCE_END = re.compile(r"[.!?؟…\n]\s*$")


#: The highlighted words of a text in their order: position, and number of the query's part.
Highlighted: TypeAlias = list[tuple[int, int]]


def snippets(text: str, words: WordSpans, positions: Positions) -> tuple[Fragment, ...]:
    """Return up to two fragments of text, in its order, that show most of the query.

    If nothing is highlighted the one fragment is the text's first words.
    """
    if not words.starts:
        return ()
    highlighted = sorted(positions.items())
    starts = _best_starts(highlighted) or [0]
    return tuple(
        _cut(text, words.starts[first], _end_of(text, words, last), words, highlighted)
        for first, last in _windows(text, words, starts)
    )


def whole(text: str, words: WordSpans, positions: Positions) -> Fragment:
    """Return a whole text with its highlights."""
    return _cut(text, 0, len(text), words, sorted(positions.items()))


def lead(body: str, words: WordSpans, positions: Positions) -> Fragment:
    """Return the first words of a body, as a headline for an article that has none."""
    if not words.starts:
        return Fragment(text=body[: _HEADLINE * 10].strip())
    first_line = body.find("\n", words.starts[0])
    ends = [end for end in words.ends[:_HEADLINE] if first_line < 0 or end <= first_line]
    return _cut(body, words.starts[0], ends[-1], words, sorted(positions.items()))


def paragraphs(article: StoredArticle, positions: Positions) -> tuple[Fragment, ...]:
    """Return the lines of a body that are not blank, each with its highlights.

    What its source repeats is left out.
    """
    body, highlighted = article.body, sorted(positions.items())
    return tuple(
        _cut(body, *line.span(), article.body_words, highlighted)
        for start, end in between(article.repeated, len(body))
        for line in _PARAGRAPH.finditer(body, start, end)
    )


def repeated(article: StoredArticle) -> tuple[Fragment, ...]:
    """Return the parts of a body that articles of its source share."""
    return tuple(Fragment(text=article.body[start:end]) for start, end in article.repeated)


def _best_starts(highlighted: Highlighted) -> list[int]:
    """Return the first words of the best windows: most of the query, then most highlights."""
    chosen: list[int] = []
    shown = 0
    free = list(_highlighted_windows(highlighted))
    while free and len(chosen) < _FRAGMENTS:
        fresh = ~shown
        ranked = [
            ((parts & fresh).bit_count(), parts.bit_count(), count, -word, parts)
            for word, parts, count in free
        ]
        *_, before, parts = max(ranked)
        chosen.append(-before)
        shown |= parts
        free = [window for window in free if abs(window[0] + before) >= _FRAGMENT]
    return chosen


def _highlighted_windows(highlighted: Highlighted) -> Iterator[tuple[int, int, int]]:
    """Yield the window from each highlight on: its word, a bit a part of the query, its count."""
    bits = [1 << part for _, part in highlighted]
    last = 0
    for first, (word, _) in enumerate(highlighted):
        while last < len(highlighted) and highlighted[last][0] < word + _FRAGMENT - _BEFORE:
            last += 1
        yield word, reduce(or_, bits[first:last]), last - first


def _windows(text: str, words: WordSpans, starts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each window, with some of the words before.

    At the end of the text a window reaches further back, so that it is not short.
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
    """Return where the fragment ends: after the punctuation that closes its last word."""
    end = words.ends[last]
    following = words.starts[last + 1] if last + 1 < len(words.starts) else len(text)
    closing = _CLOSING.match(text, end, following)
    return closing.end() if closing else end


def _cut(text: str, start: int, end: int, words: WordSpans, highlighted: Highlighted) -> Fragment:
    first, last = bisect_left(words.starts, start), bisect_right(words.ends, end)
    inside = highlighted[bisect_left(highlighted, (first,)) : bisect_left(highlighted, (last,))]
    spans = [(words.starts[word] - start, words.ends[word] - start) for word, _ in inside]
    return Fragment(text=text[start:end], highlights=tuple(spans))
