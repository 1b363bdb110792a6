"""The read side of an index version: postings, columns and stored articles as arrays.

This is all that search sees of an index. Documents are numbered from 0; every
array over documents has one entry a document. Arrays are parts of mapped files:
nothing is decoded, and processes that read one index share its pages.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.analysis import ArabicAnalyzer, WordSpans
from index.codec.segment import LENGTHS, Segment, TermPostings
from index.schema import NO_DATE, moment
from index.similar import NearCopies, near_copies
from index.store import OpenIndex, open_index
from index.vocabulary import Vocabulary, read_vocabulary

#: Document numbers: unsigned, in as few bytes as the archive needs.
Documents: TypeAlias = NDArray[np.unsignedinteger]
#: Ascending documents, how many positions belong to each, and the positions.
Occurrences: TypeAlias = tuple[Documents, NDArray[np.unsignedinteger], NDArray[np.unsignedinteger]]
#: A place is document * PLACES + position: no article has more words.
PLACES = 1 << 24
#: The month of an article without a date.
NO_MONTH = np.iinfo(np.int32).min
#: Terms whose postings are remembered: those of one segment are parts of its files, those
#: of several are copies.
_TERMS, _COPIED = 8192, 512


@dataclass(frozen=True, slots=True)
class Postings:
    """A posting list: ascending document numbers, and the term's count in each."""

    documents: Documents
    frequencies: NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article as it was printed, and how many identical ones were left out."""

    id: str
    url: str
    title: str
    body: str
    source: str
    section: str
    author: str
    published: datetime | None
    copies: int
    title_words: WordSpans
    body_words: WordSpans


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that was left out because another has its text."""

    id: str
    url: str
    title: str
    source: str
    section: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Labels:
    """A column of names: the distinct values, and each document's place among them."""

    values: tuple[str, ...]
    codes: NDArray[np.int32]

    def counts(self) -> list[tuple[str, int]]:
        """Return each value with its number of documents, most first."""
        counts = np.bincount(self.codes, minlength=len(self.values))
        return sorted(zip(self.values, counts.tolist(), strict=True), key=lambda c: (-c[1], c[0]))


class ArticleReader:
    """One opened index version. Threads may share it."""

    def __init__(self, opened: OpenIndex) -> None:
        self.name = opened.name
        self.analyzer = ArabicAnalyzer()
        self._directory = opened.directory
        self._copies = opened.copies
        self._manifest = opened.manifest
        self._average_lengths: dict[str, float] = {}
        self._segment = opened.segment
        remembered = _TERMS if isinstance(opened.segment, Segment) else _COPIED
        self._term: Callable[[str, str], TermPostings | None]
        self._term = lru_cache(remembered)(opened.segment.term)
        self.postings: Callable[[str, str], Postings] = lru_cache(remembered)(self._postings)
        self.occurrences: Callable[[str, str], Occurrences]
        self.occurrences = lru_cache(remembered)(self._occurrences)

    @property
    def articles(self) -> int:
        """Return the number of documents."""
        return self._segment.documents

    @property
    def span(self) -> tuple[date | None, date | None]:
        """Return the first and the last day on which an article was published."""
        return self._manifest.first, self._manifest.last

    @property
    def built(self) -> datetime:
        """Return when this version was built."""
        return datetime.fromisoformat(self._manifest.created)

    def stored(self, document: int) -> StoredArticle:
        """Return the article of a document number."""
        record = self._segment.record(document)
        fields = record.fields
        return StoredArticle(
            id=fields["id"],
            url=fields["url"],
            title=fields["title"],
            body=fields["body"],
            source=self.sources.values[self.sources.codes[document]],
            section=self.sections.values[self.sections.codes[document]],
            author=fields["author"],
            published=moment(int(self.published[document])),
            copies=self._copies.count(fields["id"]),
            title_words=_spans(*record.title),
            body_words=_spans(*record.body),
        )

    def body(self, document: int) -> str:
        """Return the body of a document number: half the work of the whole article."""
        return self._segment.body(document)

    def identical(self, article_id: str) -> list[Copy]:
        """Return the identical articles that were left out beside the one with an id."""
        return [
            Copy(each.id, each.url, each.title, each.source, each.section, each.published)
            for each in self._copies.articles(article_id)
        ]

    def document(self, article_id: str) -> int | None:
        """Return the document number of an article's id, None where there is none."""
        found = self.postings("id", article_id).documents
        return int(found[0]) if len(found) else None

    def expand_prefix(self, field: str, prefix: str, limit: int) -> list[str]:
        """Return the most frequent terms of field that begin with prefix, at most limit."""
        return self._segment.frequent(field, prefix, limit)

    def _postings(self, field: str, term: str) -> Postings:
        """Return the documents that hold term in field, and how often each does."""
        found = self._term(field, term)
        return Postings(found.documents, found.frequencies) if found else _NO_POSTINGS

    def _occurrences(self, field: str, term: str) -> Occurrences:
        """Return where the term stands, as documents, counts in them, and all positions.

        Of roots, and in the small fields, no positions are kept: they stand nowhere.
        """
        found = self._term(field, term)
        if found is None:
            return _NO_OCCURRENCES
        documents, counts, positions = found
        kept = len(documents) if len(positions) else 0
        return documents[:kept], counts[:kept], positions

    def places_in(
        self, field: str, terms: tuple[str, ...], documents: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return where any of the terms stands in the given ascending documents, ascending."""
        pieces = [self._places_in(field, term, documents) for term in terms if term]
        if len(pieces) == 1:
            return pieces[0]
        return np.unique(np.concatenate(pieces)) if pieces else np.zeros(0, np.int64)

    def _places_in(self, field: str, term: str, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        found = self._term(field, term)
        if found is None:
            return np.zeros(0, np.int64)
        holding, frequencies, positions = found
        at = np.searchsorted(holding, documents.astype(holding.dtype))
        at = at[holding[np.minimum(at, len(holding) - 1)] == documents]
        if not len(at):
            return np.zeros(0, np.int64)
        counts = frequencies[at].astype(np.int64)
        ends = np.cumsum(frequencies[: at[-1] + 1], dtype=np.int64)[at]
        owners = np.repeat(holding[at].astype(np.int64) * PLACES, counts)
        of_term = np.arange(len(owners)) + np.repeat(ends - np.cumsum(counts), counts)
        return owners + positions[of_term]

    def length_bytes(self, field: str) -> NDArray[np.uint8]:
        """Return for every document the byte that holds its length of field in terms."""
        return self._segment.length_bytes(field)

    def average_length(self, field: str) -> float:
        """Return the mean length of field over all documents, as the bytes hold them."""
        if field not in self._average_lengths:
            lengths = LENGTHS[self.length_bytes(field)]
            self._average_lengths[field] = float(lengths.mean(dtype=np.float64))
        return self._average_lengths[field]

    @property
    def ids(self) -> Sequence[str]:
        """Return every document's id."""
        return self._segment.ids

    @property
    def published(self) -> NDArray[np.int64]:
        """Return the publication moments, as schema.seconds gives them."""
        return self._segment.published

    @cached_property
    def sources(self) -> Labels:
        """Return the sources of all documents."""
        return self._labels("source")

    @cached_property
    def sections(self) -> Labels:
        """Return the sections of all documents."""
        return self._labels("section")

    @cached_property
    def months(self) -> NDArray[np.int32]:
        """Return the month of each document, counted from January 1970; NO_MONTH for none."""
        months = self.published.astype("M8[s]").astype("M8[M]").astype(np.int32)
        return np.where(self.published == NO_DATE, NO_MONTH, months)

    @cached_property
    def near_copies(self) -> NearCopies:
        """Return which documents are near copies of which."""
        lengths = LENGTHS[self.length_bytes("body")]
        return near_copies(self._segment.signatures, lengths, self.published)

    def _labels(self, column: str) -> Labels:
        return Labels(tuple(self._segment.names[column]), self._segment.labels[column])

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Return the printed words and their counts."""
        return read_vocabulary(self._directory)


_NO_POSTINGS = Postings(np.zeros(0, np.uint16), np.zeros(0, np.uint8))
_NO_OCCURRENCES: Occurrences = (
    np.zeros(0, np.uint16),
    np.zeros(0, np.uint8),
    np.zeros(0, np.uint16),
)


def open_reader(index_dir: Path) -> ArticleReader:
    """Open the live version for reading; raises IndexUnavailableError."""
    return ArticleReader(open_index(index_dir))


def _spans(starts: NDArray[np.uint32], ends: NDArray[np.uint32]) -> WordSpans:
    return WordSpans(starts.tolist(), ends.tolist())
