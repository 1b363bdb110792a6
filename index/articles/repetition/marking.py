"""Paragraphs that many articles of a source share: notices, contacts, teasers of other articles.

They are marked, and stay in the text. Only the edges of an article are looked at: what recurs in
its middle is a background sentence or a heading. What is marked depends on the articles before
alone, so that a build and the updates of the same articles agree; the first few that share a
paragraph keep it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from index.articles.article import Article
from index.articles.items import Item
from index.articles.repetition.ending import Ending
from index.articles.repetition.paragraphs import Paragraph, paragraphs_of
from index.articles.repetition.sightings import Sighting, Sightings
from index.text.spans import Span

#: Lines of so many words may name an author, an agency or a place: they are left out only where
#: they end every other article. Those of fewer words than _BYLINE that begin articles are bylines
#: and datelines. Set by hand, on two archives.
_NAME, _BYLINE = range(2, 5), 12
#: The words that a report has at least, beside what is left out of it. Set by hand.
_FEWEST_WORDS = 5
#: What is a report, and no notice, however often it recurs: amounts, a row of numbers among words,
#: somebody's own words. A line with an address of mail or of a site is a notice.
_FACT = re.compile(
    r"\d[.,٫]\d|\d\s?[%٪]|في الم[ئا]?[ئي]ة|بالم[ئا]?[ئي]ة|(?:\d+[\W_]*[^\W\d_]\D*){3}"
    r"|[\"«“][^\"»”]{30,}"
)
_CONTACT = re.compile(r"@|www\.|https?:", re.IGNORECASE)
#: The paragraphs of other articles in a row that are a list of teasers, the share of a source's
#: articles that must end so, and how many at least: 24 and 45 % end so in two archives of the one
#: source that has such lists, up to 2 % in all others.
_ROW, _SHARE, _FEWEST = 2, 0.15, 10
#: The articles of a source after which all that were counted count half, and the sources that are
#: remembered. Set by hand.
_HALVED, _SOURCES = 400, 4096


@dataclass(slots=True)
class Habits:
    """How the articles of one source end: how many there were, how many with rows of teasers.

    number counts all of them; articles and rows are halved now and then.
    """

    number: int = 0
    articles: int = 0
    rows: int = 0

    def count(self, *, row: bool) -> None:
        """Count one more article."""
        self.number += 1
        self.articles += 1
        self.rows += row
        if self.articles >= _HALVED:
            self.articles, self.rows = self.articles // 2, self.rows // 2

    @property
    def are_rows(self) -> bool:
        """Return whether the articles end in rows of teasers."""
        return self.rows >= max(_FEWEST, _SHARE * self.articles)


class Seen(NamedTuple):
    """What earlier articles have shown: their paragraphs by keys, and the habits of each source."""

    sightings: Sequence[tuple[int, Sighting]] = ()
    habits: Mapping[str, Habits] = {}


class RepeatedParagraphs:
    """Marks the paragraphs of articles that others of their source share; counts them by source."""

    def __init__(self, seen: Seen | None = None) -> None:
        """Begin with what earlier articles have shown."""
        sightings, habits = seen or Seen()
        self.left_out: Counter[str] = Counter()
        self._sightings = Sightings(sightings)
        self._habits = dict(habits)

    @property
    def seen(self) -> Seen:
        """Return what all articles have shown by now."""
        return Seen(list(self._sightings), self._habits)

    def mark(self, read: Iterable[Item]) -> Iterator[Item]:
        """Yield what is read, in its order, with the paragraphs marked."""
        for each in read:
            yield self._marked(each) if isinstance(each, Article) else each

    def _marked(self, article: Article) -> Article:
        paragraphs = paragraphs_of(article.body)
        if len(paragraphs) == 1 or not paragraphs:
            return article  # all of its text
        habits = self._habits_of(article.source)
        ending = Ending(article, paragraphs, self._sightings)
        spans = tuple(self._repeated(ending, habits))
        if not self._sightings.articles(ending.own):
            self._note(ending, habits)
            if ending.shares_only_head:  # else another version of one that was counted
                habits.count(row=len(paragraphs) - ending.row >= _ROW)
        if not spans or _leaves_little(spans, paragraphs):
            return article
        self.left_out[article.source] += len(spans)
        return replace(article, repeated=spans)

    def _habits_of(self, source: str) -> Habits:
        """Return the habits of a source; forget those of the one that was not seen for longest."""
        habits = self._habits.pop(source, None) or Habits()
        self._habits[source] = habits
        if len(self._habits) > _SOURCES:
            del self._habits[next(iter(self._habits))]
        return habits

    def _repeated(self, ending: Ending, habits: Habits) -> Iterator[Span]:
        paragraphs, first = ending.paragraphs, ending.paragraphs[0]
        is_notice = self._sightings.is_boilerplate(ending.head) and not _is_report(first.text)
        if ending.words[0] >= _BYLINE and is_notice:
            yield first.start, first.end
        for at in range(ending.run, len(paragraphs)):
            teaser = at >= ending.row and ending.row <= len(paragraphs) - _ROW and habits.are_rows
            is_notice = at in ending.boilerplate and not _is_report(paragraphs[at].text)
            if ending.words[at] and (teaser or is_notice):
                yield paragraphs[at].start, paragraphs[at].end

    def _note(self, ending: Ending, habits: Habits) -> None:
        """Remember where one more article holds its paragraphs."""
        mark, number = ending.mark, habits.number
        self._sightings.add(ending.own, mark, number)
        if ending.shares_only_head:
            self._sightings.add(ending.head, mark, number)
        for at, key in ending.keys.items():
            if at in ending.counted:
                name = ending.words[at] in _NAME
                self._sightings.add(key, mark, number, name=name)
            else:
                self._sightings.add_text(key, mark, number, again=at in ending.alone)


def _is_report(text: str) -> bool:
    """Return whether a paragraph says what is read for: a rate that nobody changes is news."""
    return bool(_FACT.search(text)) and not _CONTACT.search(text)


def _leaves_little(spans: Sequence[Span], paragraphs: Sequence[Paragraph]) -> bool:
    """Return whether spans leave a line such as a day has: then they are the article."""
    starts = {start for start, _ in spans}
    left = sum(each.count_words() for each in paragraphs if each.start not in starts)
    return left < _FEWEST_WORDS
