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

#: The words of a snippet, which its fragments share, those of the lead that replaces a headline,
#: and those before the first highlight. Set by hand, by what fills two lines of a page.
_SNIPPET = 32
_HEADLINE = 12
_BEFORE = 6
#: How far back a sentence is looked for that a fragment could begin with, as a share of its words.
#: Set by hand.
_NEAR = 3 / 8
#: A line without the blanks around it.
_PARAGRAPH = re.compile(r"\S(?:[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*\S)?")
_CLOSING = re.compile(r"[^\w\s]{1,3}")
#: What ends a sentence, and the gap between two words where one does.
_STOP = re.compile(r"[.!?؟…\n]")
_SENTENCE_END = re.compile(rf"{_STOP.pattern}[»”\"')\]]*\s*$")


#: The highlighted words of a text in their order: position, and number of the query's part.
Highlighted: TypeAlias = list[tuple[int, int]]


def snippets(text: str, words: WordSpans, positions: Positions) -> tuple[Fragment, ...]:
    """Return a fragment of text that shows most of the query, or two where one cannot show all.

    If nothing is highlighted it is the text's first words.
    """
    if not len(words.starts):
        return ()
    highlighted = sorted(positions.items())
    starts, size = _best_starts(highlighted)
    return tuple(
        _excerpt(text, first, last, words, highlighted)
        for first, last in _windows(text, words, starts, size)
    )


def whole(text: str, words: WordSpans, positions: Positions) -> Fragment:
    """Return a whole text with its highlights."""
    return _cut(text, 0, len(text), words, sorted(positions.items()))


def lead(body: str, words: WordSpans, positions: Positions) -> Fragment:
    """Return the first words of a body, as a headline for an article that has none."""
    if not len(words.starts):
        return Fragment(text=body[: _HEADLINE * 10].strip())
    first_line = body.find("\n", words.starts[0])
    ends = [end for end in words.ends[:_HEADLINE] if first_line < 0 or end <= first_line]
    return _cut(body, words.starts[0], ends[-1], words, sorted(positions.items()))


def paragraphs(article: StoredArticle, positions: Positions) -> tuple[Fragment, ...]:
    """Return the lines of a body that are not blank, each with its highlights.

    What its source repeats is left out.
    """
    body, words, highlighted = article.body, article.body_words, sorted(positions.items())
    return tuple(
        _cut(body, *line.span(), words, highlighted)
        for start, end in between(article.repeated, len(body))
        for line in _PARAGRAPH.finditer(body, start, end)
    )


def repeated(article: StoredArticle) -> tuple[Fragment, ...]:
    """Return the parts of a body that articles of its source share."""
    return tuple(Fragment(text=article.body[start:end]) for start, end in article.repeated)


def _best_starts(highlighted: Highlighted) -> tuple[list[int], int]:
    """Return the first highlights of the best windows, and the words of each window.

    One window if it shows all parts of the query that the text has, and two halves of it if not.
    """
    if not highlighted:
        return [0], _SNIPPET
    words, bits = [word for word, _ in highlighted], [1 << part for _, part in highlighted]
    every = reduce(or_, bits)
    start, shown = _best_window(words, bits, _SNIPPET, 0)
    if shown == every:
        return [start], _SNIPPET
    half = _SNIPPET // 2
    first, shown = _best_window(words, bits, half, 0)
    apart = [at for at, word in enumerate(words) if abs(word - first) >= half]
    if not apart:
        return [start], half
    others, theirs = [words[at] for at in apart], [bits[at] for at in apart]
    return [first, _best_window(others, theirs, half, shown)[0]], half


def _best_window(words: list[int], bits: list[int], size: int, shown: int) -> tuple[int, int]:
    """Return the first word of the best window and the parts of the query in it, a bit each.

    words are the highlighted ones, bits their parts. The best has most of what is not shown yet,
    then most of the query, then most highlights. A window begins with a highlight; one that ends
    with the window before is left out: it has less.
    """
    best, best_start, best_parts = (-1, 0, 0), 0, 0
    last, reach = 0, size - int(size * _NEAR)
    for first, word in enumerate(words):
        before, last = last, bisect_left(words, word + reach, last)
        if last == before:
            continue
        parts = reduce(or_, bits[first:last])
        rank = (parts & ~shown).bit_count(), parts.bit_count(), last - first
        if rank > best:
            best, best_start, best_parts = rank, word, parts
    return best_start, best_parts


def _windows(
    text: str, words: WordSpans, starts: Iterable[int], size: int
) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each window, with some of the words before.

    At the end of the text a window reaches further back, so that it is not short.
    """
    free, count = 0, len(words.starts)
    for start in sorted(starts):
        ends_text = start - _BEFORE > count - size
        earliest = max(0, free, count - size if ends_text else start - _BEFORE)
        nearest = min(earliest, max(free, start - int(size * _NEAR)))
        # At the end the first sentence that fits, else the nearest before the highlight.
        tried = range(earliest, start + 1) if ends_text else range(start, nearest - 1, -1)
        first = _sentence_start(text, words, tried)
        first = earliest if first is None else first
        free = min(first + size, count)
        yield first, free - 1


def _sentence_start(text: str, words: WordSpans, tried: range) -> int | None:
    """Return the first of the tried words that begins a sentence, None if none does."""
    low, high = sorted((tried[0], tried[-1]))
    if low and not _STOP.search(text, words.ends[low - 1], words.starts[high]):
        return None  # as for most: no gap between the words need be looked at
    return next((word for word in tried if _begins_sentence(text, words, word)), None)


def _begins_sentence(text: str, words: WordSpans, word: int) -> bool:
    if not word:
        return True
    gap = text[words.ends[word - 1] : words.starts[word]]
    return gap != " " and _SENTENCE_END.search(gap) is not None


def _excerpt(
    text: str, first: int, last: int, words: WordSpans, highlighted: Highlighted
) -> Fragment:
    """Return the fragment from a word to another, marked where it begins or ends in a sentence."""
    following = last + 1
    cut_after = following < len(words.starts) and not _begins_sentence(text, words, following)
    start, end = words.starts[first], words.ends[last] if cut_after else _end_of(text, words, last)
    return Fragment(
        text=text[start:end],
        highlights=_marks(start, first, following, words, highlighted),
        cut_before=not _begins_sentence(text, words, first),
        cut_after=cut_after,
    )


def _end_of(text: str, words: WordSpans, last: int) -> int:
    """Return where the fragment ends: after the punctuation that closes its last word."""
    end = words.ends[last]
    following = words.starts[last + 1] if last + 1 < len(words.starts) else len(text)
    closing = _CLOSING.match(text, end, following)
    return closing.end() if closing else end


def _cut(text: str, start: int, end: int, words: WordSpans, highlighted: Highlighted) -> Fragment:
    if not highlighted:
        return Fragment(text=text[start:end])
    first, last = bisect_left(words.starts, start), bisect_right(words.ends, end)
    return Fragment(text=text[start:end], highlights=_marks(start, first, last, words, highlighted))


def _marks(
    start: int, first: int, last: int, words: WordSpans, highlighted: Highlighted
) -> tuple[tuple[int, int], ...]:
    """Return where the highlighted ones of the words from first up to last stand, from start on."""
    starts, ends = words
    inside = highlighted[bisect_left(highlighted, (first,)) : bisect_left(highlighted, (last,))]
    return tuple([(starts[word] - start, ends[word] - start) for word, _ in inside])
