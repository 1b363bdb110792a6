"""Whole articles in the order of a list: what leaves in a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from index.reader import ArticleReader, StoredArticle
from search.results import IndexInfo
from search.show import first_words

#: Characters of a body's beginning.
_LEAD = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An article as it was printed, as files and citations carry it.

    headline is its title, or its first words where it has none (then title is ""). complete
    tells whether it is as asked, and does not only hold most of the words.
    """

    id: str
    url: str
    title: str
    headline: str
    body: str
    source: str
    section: str
    author: str
    published: datetime | None
    copies: int
    complete: bool = True

    @property
    def lead(self) -> str:
        """Return the beginning of the body in one line, cut between two words."""
        beginning = " ".join(self.body[: 2 * _LEAD].split())
        if len(self.body) <= 2 * _LEAD and len(beginning) <= _LEAD:
            return beginning
        cut = beginning[:_LEAD]
        return (cut.rpartition(" ")[0] or cut) + "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The first articles of a list, whole.

    total counts all that are found, complete those of them that are as asked: they come
    first. partial tells that the time was over before the whole query was looked at. A record
    is read when it is asked for, from the index that was live at the call, built at that moment.
    """

    index: IndexInfo
    built: datetime
    total: int
    complete: int
    partial: bool
    records: Iterator[Record]


def records(reader: ArticleReader, documents: list[int], complete: int) -> Iterator[Record]:
    """Yield the records of documents; the first of them, so many, are as asked."""
    for place, document in enumerate(documents):
        yield record(reader.stored(document), complete=place < complete)


def record(article: StoredArticle, *, complete: bool = True) -> Record:
    """Return an article as files and citations carry it."""
    return Record(
        id=article.id,
        url=article.url,
        title=article.title,
        headline=article.title or f"{first_words(article)}…",
        body=article.body,
        source=article.source,
        section=article.section,
        author=article.author,
        published=article.published,
        copies=article.copies,
        complete=complete,
    )
