"""The read side of an index version: postings, columns and stored articles as arrays.

This is all that search sees of an index. Documents are numbered from 0; every
array over documents has one entry a document. Whoosh's own matchers are not
used beyond reading a posting list through: their pruning loses hits.
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from whoosh.matching import Matcher
from whoosh.reading import IndexReader

from index.analysis import ArabicAnalyzer
from index.schema import moment
from index.store import OpenIndex, open_index
from index.vocabulary import Vocabulary, read_vocabulary

Documents: TypeAlias = NDArray[np.int32]
#: A place is document * PLACES + position: no article has more words.
PLACES = 1 << 24
#: Posting lists kept decoded, over all queries of this reader.
_REMEMBERED = 2048


@dataclass(frozen=True, slots=True)
class Postings:
    """A posting list: ascending document numbers, and the term's count in each."""

    documents: Documents
    frequencies: NDArray[np.float32]


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


@dataclass(frozen=True, slots=True)
class Labels:
    """A column of names: the distinct values, and each document's place among them."""

    values: tuple[str, ...]
    codes: Documents

    def counts(self) -> list[tuple[str, int]]:
        """Return each value with its number of documents, most first."""
        counts = np.bincount(self.codes, minlength=len(self.values))
        return sorted(zip(self.values, counts.tolist(), strict=True), key=lambda c: (-c[1], c[0]))


class ArticleReader:
    """One opened index version. Threads may share it."""

    def __init__(self, opened: OpenIndex) -> None:
        self.name = opened.name
        self._directory = opened.directory
        self._copies = opened.copies
        self._manifest = opened.manifest
        self._reader: IndexReader = opened.whoosh.reader()
        # Whoosh seeks in files that all matchers share: one thread at a time.
        self._lock = threading.RLock()
        self.postings: Callable[[str, str], Postings] = lru_cache(_REMEMBERED)(self._postings)
        self.places: Callable[[str, str], NDArray[np.int64]] = lru_cache(_REMEMBERED)(self._places)
        self.places_of_any: Callable[[str, tuple[str, ...]], NDArray[np.int64]] = lru_cache(
            _REMEMBERED
        )(self._places_of_any)
        self.lengths: Callable[[str], NDArray[np.float32]] = lru_cache(None)(self._lengths)

    @property
    def articles(self) -> int:
        """Return the number of documents."""
        return self._reader.doc_count_all()

    @property
    def span(self) -> tuple[date | None, date | None]:
        """Return the first and the last day on which an article was published."""
        return self._manifest.first, self._manifest.last

    @property
    def analyzer(self) -> ArabicAnalyzer:
        """Return the analyzer by which the articles were read."""
        return self._reader.schema["body"].analyzer

    def stored(self, document: int) -> StoredArticle:
        """Return the article of a document number."""
        with self._lock:
            fields = self._reader.stored_fields(document)
        return StoredArticle(
            id=fields["id"],
            url=fields.get("url", ""),
            title=fields.get("title", ""),
            body=fields.get("body", ""),
            source=self.sources.values[self.sources.codes[document]],
            section=self.sections.values[self.sections.codes[document]],
            author=fields.get("author", ""),
            published=moment(int(self.published[document])),
            copies=self._copies.get(fields["id"], 0),
        )

    def document(self, article_id: str) -> int | None:
        """Return the document number of an article's id, None where there is none."""
        found = self.postings("id", article_id).documents
        return int(found[0]) if len(found) else None

    def expand_prefix(self, field: str, prefix: str, limit: int) -> list[str]:
        """Return the most frequent terms of field that begin with prefix, at most limit."""
        with self._lock:
            terms = [term.decode() for term in self._reader.expand_prefix(field, prefix)]
            if len(terms) > limit:
                terms.sort(key=lambda term: -self._reader.doc_frequency(field, term))
        return terms[:limit]

    def _postings(self, field: str, term: str) -> Postings:
        with self._lock:
            if (field, term) not in self._reader:
                return Postings(np.empty(0, np.int32), np.empty(0, np.float32))
            pairs = list(_documents_and_weights(self._reader.postings(field, term)))
        documents, weights = zip(*pairs, strict=True)
        return Postings(np.array(documents, np.int32), np.array(weights, np.float32))

    def _places(self, field: str, term: str) -> NDArray[np.int64]:
        """Return where the term stands: document * PLACES + position, ascending."""
        with self._lock:
            if (field, term) not in self._reader:
                return np.empty(0, np.int64)
            return np.fromiter(_places_of(self._reader.postings(field, term)), np.int64)

    def _places_of_any(self, field: str, terms: tuple[str, ...]) -> NDArray[np.int64]:
        """Return where any of the terms stands, ascending, each place once."""
        return np.unique(np.concatenate([self.places(field, term) for term in terms]))

    def _lengths(self, field: str) -> NDArray[np.float32]:
        """Return every document's length of field in terms, as Whoosh rounds it."""
        with self._lock:
            length = self._reader.doc_field_length
            return np.array([length(n, field) or 0 for n in range(self.articles)], dtype=np.float32)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Return every document's id."""
        with self._lock:
            return tuple(fields["id"] for fields in self._reader.all_stored_fields())

    @cached_property
    def published(self) -> NDArray[np.int64]:
        """Return the publication moments, as schema.seconds gives them."""
        return np.array(self._column("published"), dtype=np.int64)

    @cached_property
    def sources(self) -> Labels:
        """Return the sources of all documents."""
        return self._labels("source")

    @cached_property
    def sections(self) -> Labels:
        """Return the sections of all documents."""
        return self._labels("section")

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Return the printed words and their counts."""
        return read_vocabulary(self._directory)

    def _labels(self, field: str) -> Labels:
        names = [name.decode() for name in self._column(field)]
        values, codes = np.unique(np.array(names, dtype=object), return_inverse=True)
        return Labels(tuple(values), codes.astype(np.int32))

    def _column(self, field: str) -> list[Any]:
        with self._lock:
            column = self._reader.column_reader(field, translate=False)
            return [column[document] for document in range(self.articles)]

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()


def open_reader(index_dir: Path) -> ArticleReader:
    """Open the live version for reading; raises IndexUnavailableError."""
    return ArticleReader(open_index(index_dir))


def _documents_and_weights(matcher: Matcher) -> Iterator[tuple[int, float]]:
    while matcher.is_active():
        yield matcher.id(), matcher.weight()
        matcher.next()


def _places_of(matcher: Matcher) -> Iterator[int]:
    while matcher.is_active():
        first = matcher.id() * PLACES
        yield from (first + position for position in matcher.value_as("positions"))
        matcher.next()
