"""The next version while it is made: the one before, minus and plus some articles."""

import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.articles import Article, Withdrawal, article_id
from index.articles.editions import lesser
from index.codec.deletions import PartialSegment
from index.codec.lexicon import Lexicon
from index.codec.merger import merge, to_merge
from index.codec.multi import open_parts
from index.codec.segment import Segment, next_segment
from index.codec.writer import AnalyzedArticle, SegmentWriter
from index.indexer.catalog import Catalog
from index.indexer.intake import Intake, read_words
from index.versions.copies import CopiesWriter
from index.versions.former_ids import NONE, FormerIds, former_id
from index.versions.store import OpenIndex
from index.versions.vocabulary import read_printed, write_vocabulary
from index.versions.withdrawn import Withdrawn


@dataclass(slots=True)
class Changes:
    """The number of articles that were changed, by what was done; withdrawn ones were left out."""

    added: int = 0
    replaced: int = 0
    removed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    missing: list[str] = field(default_factory=list)

    @property
    def any(self) -> bool:
        """Return whether anything changed."""
        return bool(self.added or self.replaced or self.removed)


class Revision:
    """The next version while it is made from the one before, or from nothing."""

    def __init__(
        self,
        before: OpenIndex | None,
        directory: Path,
        lexicon: Lexicon,
        withdrawn: Withdrawn,
        memory: int,
    ) -> None:
        self._before, self._directory, self._lexicon = before, directory, lexicon
        self._withdrawn = withdrawn
        self._segments = before.manifest.segments if before else ()
        self._parts = open_parts(before.directory, self._segments) if before else []
        self._catalog = Catalog(self._parts, before.copies.by_kept() if before else {})
        self._name = next_segment(self._segments)
        self._writer = SegmentWriter(directory, self._name, lexicon, memory=memory)
        self._former: dict[str, str] = {}
        self.copies = 0

    def take(self, remove: Iterable[str], intake: Intake, changes: Changes) -> None:
        """Withdraw the articles with the ids remove, then take in those of intake, in order."""
        with self._writer:
            for each in self._withdrawn.known:
                self._withdraw(each, changes)
            for own in remove:
                self._remove_for_good(own, changes)
            for read in intake:
                if isinstance(read, Withdrawal):
                    self._withdraw(read, changes)
                elif why := self._take(read, changes):
                    intake.passed_over[why] += 1
            self._writer.finish()

    def _remove_for_good(self, own: str, changes: Changes) -> None:
        """Remove an article that the operator does not want; it is told where there is none."""
        source, article = self._catalog.source(own), self._catalog.article(own)
        if source is None:
            changes.missing.append(own)
            return
        url = article.url if article else ""
        self._withdrawn.add(Withdrawal(own, url, "removed by the operator", source))
        self._remove(own, changes)

    def _withdraw(self, withdrawal: Withdrawal, changes: Changes) -> None:
        made = withdrawal.id or article_id(withdrawal.source, withdrawal.url, "")
        own = self._catalog.id_of(withdrawal.source, made)
        self._remove(own, changes)
        if withdrawal.is_lasting:
            self._withdrawn.add(replace(withdrawal, id=own))

    def _take(self, read: AnalyzedArticle, changes: Changes) -> str:
        """Take in an article; return why it may not replace the one with its id, else ""."""
        own = self._catalog.id_of(read.article.source, read.article.id)
        article = replace(read.article, id=own)
        if former := former_id(article):
            self._former[former] = own
        if self._withdrawn.covers(read.article) or self._withdrawn.covers(article):
            changes.withdrawn += 1
            return ""
        if self._catalog.holds(article, read.digest):
            changes.unchanged += 1
            return ""
        before = self._catalog.edition(own)
        if before and (why := lesser(article, before)):
            changes.unchanged += 1
            return why
        found, orphans = self._catalog.remove(own)
        self._add(replace(read, article=article))
        self._add_again(orphans)
        changes.replaced += found
        changes.added += not found
        return ""

    def _remove(self, own: str, changes: Changes) -> None:
        """Remove the article with an id, if there is one."""
        found, orphans = self._catalog.remove(own)
        self._add_again(orphans)
        changes.removed += found

    def finish(self) -> list[PartialSegment]:
        """Write the rest of the version and return its segments; none if no article is left."""
        written = Segment(self._directory, self._name)
        parts = [*self._parts, PartialSegment(written, np.zeros(0, np.int64))]
        deleted = [self._catalog.removed(number) for number in range(len(parts))]
        self._write_vocabulary(parts, deleted)
        self._write_copies()
        known = FormerIds.read(self._before.directory) if self._before else NONE
        known.write(self._former, self._directory)
        kept = _numbered(
            (part.segment, np.concatenate([part.deleted, of_part]))
            for part, of_part in zip(parts, deleted, strict=True)
        )
        return self._gather(kept) if kept else []

    def _add(self, read: AnalyzedArticle) -> None:
        """Add an article; as a copy if its text is in the index already."""
        if kept := self._catalog.kept(read.digest):
            self._catalog.add_copy(kept, read.article)
            return
        self._catalog.add(read.article, read.digest)
        self._writer.add(read)

    def _add_again(self, orphans: Sequence[Article]) -> None:
        for read in read_words(orphans, self._lexicon):
            self._add(read)

    def _write_vocabulary(
        self, parts: Sequence[PartialSegment], deleted: Sequence[NDArray[np.int64]]
    ) -> None:
        """Write how often each word is printed: before, plus added, minus deleted articles."""
        counts = _NO_COUNTS
        if self._before:
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
        merged = self._to_merge(parts)
        stay, small = parts[: len(parts) - merged], parts[len(parts) - merged :]
        for part in stay:
            if self._before and part.segment.name != self._name:
                _link(self._before.directory, self._directory, part.segment.name)
        if small:
            name = next_segment([*self._segments, self._name])
            merge(self._directory, name, small)
            stay += _numbered([(Segment(self._directory, name), np.zeros(0, np.int64))])
        if self._name not in {part.segment.name for part in stay}:
            for path in self._directory.glob(f"{self._name}.*"):
                path.unlink()
        return _numbered((part.segment, part.deleted) for part in stay)

    def _to_merge(self, parts: Sequence[PartialSegment]) -> int:
        """Return how many of the last segments are merged; a new index keeps nothing removed."""
        if not self._before:
            return int(len(parts[0].deleted) > 0)
        return to_merge([p.documents for p in parts], [p.segment.documents for p in parts])


_NO_COUNTS = np.zeros(0, np.int64)


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
