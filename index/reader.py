"""The read side of an index version: postings, columns and stored articles as arrays.

This is all that search sees of an index directory. Documents are numbered from 0; an array over
documents has one entry a document. Arrays are slices of memory-mapped files: nothing is decoded,
and processes that read the same index share its pages.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.analysis import ArabicAnalyzer
from index.codec.multi import Segments
from index.codec.segment import LENGTHS, Segment, TermPostings
from index.duplicates.near import NearDuplicates, near_duplicates
from index.labels import Column, Labels, Names, Together, together, years
from index.phrases.phrases import Phrases, read_phrases
from index.postings import (
    NO_LOCATIONS,
    PLACES,
    DocumentNumbers,
    Locate,
    Occurrences,
    Postings,
    locate,
    united,
)
from index.schema import FACETS, NAMED_FACETS, NO_DATE, YEAR, moment
from index.stored_article import Headline, PackedParts, StoredArticle
from index.text.web_address import harmless, web_address
from index.versions.store import OpenIndex, open_index
from index.versions.vocabulary import Vocabulary, read_vocabulary

#: The month, and the day, of an article without a date.
NO_MONTH = NO_DAY = np.iinfo(np.int32).min
#: The facet of the months of publication, which Together has besides those of the schema.
MONTH = "month"
#: The seconds of a day, the months of a year.
_DAY, _YEAR = 86_400, 12
_NAMED = frozenset(facet.name for facet in NAMED_FACETS)
#: Terms whose postings are cached: those of one segment are slices of its files, those of several
#: segments are copies.
_CACHED_SLICES, _CACHED_COPIES = 8192, 512


class _Term(NamedTuple):
    """The postings and the occurrences of one term."""

    postings: Postings
    occurrences: Occurrences


class ArticleReader:
    """One opened index version. Threads may share it."""

    def __init__(self, opened: OpenIndex, locating: Locate | None = None) -> None:
        """Read an opened version; locating is locate below, or does the same faster."""
        self.name = opened.name
        self._locate = locating or locate
        self.analyzer = ArabicAnalyzer()
        self._directory = opened.directory
        self._copies, self._former_ids = opened.copies, opened.former_ids
        self._manifest = opened.manifest
        self._average_lengths: dict[str, float] = {}
        self._columns: dict[str, Column] = {}
        self._label_counts: dict[str, list[tuple[str, int]]] = {}
        self._segment = opened.segment
        cached = _CACHED_SLICES if isinstance(opened.segment, Segment) else _CACHED_COPIES
        # The cache references the segment and not this reader: a reader that is no longer used is
        # freed at once, and with it its space on the disk.
        self._term = lru_cache(cached)(partial(_read_term, opened.segment))
        self._places = lru_cache(cached)(partial(_held, self._term))
        self._between = lru_cache(_CACHED_COPIES)(opened.segment.between)
        self._held = lru_cache(_CACHED_COPIES)(partial(_held_between, self._between))

    def __len__(self) -> int:
        """Return the number of documents: the length of every array over documents."""
        return self._segment.documents

    @property
    def articles(self) -> int:
        """Return the number of articles in the archive."""
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
        stored = self._segment.record(document)
        article_id, labels = stored.text("id"), self.together.of(document)
        of_facet, printed = dict(labels), stored.text("url")
        url = web_address(printed)
        headline = Headline(
            id=article_id,
            url=url,
            title=stored.text("title"),
            source=of_facet.get("source", ""),
            section=of_facet.get("section", ""),
            author=of_facet.get("author", ""),
            published=moment(int(self.published[document])),
            copies=self._copies.count(article_id),
            no_address="" if url else harmless(printed),
        )
        return StoredArticle(
            headline=headline,
            body=stored.text("body"),
            packed=PackedParts(stored.title, stored.body, stored.text("repeated")),
            names=tuple([label for label in labels if label[0] in _NAMED]),
        )

    def body(self, document: int) -> str:
        """Return the body of a document number: half the work of the whole article."""
        return self._segment.body(document)

    def identical(self, article_id: str) -> list[Headline]:
        """Return the identical articles that were left out of the index beside the one of an id."""
        return [
            Headline(
                id=copy.id,
                url=web_address(copy.url),
                title=copy.title,
                source=copy.source,
                section=copy.section,
                author=copy.author,
                published=copy.published,
            )
            for copy in self._copies.articles(article_id)
        ]

    def document(self, article_id: str) -> int | None:
        """Return the document number of an article's id, None if the index has none."""
        documents = self.postings("id", article_id).documents
        return int(documents[0]) if len(documents) else None

    def current_id(self, article_id: str) -> str | None:
        """Return the id by which the article with another id is found, None if there is none.

        It had the other before its address had one form, or is a copy of what is indexed.
        """
        now = self._former_ids.get(article_id) or article_id
        kept = self._copies.kept(now) or now
        return kept if kept != article_id and self.document(kept) is not None else None

    def expand_prefix(self, field: str, prefix: str, limit: int) -> list[str]:
        """Return the most frequent terms of field that begin with prefix, at most limit."""
        return self._segment.frequent(field, prefix, limit)

    def postings(self, field: str, term: str) -> Postings:
        """Return the posting list of a term in a field; empty if no document contains it."""
        return self._term(field, term).postings

    def held(self, field: str, term: str) -> int:
        """Return the number of articles that contain a term in a field."""
        return len(self._term(field, term).postings.documents)

    def occurrences(self, field: str, term: str) -> Occurrences:
        """Return where a term occurs: documents, counts in them, and all positions.

        Roots and the small fields have no positions: they occur nowhere.
        """
        return self._term(field, term).occurrences

    def documents_between(self, field: str, first: str, last: str) -> DocumentNumbers:
        """Return the documents with a term from first up to last, in no order, some repeatedly."""
        return self._between(field, first, last).documents

    def held_between(self, field: str, ranges: Sequence[tuple[str, str]]) -> int:
        """Return the number of articles with a term of ranges, each from one up to another."""
        return self._held(field, tuple(ranges))

    def places_between(
        self, field: str, ranges: Sequence[tuple[str, str]], documents: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return where a term of the ranges, each from one up to another, occurs in documents.

        documents and the locations that are returned are those of places_in.
        """
        pieces = [NO_LOCATIONS]
        for first, last in ranges:
            found = self._between(field, first, last)
            chosen = np.isin(found.documents, documents)
            owners = np.repeat(found.documents[chosen].astype(np.int64), found.frequencies[chosen])
            positions = found.positions[np.repeat(chosen, found.frequencies)]
            pieces.append(owners * PLACES + positions)
        return np.unique(np.concatenate(pieces))

    def places_in(
        self, field: str, terms: tuple[str, ...], documents: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return where any of the terms occurs in the given documents.

        documents: ascending, shape (n,). Returns ascending locations (document * PLACES +
        position), int64.
        """
        pieces = [self._locate(*each, documents) for each in self._places(field, terms)]
        held = [piece for piece in pieces if len(piece)]
        if len(held) > 1:
            return united(held)
        return held[0] if held else NO_LOCATIONS

    def length_bytes(self, field: str) -> NDArray[np.uint8]:
        """Return the encoded length of field of every document (LENGTHS decodes it), uint8."""
        return self._segment.length_bytes(field)

    def average_length(self, field: str) -> float:
        """Return the mean length of field over all documents, in terms, as the bytes encode it."""
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
        """Return the publication moments, in seconds since 1970; NO_DATE for none."""
        return self._segment.published

    def labels(self, facet: str) -> Column:
        """Return the column of a facet (schema.FACETS)."""
        if facet == YEAR.name:
            return self._years
        if facet not in self._columns:
            values, segment = tuple(self._segment.values[facet]), self._segment
            self._columns[facet] = (
                Names(values, segment.names[facet])
                if facet in segment.names
                else Labels(values, segment.labels[facet])
            )
        return self._columns[facet]

    def daily_counts(self) -> list[tuple[date, int]]:
        """Return the days on which articles were published with their number, ascending."""
        dated = self.published[self.published != NO_DATE].astype("M8[s]").astype("M8[D]")
        days, counts = np.unique(dated, return_counts=True)
        return list(zip(days.tolist(), counts.tolist(), strict=True))

    def label_counts(self, facet: str) -> list[tuple[str, int]]:
        """Return the values of a facet with their number of articles, the most frequent first."""
        if facet not in self._label_counts:
            self._label_counts[facet] = self.labels(facet).counts()
        return self._label_counts[facet]

    @cached_property
    def together(self) -> Together:
        """Return the columns of the facets of which any document has a value, and the months."""
        labels = {facet.name: self.labels(facet.name) for facet in FACETS}
        held = {name: column for name, column in labels.items() if any(column.values)}
        return together({**held, MONTH: self._labelled_months})

    @property
    def _labelled_months(self) -> Labels:
        """Return the months as labels, the latest first."""
        held = np.unique(self.months[self.months != NO_MONTH])[::-1]
        codes = np.searchsorted(-held, -self.months.astype(np.int64)) + 1
        codes[self.months == NO_MONTH] = 0
        firsts = (date(1970 + month // _YEAR, month % _YEAR + 1, 1) for month in held.tolist())
        return Labels(("", *(f"{first:%Y-%m}" for first in firsts)), codes.astype(np.int32))

    @cached_property
    def months(self) -> NDArray[np.int32]:
        """Return the month of each document, counted from January 1970; NO_MONTH for none."""
        months = self.published.astype("M8[s]").astype("M8[M]").astype(np.int32)
        return np.where(self.published == NO_DATE, NO_MONTH, months)

    @cached_property
    def days(self) -> NDArray[np.int32]:
        """Return the day of each document, counted from 1 January 1970; NO_DAY for none."""
        days = np.floor_divide(self.published, _DAY)
        return np.where(self.published == NO_DATE, NO_DAY, days).astype(np.int32)

    @cached_property
    def _years(self) -> Labels:
        return years(self.published)

    @cached_property
    def near_duplicates(self) -> NearDuplicates:
        """Return which documents are near duplicates of which."""
        lengths = LENGTHS[self.length_bytes("body")]
        return near_duplicates(self._segment.signatures, lengths, self.published)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Return the printed words and their counts."""
        return read_vocabulary(self._directory)

    @cached_property
    def phrases(self) -> Phrases:
        """Return the phrases that articles repeat, with their counts."""
        return read_phrases(self._directory)


_NO_DOCUMENTS, _NO_NUMBERS = np.zeros(0, np.uint16), np.zeros(0, np.uint8)
_NO_TERM = _Term(Postings(_NO_DOCUMENTS, _NO_NUMBERS), (_NO_DOCUMENTS, _NO_NUMBERS, _NO_DOCUMENTS))


def open_reader(index_dir: Path) -> ArticleReader:
    """Open the live version for reading; raises IndexUnavailableError."""
    return ArticleReader(open_index(index_dir))


def _read_term(segment: Segments, field: str, term: str) -> _Term:
    found = segment.term(field, term)
    if found is None:
        return _NO_TERM
    documents, counts, positions = found
    kept = len(documents) if len(positions) else 0
    return _Term(Postings(documents, counts), (documents[:kept], counts[:kept], positions))


def _held(
    read: Callable[[str, str], _Term], field: str, terms: tuple[str, ...]
) -> tuple[Occurrences, ...]:
    """Return the occurrences of those of the terms that occur in a field."""
    each = (read(field, term).occurrences for term in terms if term)
    return tuple(occurrences for occurrences in each if len(occurrences[0]))


def _held_between(
    between: Callable[[str, str, str], TermPostings],
    field: str,
    ranges: tuple[tuple[str, str], ...],
) -> int:
    """Return how many documents have a term of ranges."""
    found = [between(field, *each).documents for each in ranges]
    return len(np.unique(np.concatenate([_NO_DOCUMENTS, *found])))
