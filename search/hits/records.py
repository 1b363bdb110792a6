"""Whole articles in the order of a list: what leaves in a file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from search.engine.protocol import StoredArticle
from search.hits.hits import printed_title
from search.request import After
from search.results import Headline, IndexInfo

#: The characters of a lead. Set by hand, by what feeds and references show.
_LEAD = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An article as it was printed, as files and citations carry it.

    title is its headline or, where it has none, its first words and "…" (then headline.title is
    ""). matching_all tells whether the article matches the whole query and not only most of it.
    """

    headline: Headline
    title: str
    body: str
    matching_all: bool = True

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
    """Articles of a list, whole, and their number: rows.

    total, total_matching_all, partial and after are those of Page, moved and embedding are its
    notes. A record is read when it is asked for, from the version that was live at the call, which
    was built at the moment built.
    """

    index: IndexInfo
    built: datetime
    total: int
    total_matching_all: int
    partial: bool
    rows: int
    after: After | None
    moved: bool
    embedding: bool
    records: Iterator[Record]


def records(articles: Iterable[tuple[StoredArticle, bool]]) -> Iterator[Record]:
    """Yield the records of articles, each beside whether it matches the whole query."""
    for article, matching_all in articles:
        yield record(article, matching_all=matching_all)


def record(article: StoredArticle, *, matching_all: bool = True) -> Record:
    """Return an article as files and citations carry it."""
    headline = article.headline
    return Record(
        headline=headline,
        title=headline.title or f"{printed_title(article)}…",
        body=article.body,
        matching_all=matching_all,
    )
