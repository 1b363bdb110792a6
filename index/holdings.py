"""What an index holds, by id and by text, while an update changes it."""

from collections import defaultdict
from collections.abc import Iterator
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from index.articles import Article
from index.codec.columns import DIGEST
from index.codec.live import LiveSegment
from index.codec.segment import Segment
from index.copies import StoredCopy
from index.schema import moment


class Holdings:
    """The articles of an index: where each one lies, and which are copies of which.

    Documents are told by the number of their segment and their own number in it; those of
    the segment that the update writes have the number behind the last.
    """

    def __init__(self, parts: list[LiveSegment], copies: dict[str, list[StoredCopy]]) -> None:
        self._parts = parts
        self._added: list[tuple[bytes, bytes]] = []  # of each, digests of text and article
        self._copies: dict[str, list[StoredCopy | Article]] = defaultdict(list)
        self._copied: dict[str, set[str]] = defaultdict(set)
        self._places: dict[str, tuple[int, int]] = {}
        self._texts: dict[bytes, str] = {}
        self._removed: list[set[int]] = [set() for _ in range(len(parts) + 1)]
        for number, part in enumerate(parts):
            ids, digests = part.segment.ids, part.segment.digests
            for document in part.kept.tolist():
                self._places[ids[document]] = number, document
                self._texts[digests[document].tobytes()] = ids[document]
        for kept, held in copies.items():
            for copy in held:
                self.add_copy(kept, copy)

    def __contains__(self, article_id: object) -> bool:
        """Return whether an article with the id is in the index."""
        return article_id in self._places

    def holds(self, article: Article, digest: bytes) -> bool:
        """Return whether the article is there just so, in the index or beside it."""
        kept = self._texts.get(digest)
        if kept is None:
            return False
        if kept == article.id and self._is_stored(article):
            return True
        return any(_article(c) == article for c in self._copies.get(kept, ()) if c.id == article.id)

    def kept(self, digest: bytes) -> str | None:
        """Return the id of the article with the text of a digest, None where there is none."""
        return self._texts.get(digest)

    def add(self, article: Article, digest: bytes) -> None:
        """Note that the next document of the new segment is the article."""
        self._places[article.id] = len(self._parts), len(self._added)
        self._texts[digest] = article.id
        self._added.append((digest, _digest(article)))

    def add_copy(self, kept: str, copy: StoredCopy | Article) -> None:
        """Note a copy of the article with the id kept."""
        self._copies[kept].append(copy)
        self._copied[copy.id].add(kept)

    def remove(self, article_id: str) -> tuple[bool, list[Article]]:
        """Remove whatever has the id; return whether there was any, and what lost its like.

        Those are the copies of a removed article: they are to be added again.
        """
        found = article_id in self._copied or article_id in self._places
        for kept in self._copied.pop(article_id, ()):
            left = [copy for copy in self._copies.pop(kept) if copy.id != article_id]
            if left:
                self._copies[kept] = left
        if article_id not in self._places:
            return found, []
        number, document = self._places.pop(article_id)
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
        """Yield every copy, with the id of the article that is kept."""
        for kept, held in self._copies.items():
            for copy in held:
                yield kept, _article(copy)

    def _digest_of_text(self, number: int, document: int) -> bytes:
        if number == len(self._parts):
            return self._added[document][0]
        return self._parts[number].segment.digests[document].tobytes()

    def _is_stored(self, article: Article) -> bool:
        """Return whether the article with the same id is the same in everything."""
        number, document = self._places[article.id]
        if number == len(self._parts):
            return self._added[document][1] == _digest(article)
        return stored_article(self._parts[number].segment, document) == article


def stored_article(segment: Segment, document: int) -> Article:
    """Return a document of a segment as the article that it was."""
    labels = {
        column: segment.names[column][codes[document]] for column, codes in segment.labels.items()
    }
    published = moment(int(segment.published[document]))
    return Article(**segment.record(document).fields, **labels, published=published)


def _article(copy: StoredCopy | Article) -> Article:
    return copy if isinstance(copy, Article) else copy.article()


def _digest(article: Article) -> bytes:
    return blake2b(repr(article).encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()
