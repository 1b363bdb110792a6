"""Which words of a text were meant, and the pieces of it that show them best.

Marks cover whole printed words. A fragment is a slice of the text as it was
printed: without its marks it is the original, letter for letter.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from index.analysis import ArabicAnalyzer
from index.analysis import Word as PrintedWord
from search.query import Phrase, Prefix, Query, Word, atoms
from search.results import Fragment

#: Words of a fragment, of the lead that stands in for a headline, and before a first mark.
_FRAGMENT = 32
_HEADLINE = 12
_BEFORE = 6
_FRAGMENTS = 2
_SENTENCE_END = re.compile(r"[.!?؟…\n]\s*$")


class Mark(NamedTuple):
    """A marked word: where it stands, its number in the text, and what asked for it."""

    start: int
    end: int
    word: int
    asked: int


@dataclass(frozen=True, slots=True)
class Marker:
    """Marks the words of a query in the texts of one field."""

    analyzer: ArabicAnalyzer
    exact: dict[str, int] = field(default_factory=dict)
    stems: dict[str, int] = field(default_factory=dict)
    prefixes: tuple[tuple[str, int], ...] = ()
    phrases: tuple[tuple[Phrase, int], ...] = ()

    def marks(self, words: list[PrintedWord]) -> list[Mark]:
        """Return the marks among the words of a text, in order."""
        found = {word.position: asked for word in words if (asked := self._asked(word)) >= 0}
        places = _places(words) if self.phrases else {}
        for phrase, asked in self.phrases:
            for position in _phrase_places(phrase, places):
                found.setdefault(position, asked)
        return [
            Mark(words[position].start, words[position].end, position, asked)
            for position, asked in sorted(found.items())
        ]

    def whole(self, text: str) -> Fragment:
        """Return a whole text with its marks."""
        return _cut(text, 0, len(text), self.marks(list(self.analyzer.words(text))))

    def _asked(self, word: PrintedWord) -> int:
        """Return the number of the part of the query that asks for word, else -1."""
        if word.exact in self.exact:
            return self.exact[word.exact]
        for term in (word.stem, word.family):
            if term and term in self.stems:
                return self.stems[term]
        starts = (asked for prefix, asked in self.prefixes if word.exact.startswith(prefix))
        return next(starts, -1)


def marker(query: Query, analyzer: ArabicAnalyzer, field: str, *, exact: bool = False) -> Marker:
    """Return what marks the words that query asks of field."""
    wanted = [atom for at, atom in atoms(query) if at in (None, field)]
    telling = [a for a in wanted if not (isinstance(a, Word) and not a.stem)] or wanted
    numbered = list(enumerate(telling))
    words = [(n, atom) for n, atom in numbered if isinstance(atom, Word)]
    return Marker(
        analyzer,
        exact={word.exact: n for n, word in words},
        stems={
            term: n for n, word in words for term in (word.stem, word.family) if term and not exact
        },
        prefixes=tuple((a.exact, n) for n, a in numbered if isinstance(a, Prefix)),
        phrases=tuple((a, n) for n, a in numbered if isinstance(a, Phrase)),
    )


def snippets(text: str, marker: Marker) -> tuple[Fragment, ...]:
    """Return up to two fragments of text, in its order, that show most of the query.

    Where nothing is marked the text's first words are the one fragment.
    """
    words = list(marker.analyzer.words(text))
    if not words:
        return ()
    marks = marker.marks(words)
    starts = _best_starts(marks) or [0]
    return tuple(
        _cut(text, words[first].start, _end_of(text, words, last), marks)
        for first, last in _windows(text, words, starts)
    )


def headline(title: str, body: str, marker: Marker) -> Fragment:
    """Return the marked title, or the body's first words where there is no title."""
    if title:
        return marker.whole(title)
    words = list(marker.analyzer.words(body[: _HEADLINE * 40]))[:_HEADLINE]
    if not words:
        return Fragment(text=body[: _HEADLINE * 10].strip())
    first_line = body.find("\n", words[0].start)
    words = [w for w in words if first_line < 0 or w.end <= first_line]
    return _cut(body, words[0].start, words[-1].end, marker.marks(words))


def _best_starts(marks: list[Mark]) -> list[int]:
    """Return the first words of the best windows: most of the query, then most marks."""
    chosen: list[int] = []
    shown: set[int] = set()
    for _ in range(_FRAGMENTS):
        free = [m for m in marks if all(abs(m.word - start) >= _FRAGMENT for start in chosen)]
        if not free:
            break
        best = max(free, key=lambda mark: _worth(mark, marks, shown))
        chosen.append(best.word)
        shown |= {mark.asked for mark in _window(best, marks)}
    return chosen


def _worth(first: Mark, marks: list[Mark], shown: set[int]) -> tuple[int, int, int, int]:
    inside = list(_window(first, marks))
    asked = {mark.asked for mark in inside}
    return len(asked - shown), len(asked), len(inside), -first.word


def _window(first: Mark, marks: list[Mark]) -> Iterator[Mark]:
    at = bisect_left(marks, first)
    for mark in marks[at : at + _FRAGMENT]:
        if mark.word < first.word + _FRAGMENT - _BEFORE:
            yield mark


def _windows(
    text: str, words: list[PrintedWord], starts: Iterable[int]
) -> Iterator[tuple[int, int]]:
    """Yield first and last word of each window, with a little of what stands before.

    At the end of the text a window reaches further back, so as not to be short.
    """
    free = 0
    for start in sorted(starts):
        ends_text = start - _BEFORE > len(words) - _FRAGMENT
        earliest = len(words) - _FRAGMENT if ends_text else start - _BEFORE
        sentences = _sentence_starts(text, words, max(free, earliest), start)
        first = (sentences[0] if ends_text else sentences[-1]) if sentences else earliest
        first = max(free, first)
        free = min(first + _FRAGMENT, len(words))
        yield first, free - 1


def _sentence_starts(text: str, words: list[PrintedWord], earliest: int, start: int) -> list[int]:
    """Return the words from earliest to start that begin a sentence."""
    return [
        word
        for word in range(max(earliest, 1), start + 1)
        if _SENTENCE_END.search(text[words[word - 1].end : words[word].start])
    ]


def _end_of(text: str, words: list[PrintedWord], last: int) -> int:
    """Return where the fragment ends: with the punctuation that closes its last word."""
    end = words[last].end
    following = words[last + 1].start if last + 1 < len(words) else len(text)
    closing = re.match(r"[^\w\s]{1,3}", text[end:following])
    return end + closing.end() if closing else end


def _cut(text: str, start: int, end: int, marks: Iterable[Mark]) -> Fragment:
    inside = ((m.start - start, m.end - start) for m in marks if start <= m.start and m.end <= end)
    return Fragment(text=text[start:end], marks=tuple(inside))


def _places(words: list[PrintedWord]) -> dict[str, list[int]]:
    """Return the positions of every term."""
    places: dict[str, list[int]] = {}
    for word in words:
        for term in (word.exact, word.stem, word.family):
            places.setdefault(term, []).append(word.position)
    return places


def _phrase_places(phrase: Phrase, places: dict[str, list[int]]) -> Iterator[int]:
    """Yield the positions of the words of every occurrence of phrase."""
    wanted = [
        places.get(word.exact if phrase.exact else word.stem or word.exact, [])
        for word in phrase.words
    ]
    for start in wanted[0]:
        yield from _chain(start, wanted[1:], phrase.slop)


def _chain(place: int, wanted: list[list[int]], slop: int) -> list[int]:
    """Return place and a position of each list after it, [] where the words do not follow."""
    if not wanted:
        return [place]
    first = bisect_left(wanted[0], place + 1)
    last = bisect_left(wanted[0], place + slop + 2)
    for following in wanted[0][first:last]:
        if rest := _chain(following, wanted[1:], slop):
            return [place, *rest]
    return []
