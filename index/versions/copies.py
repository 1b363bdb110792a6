"""Identical articles: one is indexed, the others are kept beside the index.

The others are only counted, but not lost: when the indexed one is removed, the next takes its
place.

    copies.json                               the copies of each article: ids, and their records
    copies.texts.bin, .ends.npy, .dict        the copies (codec.stored)
"""

import json
from collections import defaultdict
from collections.abc import KeysView
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from pathlib import Path

from index.articles import Article
from index.codec.stored import StoredReader, StoredWriter
from index.schema import TRUE
from index.text.spans import spans_as_text, spans_of_text

NAME = "copies.json"
_TEXTS = "copies.texts"
#: The texts of an article in its record; then date, sign of a teaser, edition, repeated.
_TEXT_FIELDS = tuple(each.name for each in fields(Article) if each.type is str)
_PARTS = len(_TEXT_FIELDS) + 4


class Copies:
    """The articles that were left out of a version, by the id of the one that was indexed.

    Raises ValueError or TypeError if the list is damaged.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        content = json.loads((directory / NAME).read_text("utf-8"))
        if not isinstance(content, dict):
            raise TypeError(f"{NAME} is no JSON object")
        self._rows: dict[str, list[tuple[str, int]]] = {
            str(kept): [(str(copy), int(record)) for copy, record in rows]
            for kept, rows in content.items()
        }

    def count(self, kept: str) -> int:
        """Return the number of copies of the indexed article with the id kept."""
        return len(self._rows.get(kept, ()))

    @property
    def ids(self) -> KeysView[str]:
        """Return the ids of the copies."""
        return self._kept.keys()

    def kept(self, copy: str) -> str | None:
        """Return the id of the article of which the one with the id copy is a copy, or None."""
        return self._kept.get(copy)

    def of(self, kept: str) -> list[str]:
        """Return the ids of the copies of the indexed article with the id kept."""
        return [copy for copy, _ in self._rows.get(kept, ())]

    def articles(self, kept: str) -> list[Article]:
        """Return the copies of the indexed article with the id kept, the oldest first."""
        rows = self._rows.get(kept, ())
        return [StoredCopy(self._texts, *row).article() for row in rows]

    def by_kept(self) -> "dict[str, list[StoredCopy]]":
        """Return the copies of every article that has any, the oldest first."""
        return {
            kept: [StoredCopy(self._texts, *row) for row in rows]
            for kept, rows in self._rows.items()
        }

    @cached_property
    def _kept(self) -> dict[str, str]:
        return {copy: kept for kept, rows in self._rows.items() for copy, _ in rows}

    @cached_property
    def _texts(self) -> StoredReader:
        return StoredReader(self._directory / _TEXTS, _PARTS)


@dataclass(frozen=True, slots=True)
class StoredCopy:
    """A copy beside an index: its id, and the article when it is read."""

    texts: StoredReader
    id: str
    record: int

    def article(self) -> Article:
        """Return the article."""
        stored = (part.decode() for part in self.texts.read(self.record))
        *texts, published, teaser, edition, repeated = stored
        parts = dict(zip(_TEXT_FIELDS, texts, strict=True))
        moment = datetime.fromisoformat(published) if published else None
        return Article(
            **parts,
            published=moment,
            teaser=teaser == TRUE,
            edition=int(edition or 0),
            repeated=spans_of_text(repeated),
        )


class CopiesWriter:
    """Writes copies into the directory of a new version."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._texts = StoredWriter(directory / _TEXTS)
        self._rows: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self.total = 0

    def add(self, kept: str, copy: Article) -> None:
        """Write a copy of the article with the id kept."""
        published = copy.published.isoformat() if copy.published else ""
        texts = (getattr(copy, field) for field in _TEXT_FIELDS)
        marks = TRUE if copy.teaser else "", str(copy.edition or "")
        parts = [*texts, published, *marks, spans_as_text(copy.repeated)]
        self._texts.add([part.encode() for part in parts])
        self._rows[kept].append((copy.id, self.total))
        self.total += 1

    def finish(self) -> None:
        """Write which article each is a copy of."""
        self._texts.close()
        (self._directory / NAME).write_text(json.dumps(self._rows), "utf-8")

    def close(self) -> None:
        """Close the open file, whether all was written or not."""
        self._texts.abandon()
