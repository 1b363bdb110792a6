"""The next version while it is made: the one before, minus and plus some articles."""

import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.articles import Article, Withdrawal
from index.codec.deletions import PartialSegment
from index.codec.lexicon import Lexicon
from index.codec.merger import merge, to_merge
from index.codec.multi import open_parts
from index.codec.segment import Segment, next_segment
from index.codec.writer import AnalyzedArticle, SegmentWriter
from index.indexer.build import with_free_id
from index.indexer.catalog import Catalog
from index.indexer.intake import Intake, read_words
from index.versions.copies import CopiesWriter
from index.versions.publish import BuildError
from index.versions.store import OpenIndex
from index.versions.vocabulary import read_printed, write_vocabulary


@dataclass(slots=True)
class Changes:
    """The number of articles that an update changed, by what it did."""

    added: int = 0
    replaced: int = 0
    removed: int = 0
    unchanged: int = 0
    missing: list[str] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Return whether anything changed."""
        return bool(self.added or self.replaced or self.removed)


class Revision:
    """The next version while it is made from the one before."""

    def __init__(self, before: OpenIndex, directory: Path, lexicon: Lexicon, memory: int) -> None:
        self._before, self._directory, self._lexicon = before, directory, lexicon
        self._parts = open_parts(before.directory, before.manifest.segments)
        self._catalog = Catalog(self._parts, before.copies.by_kept())
        self._name = next_segment(before.manifest.segments)
        self._writer = SegmentWriter(directory, self._name, lexicon, memory=memory)
        self.copies = 0

    def take(self, remove: Iterable[str], intake: Intake, changes: Changes) -> None:
        """Remove the articles with the ids remove, then add those of intake."""
        with self._writer:
            for article_id in remove:
                if not self._remove(article_id, changes):
                    changes.missing.append(article_id)
            for read in intake:
                if isinstance(read, Withdrawal):
                    self._remove(read.id, changes)
                    continue
                is_less = read.article.teaser and self._catalog.holds_whole(read.article.id)
                if is_less or self._catalog.holds(read.article, read.digest):
                    changes.unchanged += 1
                    continue
                found, orphans = self._catalog.remove(read.article.id)
                self._add(read)
                self._add_again(orphans)
                changes.replaced += found
                changes.added += not found
            self._writer.finish()

    def _remove(self, article_id: str, changes: Changes) -> bool:
        """Remove the article with an id; return whether there was one."""
        found, orphans = self._catalog.remove(article_id)
        self._add_again(orphans)
        changes.removed += found
        return found

    def finish(self) -> list[PartialSegment]:
        """Write the rest of the version and return its segments."""
        written = Segment(self._directory, self._name)
        parts = [*self._parts, PartialSegment(written, np.zeros(0, np.int64))]
        deleted = [self._catalog.removed(number) for number in range(len(parts))]
        self._write_vocabulary(parts, deleted)
        self._write_copies()
        kept = _numbered(
            (part.segment, np.concatenate([part.deleted, of_part]))
            for part, of_part in zip(parts, deleted, strict=True)
        )
        if not kept:
            raise BuildError("no article would be left; the live index is as it was")
        return self._gather(kept)

    def _add(self, read: AnalyzedArticle) -> None:
        """Add an article; as a copy if its text is in the index already."""
        if kept := self._catalog.kept(read.digest):
            self._catalog.add_copy(kept, read.article)
            return
        article = with_free_id(read.article, self._catalog)
        self._catalog.add(article, read.digest)
        self._writer.add(replace(read, article=article))

    def _add_again(self, orphans: Sequence[Article]) -> None:
        for read in read_words(orphans, self._lexicon):
            self._add(read)

    def _write_vocabulary(
        self, parts: Sequence[PartialSegment], deleted: Sequence[NDArray[np.int64]]
    ) -> None:
        """Write how often each word is printed: before, plus added, minus deleted articles."""
        counts = read_printed(self._lexicon, self._before.directory)
        printed = self._writer.printed
        lost = _printed(parts, deleted, self._lexicon)
        total = np.zeros(len(self._lexicon.terms_of_words), np.int64)
        total[: len(counts)] += counts
        total[: len(printed)] += printed
        total[: len(lost)] -= lost
        write_vocabulary(self._lexicon, total, self._directory)

    def _write_copies(self) -> None:
        with closing(CopiesWriter(self._directory)) as writer:
            for kept, copy in self._catalog.copies():
                writer.add(kept, copy)
            writer.finish()
        self.copies = writer.total

    def _gather(self, parts: list[PartialSegment]) -> list[PartialSegment]:
        """Put the files of parts into the version; the youngest are merged if they are many."""
        merged = to_merge([p.documents for p in parts], [p.segment.documents for p in parts])
        stay, small = parts[: len(parts) - merged], parts[len(parts) - merged :]
        for part in stay:
            if part.segment.name != self._name:
                _link(self._before.directory, self._directory, part.segment.name)
        if small:
            name = next_segment([*self._before.manifest.segments, self._name])
            merge(self._directory, name, small)
            stay += _numbered([(Segment(self._directory, name), np.zeros(0, np.int64))])
        if self._name not in {part.segment.name for part in stay}:
            for path in self._directory.glob(f"{self._name}.*"):
                path.unlink()
        return _numbered((part.segment, part.deleted) for part in stay)


def _numbered(
    segments: Iterable[tuple[Segment, NDArray[np.int64]]],
) -> list[PartialSegment]:
    """Return what remains of segments, numbered one after the other, without empty ones."""
    parts: list[PartialSegment] = []
    for segment, deleted in segments:
        first = parts[-1].first + parts[-1].documents if parts else 0
        part = PartialSegment(segment, deleted, first)
        if part.documents:
            parts.append(part)
    return parts


def _printed(
    parts: Sequence[PartialSegment], deleted: Sequence[NDArray[np.int64]], lexicon: Lexicon
) -> NDArray[np.int64]:
    """Return how often the deleted documents of parts print each word of the lexicon, int64."""
    counts = np.zeros(len(lexicon.terms_of_words), np.int64)
    for part, documents in zip(parts, deleted, strict=True):
        for document in documents.tolist():
            fields = part.segment.record(document).fields
            for tokens in lexicon.read([fields["title"], fields["body"]]):
                np.add.at(counts, tokens.words, 1)
    return counts


def _link(source: Path, target: Path, segment: str) -> None:
    """Put the files of a segment into another version, as hard links if the system has them."""
    for path in source.glob(f"{segment}.*"):
        if not path.name.endswith(".deletions.npy"):
            try:
                os.link(path, target / path.name)
            except OSError:
                shutil.copyfile(path, target / path.name)
