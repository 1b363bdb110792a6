"""What an article says first: the words of its headline and of its first lines, with their stems.

News says at once what it is about: the front page reads no further, which also bounds its work.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import NamedTuple

from index.analysis import WordSpans, terms
from search.engine.protocol import StoredArticle

#: The words of a body that are read. Set by hand: a wire story has two paragraphs in them.
_READ = 80


class PrintedWord(NamedTuple):
    """A word as it was printed, its stem, and whether only a blank parts it from the word before.

    Stop words and numbers have the stem "".
    """

    text: str
    stem: str
    follows: bool


@dataclass(frozen=True, slots=True)
class Beginning:
    """An article, and the words of its headline and of its first lines."""

    article: StoredArticle
    title: tuple[PrintedWord, ...]
    lines: tuple[PrintedWord, ...]

    @property
    def words(self) -> Iterator[PrintedWord]:
        """Return all words in their order."""
        return chain(self.title, self.lines)

    @property
    def day(self) -> date:
        """Return the day of publication; date.min without one."""
        published = self.article.headline.published
        return published.date() if published else date.min


def beginnings(articles: Iterable[StoredArticle]) -> list[Beginning]:
    """Return the beginnings of articles, the earliest first."""
    read = (
        Beginning(
            article,
            tuple(_words(article.headline.title, article.title_words)),
            tuple(_words(article.body, article.body_words)),
        )
        for article in articles
    )
    return sorted(
        read, key=lambda each: (each.article.headline.published, each.article.headline.id)
    )


def _words(text: str, spans: WordSpans) -> Iterator[PrintedWord]:
    before = -1
    for start, end in islice(zip(spans.starts, spans.ends, strict=True), _READ):
        printed = text[start:end]
        stem = terms(printed).stem
        said = "" if stem[1:2].isdecimal() else stem
        yield PrintedWord(printed, said, text[before:start] == " " if before >= 0 else False)
        before = end
