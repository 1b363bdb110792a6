"""A version -> the documents that a cluster gets: what is printed, columns, and terms.

A document says everything of its article, so that it is only ever sent whole. Its digest changes
whenever anything does that is sent: what differs is sent again.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.articles import Article
from index.cluster.mapping import MAPPING, TERM_FIELDS
from index.cluster.tokens import TermsOfTexts
from index.codec.lexicon import Lexicon
from index.reader import ArticleReader
from index.schema import NAMED_FACETS, PRINTED_FACETS, moment
from index.text.spans import spans_of_text
from index.text.web_address import web_address
from index.versions.store import OpenIndex

#: The articles whose words are found at once.
_BATCH = 256


class Document(NamedTuple):
    """A document as it is sent: its id, and its JSON in UTF-8."""

    id: str
    json: bytes


class Documents:
    """The documents of a version, numbered as in it."""

    def __init__(self, opened: OpenIndex) -> None:
        self.opened = opened
        self.reader = ArticleReader(opened)
        self._segment = opened.segment
        self._made_by = made_by({"mapping": MAPPING, **asdict(opened.manifest)})

    def __len__(self) -> int:
        """Return the number of documents."""
        return self._segment.documents

    @property
    def ids(self) -> Sequence[str]:
        """Return every document's id."""
        return self._segment.ids

    def digests(self) -> NDArray[np.int64]:
        """Return the digest of every document, int64: that reads all that is stored."""
        each = (self._digest(self._fields(number)) for number in range(len(self)))
        return np.fromiter(each, np.int64, len(self))

    def sent(self, numbers: Iterable[int], seqs: Iterable[int]) -> Iterator[Document]:
        """Yield some documents, each with its number in the order of the whole archive."""
        terms = TermsOfTexts(Lexicon.kept(self.opened.directory.parent))
        chosen = zip(numbers, seqs, strict=True)
        while some := list(islice(chosen, _BATCH)):
            fields = [self._fields(number) for number, _ in some]
            for each, (_, seq), of_texts in zip(fields, some, _terms(fields, terms), strict=True):
                numbered = {**each, "seq": seq, "digest": self._digest(each), **of_texts}
                yield Document(each["id"], _json(numbered))

    def _fields(self, document: int) -> dict[str, Any]:
        """Return everything of a document but its terms, its digest and its number."""
        stored, published = self._segment.record(document), int(self.reader.published[document])
        article_id = stored.text("id")
        labels = {facet.name: self._label(facet.name, document) for facet in PRINTED_FACETS}
        when = moment(published)
        return {
            **_printed(article_id, stored.text("url"), stored.text("title"), labels, when),
            "body": stored.text("body"),
            **_if_any("repeated", stored.text("repeated")),
            **_if_any("copies", [_copy(each) for each in self.opened.copies.articles(article_id)]),
            **self._names(document),
            "group": self._group(document),
            "grouped": bool(self._grouped[document]),
            **_if_any("also", self._also(article_id)),
        }

    def _label(self, facet: str, document: int) -> str:
        codes = self._segment.labels[facet]
        return self._segment.values[facet][int(codes[document])]

    def _names(self, document: int) -> dict[str, list[str]]:
        """Return what an article names, by the facets of which it has any."""
        every = ((facet.name, self._names_of(facet.name, document)) for facet in NAMED_FACETS)
        return {facet: names for facet, names in every if names}

    def _names_of(self, facet: str, document: int) -> list[str]:
        values = self._segment.values[facet]
        return [values[code] for code in self._segment.names[facet].of(document).tolist()]

    def _group(self, document: int) -> int:
        """Return what all near duplicates of an article share: a hash of the earliest one's id."""
        earliest = int(self.reader.near_duplicates.group[document])
        return hashed(self.ids[earliest].encode())

    @cached_property
    def _grouped(self) -> NDArray[np.bool_]:
        """Return which documents have near duplicates, bool."""
        grouped = np.zeros(len(self), np.bool_)
        grouped[self.reader.near_duplicates.members] = True
        return grouped

    def _also(self, article_id: str) -> list[str]:
        """Return the other ids that lead to an article: former ones, and those of its copies."""
        held = [article_id, *self.opened.copies.of(article_id)]
        former = [each for now in held for each in self.opened.former_ids.before(now)]
        others = {*held[1:], *former}
        return sorted(each for each in others if self.reader.current_id(each) == article_id)

    def _digest(self, fields: dict[str, Any]) -> int:
        """Return the digest of a document: instead of its terms, it has what made them."""
        return digest(self._made_by, fields)


def made_by(about: Mapping[str, Any]) -> str:
    """Return what made documents, by what their index says of itself."""
    return " ".join(str(about[key]) for key in ("mapping", "schema", "analysis", "gazetteer"))


def digest(made: str, fields: Mapping[str, Any]) -> int:
    """Return the digest of a document's fields without its terms and its number."""
    content = json.dumps(fields, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashed(f"{made}\n{content}".encode())


def hashed(content: bytes) -> int:
    """Return 63 bits of a hash: a number that a column of a cluster holds."""
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "big") >> 1


def _printed(
    article_id: str, url: str, title: str, labels: Mapping[str, str], published: datetime | None
) -> dict[str, Any]:
    """Return what a headline has, without what is not printed."""
    dated = {"published": published.isoformat(timespec="seconds")} if published else {}
    named = {name: label for name, label in labels.items() if label}
    return {"id": article_id, "url": url, "title": title, **named, **dated}


def _copy(copy: Article) -> dict[str, Any]:
    labels = {facet.name: getattr(copy, facet.name) for facet in PRINTED_FACETS}
    return _printed(copy.id, web_address(copy.url), copy.title, labels, copy.published)


def _if_any(name: str, value: Sequence[Any]) -> dict[str, Any]:
    return {name: value} if value else {}


def _terms(some: Sequence[dict[str, Any]], terms: TermsOfTexts) -> Iterator[dict[str, str]]:
    """Yield the fields of terms of some documents; without a word there is none."""
    texts = [text for each in some for text in (each["title"], each["body"])]
    repeated = [spans_of_text(each.get("repeated", "")) for each in some]
    written = terms.of(texts, [spans for each in repeated for spans in ((), each)])
    for each in some:
        labels = {
            facet.words_field: terms.of_label(each[facet.name])
            for facet in PRINTED_FACETS
            if facet.name in each
        }
        of_texts = {"title": next(written), "body": next(written), **labels}
        yield {TERM_FIELDS[field]: text for field, text in of_texts.items() if text}


def _json(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
