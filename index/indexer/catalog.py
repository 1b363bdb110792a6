"""The articles of an index by id and by text, while an update changes them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.articles import Article
from index.articles.article import id_in_source
from index.articles.editions import Edition, edition_of
from index.codec.deletions import PartialSegment
from index.versions.articles import stored_article
from index.versions.copies import StoredCopy


class _Added(NamedTuple):
    """A document of the new segment: the digest of its text, the hash of the article."""

    digest: bytes
    hash: int
    edition: Edition
    url: str


class Catalog:
    """The articles of an index: the location of each, and its identical copies.

    A location is the number of a segment and of a document in it; the segment that the update
    writes has the number after the last.
    """

    def __init__(self, parts: list[PartialSegment], copies: dict[str, list[StoredCopy]]) -> None:
        self._parts = parts
        self._added: list[_Added] = []
        self._copies: dict[str, list[StoredCopy | Article]] = defaultdict(list)
        self._copied: dict[str, set[str]] = defaultdict(set)
        self._locations: dict[str, tuple[int, int]] = {}
        self._texts: dict[bytes, str] = {}
        self._removed: list[set[int]] = [set() for _ in range(len(parts) + 1)]
        for number, part in enumerate(parts):
            ids, digests = part.segment.ids, part.segment.digests
            for document in part.remaining.tolist():
                self._locations[ids[document]] = number, document
                self._texts[digests[document].tobytes()] = ids[document]
        for kept, held in copies.items():
            for copy in held:
                self.add_copy(kept, copy)

    def __contains__(self, article_id: object) -> bool:
        """Return whether an article with an id is in the index."""
        return article_id in self._locations

    def id_of(self, source: str, own: str) -> str:
        """Return the id that an article has here: its own, if none of another source has it."""
        apart = id_in_source(source, own)
        if apart in self._locations or self._copied.get(apart):
            return apart
        holder = self.source(own)
        return apart if holder and source and holder != source else own

    def holds(self, article: Article, digest: bytes) -> bool:
        """Return whether the index has the very same article, indexed or as a copy."""
        kept = self._texts.get(digest)
        if kept is None:
            return False
        if kept == article.id and self._is_stored(article):
            return True
        return any(_article(c) == article for c in self._copies.get(kept, ()) if c.id == article.id)

    def source(self, article_id: str) -> str | None:
        """Return the source of the article or copy with an id, None if there is none."""
        number, document = self._locations.get(article_id, (-1, -1))
        if 0 <= number < len(self._parts):
            segment = self._parts[number].segment
            return segment.values["source"][segment.labels["source"][document]]
        edition = self.edition(article_id)
        return edition.source if edition else None

    def edition(self, article_id: str) -> Edition | None:
        """Return the edition of the article or copy with an id, None if there is none."""
        number, document = self._locations.get(article_id, (-1, -1))
        if number == len(self._parts):
            return self._added[document].edition
        article = self.article(article_id)
        return edition_of(article) if article else None

    def article(self, article_id: str) -> Article | None:
        """Return the stored article or the copy with an id, None if there is none."""
        number, document = self._locations.get(article_id, (-1, -1))
        if 0 <= number < len(self._parts):
            return stored_article(self._parts[number].segment, document)
        for kept in self._copied.get(article_id, ()):
            for copy in self._copies[kept]:
                if copy.id == article_id:
                    return _article(copy)
        return None

    def of_source(self, source: str) -> Iterator[Article]:
        """Yield the stored articles and copies of a source that are not removed; of any for ""."""
        yield from self._stored_of(source)
        for copy in [copy for held in self._copies.values() for copy in held]:
            article = _article(copy)
            if not source or article.source == source:
                yield article

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the address of every article and copy."""
        for article in self.of_source(""):
            yield article.id, article.url
        for own, (number, document) in self._locations.items():
            if number == len(self._parts):
                yield own, self._added[document].url

    def address(self, article_id: str) -> str:
        """Return the address of the article with an id, "" where it has none."""
        number, document = self._locations.get(article_id, (-1, -1))
        if number == len(self._parts):
            return self._added[document].url
        article = self.article(article_id)
        return article.url if article else ""

    def _stored_of(self, source: str) -> Iterator[Article]:
        for number, part in enumerate(self._parts):
            names, codes = part.segment.values["source"], part.segment.labels["source"]
            if not source or source in names:
                wanted = part.remaining
                if source:
                    wanted = np.intersect1d(np.flatnonzero(codes == names.index(source)), wanted)
                for document in wanted.tolist():
                    if document not in self._removed[number]:
                        yield stored_article(part.segment, document)

    def kept(self, digest: bytes) -> str | None:
        """Return the id of the indexed article whose text has a digest, None if there is none."""
        return self._texts.get(digest)

    def add(self, article: Article, digest: bytes) -> None:
        """Add an article as the next document of the new segment."""
        self._locations[article.id] = len(self._parts), len(self._added)
        self._texts[digest] = article.id
        self._added.append(_Added(digest, hash(article), edition_of(article), article.url))

    def add_copy(self, kept: str, copy: StoredCopy | Article) -> None:
        """Add a copy of the indexed article with the id kept."""
        self._copies[kept].append(copy)
        self._copied[copy.id].add(kept)

    def remove(self, article_id: str) -> tuple[bool, list[Article]]:
        """Remove the article or copy with an id.

        Returns whether there was any, and the copies of a removed article: they must be added
        again, because the article that represented them is gone.
        """
        found = bool(self._copied.get(article_id)) or article_id in self._locations
        for kept in self._copied.pop(article_id, ()):
            others = [copy for copy in self._copies.pop(kept) if copy.id != article_id]
            if others:
                self._copies[kept] = others
        if article_id not in self._locations:
            return found, []
        number, document = self._locations.pop(article_id)
        self._removed[number].add(document)
        del self._texts[self._digest_of_text(number, document)]
        orphans = [_article(copy) for copy in self._copies.pop(article_id, ())]
        for copy in orphans:
            self._copied[copy.id].discard(article_id)
        return found, orphans

    def removed(self, number: int) -> NDArray[np.int64]:
        """Return the documents of a segment that the update removes."""
        return np.array(sorted(self._removed[number]), np.int64)

    def copies(self) -> Iterator[tuple[str, Article]]:
        """Yield every copy, with the id of the indexed article."""
        for kept, held in self._copies.items():
            for copy in held:
                yield kept, _article(copy)

    def _digest_of_text(self, number: int, document: int) -> bytes:
        if number == len(self._parts):
            return self._added[document].digest
        return self._parts[number].segment.digests[document].tobytes()

    def _is_stored(self, article: Article) -> bool:
        """Return whether the indexed article with the same id is equal."""
        number, document = self._locations[article.id]
        if number == len(self._parts):
            return self._added[document].hash == hash(article)
        return stored_article(self._parts[number].segment, document) == article


def _article(copy: StoredCopy | Article) -> Article:
    return copy if isinstance(copy, Article) else copy.article()
