"""Which articles of a source hold a paragraph: what is remembered of the last of many.

A paragraph is remembered by a hash, with the marks of the first few articles that hold it. Those
that were not seen for long are forgotten.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

#: The articles that must hold a paragraph before it is left out of the next. Of 70 more that three
#: would leave out, 14 were text, read by hand; of 100 that five do, one.
ENOUGH = 5
#: Enough must come within so many articles of the source, or over so many at least: the background
#: of one affair recurs in some articles of a few days. Set by hand, on two archives.
_DENSE, _SPREAD = 10, 100
#: The paragraphs that are remembered: those of eight thousand articles, 2 MB on disk. Set by hand,
#: to bound the memory.
_REMEMBERED = 1 << 16
#: Instead of a number: the paragraph is text, because it stands in the middle of articles.
_TEXT = 0xFFFF_FFFF


class Sighting(NamedTuple):
    """A paragraph: the number in its source of the article that held it first, and all marks."""

    first: int
    articles: tuple[int, ...]


class Sightings:
    """The paragraphs that were seen, by their keys; the one that was seen last is the last."""

    def __init__(self, known: Iterable[tuple[int, Sighting]] = ()) -> None:
        self._by_key = OrderedDict(known)

    def __iter__(self) -> Iterator[tuple[int, Sighting]]:
        """Yield every key with what is known of its paragraph."""
        return iter(self._by_key.items())

    def articles(self, key: int) -> tuple[int, ...]:
        """Return the marks of the articles that hold a paragraph, at most ENOUGH."""
        found = self._by_key.get(key)
        return found.articles if found else ()

    def is_boilerplate(self, key: int) -> bool:
        """Return whether enough articles hold a paragraph."""
        return len(self.articles(key)) >= ENOUGH

    def add(self, key: int, mark: int, number: int, *, name: bool = False) -> None:
        """Note that an article, its source's with a number, holds a paragraph at its edge.

        A name may recur for ever and is none the less text.
        """
        known = self._by_key.get(key) or Sighting(number, ())
        since, marks = number - known.first, (*known.articles, mark)
        if known.first == _TEXT or len(known.articles) == ENOUGH or mark in known.articles:
            marks = known.articles
        elif len(marks) == ENOUGH and since >= _DENSE:
            if name:
                known, marks = Sighting(number, ()), (mark,)
            elif since < _SPREAD:
                marks = known.articles
        self._remember(key, Sighting(known.first, marks))

    def add_text(self, key: int, mark: int, number: int, *, again: bool) -> None:
        """Note that an article holds a paragraph in its text, again after articles unlike it."""
        known = self._by_key.get(key) or Sighting(number, (mark,))
        if again and len(known.articles) < ENOUGH:
            known = Sighting(_TEXT, known.articles)
        self._remember(key, known)

    def _remember(self, key: int, sighting: Sighting) -> None:
        self._by_key[key] = sighting
        self._by_key.move_to_end(key)
        if len(self._by_key) > _REMEMBERED:
            self._by_key.popitem(last=False)
