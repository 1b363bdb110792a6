"""The wall between a query and the engine that answers it.

An engine answers for one version of an archive, wherever its articles are. Three protocols say
what the rest of search may ask: Statistics of the whole archive, Finder for everything that finds
articles, and Documents, the arrays over some documents that engine.scoring works on. Only frozen
values cross the wall; documents are numbered within an engine, and outside it they have ids.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.analysis import ArabicAnalyzer
from index.duplicates.near import NearDuplicates
from index.labels import Column
from index.phrases.phrases import Phrases
from index.postings import Occurrences, Postings
from index.stored_article import Headline, StoredArticle
from index.versions.manifest import IndexUnavailableError
from index.versions.vocabulary import Vocabulary
from search.names.labels import LabelNames
from search.query.plan import Plan
from search.query.tree import Query
from search.request import After, Filters, Request
from search.results import Facet, Timeline, Trends

#: Which words of a text a query asks for: the word's position in the text -> the number of the
#: part of the query that asks for it.
Positions: TypeAlias = dict[int, int]


@dataclass(frozen=True, slots=True)
class Highlights:
    """The words of one article that a query asks for."""

    title: Positions = field(default_factory=dict)
    body: Positions = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An article in a list, with its score and the near duplicates that are folded under it.

    missing are the parts of the query that it does not match, as they were typed.
    """

    article: StoredArticle
    highlights: Highlights
    score: float
    missing: tuple[str, ...] = ()
    near_duplicates: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What a plan finds: one page of rows, and counts of all of it.

    request is the plan's, with the number of the page. The other names are those of results.Page;
    list_rows is the number of rows of the whole list. notes are codes of what the engine could not
    do exactly (see results.Page).
    """

    request: Request
    rows: tuple[Row, ...]
    total: int
    total_matching_all: int
    list_rows: int
    rows_matching_all: int
    facets: tuple[Facet, ...]
    timeline: Timeline
    partial: bool
    after: After | None = None
    moved: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Articles of the list of a plan, each read when it is asked for; rows is their number.

    Beside each article stands whether it matches the whole query. after and moved are those of
    results.Page; embedding tells that some of the first have no vector yet.
    """

    total: int
    total_matching_all: int
    partial: bool
    articles: Iterator[tuple[StoredArticle, bool]]
    rows: int
    after: After | None
    moved: bool
    embedding: bool = False


class Statistics(Protocol):
    """What is known of a whole archive without looking at its articles."""

    @property
    def name(self) -> str:
        """Return the name of the version."""

    @property
    def articles(self) -> int:
        """Return the number of articles."""

    @property
    def built(self) -> datetime:
        """Return when the version was built, with its time zone."""

    @property
    def span(self) -> tuple[date | None, date | None]:
        """Return the first and the last day on which an article was published."""

    @property
    def analyzer(self) -> ArabicAnalyzer:
        """Return the analyzer that the articles were indexed with."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the printed words and their counts."""

    @property
    def phrases(self) -> Phrases:
        """Return the phrases that articles repeat, with their counts."""

    def held(self, field: str, term: str) -> int:
        """Return the number of articles that contain a term in a field."""

    def held_between(self, field: str, ranges: Sequence[tuple[str, str]]) -> int:
        """Return the number of articles with a term of ranges, each from one up to another."""

    def average_length(self, field: str) -> float:
        """Return the mean length of a field, in terms."""

    def expand_prefix(self, field: str, prefix: str, limit: int) -> list[str]:
        """Return the most frequent terms of field that begin with prefix, at most limit."""

    def daily_counts(self) -> list[tuple[date, int]]:
        """Return the days on which articles were published with their number, ascending."""

    def label_counts(self, facet: str) -> list[tuple[str, int]]:
        """Return the values of a facet with their number of articles, the most frequent first.

        "" counts the articles without a value.
        """


class Documents(Statistics, Protocol):
    """Arrays over some documents of an archive, all of them or the candidates of a query.

    The documents are numbered from 0; articles, held, held_between and average_length are those
    of the whole archive. index.reader.ArticleReader is the Documents of all.
    """

    def __len__(self) -> int:
        """Return the number of documents: the length of every array over documents."""

    @property
    def ids(self) -> Sequence[str]:
        """Return every document's id."""

    def document(self, article_id: str) -> int | None:
        """Return the document number of an article's id, None if it is not among them."""

    @property
    def published(self) -> NDArray[np.int64]:
        """Return the publication moments, in seconds since 1970; schema.NO_DATE for none."""

    def labels(self, facet: str) -> Column:
        """Return the column of a facet."""

    def postings(self, field: str, term: str) -> Postings:
        """Return the posting list of a term in a field."""

    def occurrences(self, field: str, term: str) -> Occurrences:
        """Return where a term occurs: documents, counts in them, and all positions."""

    def places_in(
        self, field: str, terms: tuple[str, ...], documents: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return the locations of any of the terms in ascending documents, ascending int64."""

    def documents_between(self, field: str, first: str, last: str) -> NDArray[np.unsignedinteger]:
        """Return the documents with a term from first up to last, in no order, some repeatedly."""

    def places_between(
        self, field: str, ranges: Sequence[tuple[str, str]], documents: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return the locations of the terms of ranges in some documents, ascending int64."""

    def length_bytes(self, field: str) -> NDArray[np.uint8]:
        """Return the encoded length of field of every document, uint8."""

    @property
    def near_duplicates(self) -> NearDuplicates:
        """Return which of the documents are near duplicates of which."""

    def stored(self, document: int) -> StoredArticle:
        """Return the article of a document number."""


class Finder(Protocol):
    """Answers plans and requests over one version of an archive. Threads may share it."""

    def session(self) -> "Finder":
        """Return the finder for one request of a reader, which remembers how it was answered."""

    @property
    def is_partial(self) -> bool:
        """Return whether only a part of the archive has answered some of what was asked so far."""

    @property
    def has_vectors(self) -> bool:
        """Return whether lists can be ordered by meaning, too."""

    @property
    def statistics(self) -> Statistics:
        """Return the statistics of the archive."""

    @property
    def names(self) -> LabelNames:
        """Return what the labels of the archive are called; filters and counts know no others."""

    def label_spans(self, facet: str) -> dict[str, tuple[date, date]]:
        """Return the first and the last day of the dated articles of each label."""

    def collect(self, plan: Plan) -> Collected:
        """Return what a plan finds: the page of its request, and counts of all."""

    def counts(self, plans: Iterable[Plan]) -> Iterator[int]:
        """Yield the number of articles that match the whole query of each plan, in order."""

    def values(self, plan: Plan, facet: str, most: int) -> Facet:
        """Return what a plan finds, counted by a facet: its first values, at most most.

        The counts are those of collect, which lists fewer.
        """

    def ranked(self, plan: Plan) -> list[str]:
        """Return the ids of the page that the plan's request asks for, best first."""

    def neighbours(
        self, plan: Plan, article_id: str
    ) -> tuple[StoredArticle | None, StoredArticle | None]:
        """Return the articles before and after one in the list of a plan, None where none is.

        Only the beginning of the list is looked at: as much of it as is scored by position.
        """

    def export(self, plan: Plan) -> Exported:
        """Return the page of the plan's request as whole articles."""

    def catalogue(self, begin: int, most: int) -> Iterator[tuple[str, date | None]]:
        """Yield id and day of most of all articles from a number on.

        Their order is the same as long as the version is.
        """

    def trends(self, plans: Sequence[Plan], filters: Filters, unit: str) -> Trends:
        """Return what plans find over time; shares are of the articles that pass filters.

        unit is that of Timeline; "" stands for the one that fits.
        """

    def row(self, article_id: str, query: Query, *, exact: bool) -> Row | None:
        """Return the article of an id with the words of query highlighted, None without one."""

    def article(self, article_id: str) -> StoredArticle | None:
        """Return the article of an id, None if there is none."""

    def current_id(self, article_id: str) -> str | None:
        """Return the id by which the article with another id is found, None if there is none.

        The other is a former one, or that of an identical copy.
        """

    def any_article(self) -> StoredArticle:
        """Return some article, the same one each time."""

    def identical(self, article_id: str) -> list[Headline]:
        """Return the identical articles that were left out of the index beside one."""

    def near_duplicates(self, article_id: str, limit: int) -> list[StoredArticle]:
        """Return the near duplicates of an article, the earliest first, at most limit."""

    def related(self, article_id: str, query: Query, limit: int) -> list[StoredArticle]:
        """Return the articles that fit query best, without the article and its near duplicates.

        Of each group of near duplicates there is at most one.
        """

    def bodies(self, words: Sequence[str], most: int) -> Iterator[str]:
        """Yield bodies that contain all the exact forms, from all over the archive.

        There are at most as many as most says.
        """


class LiveFinder(Protocol):
    """The finder of whichever version is live. Threads may share it.

    Nothing is opened before the first call of get.
    """

    def get(self) -> Finder:
        """Return the finder to answer with; raise IndexUnavailableError if there is none."""

    def refresh(self) -> None:
        """Switch to the live version now if it is another one."""

    def watch(self, every: float) -> None:
        """Look for another version every so many seconds, until close; get opens none then."""

    def close(self) -> None:
        """Let go of the version; the next call opens it again."""


__all__ = [
    "Collected",
    "Documents",
    "Exported",
    "Finder",
    "Headline",
    "Highlights",
    "IndexUnavailableError",
    "LiveFinder",
    "Positions",
    "Row",
    "Statistics",
    "StoredArticle",
]
