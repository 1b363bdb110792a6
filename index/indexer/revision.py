"""The next version while it is made: the one before, minus and plus some articles."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.articles import Article, Withdrawal, article_id
from index.articles.article import id_in_source
from index.articles.editions import lesser
from index.articles.torn import decided, evidence_in, whole
from index.codec.deletions import PartialSegment
from index.codec.lexicon import Lexicon
from index.codec.multi import open_parts
from index.codec.segment import Segment, next_segment
from index.codec.writer import AnalyzedArticle, SegmentWriter
from index.indexer.catalog import Catalog
from index.indexer.intake import Intake, read_words
from index.indexer.parts import gathered, numbered
from index.text.spans import spans_of_text
from index.versions.copies import CopiesWriter
from index.versions.former_ids import NONE, FormerIds, former_id
from index.versions.store import OpenIndex
from index.versions.vocabulary import read_printed, write_vocabulary
from index.versions.withdrawn import Withdrawn, is_of_a_page


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
                    intake.passed_over.note(why)
            self._sweep(changes)
            self._mend(intake, changes)
            self._writer.finish()

    def _remove_for_good(self, own: str, changes: Changes) -> None:
        """Remove an article that the operator does not want; it is told where there is none."""
        source, url = self._catalog.source(own), self._catalog.address(own)
        if source is None:
            changes.missing.append(own)
            return
        self._withdrawn.add(Withdrawal(own, url, "removed by the operator", source))
        self._remove(own, changes)

    def _withdraw(self, withdrawal: Withdrawal, changes: Changes) -> None:
        made = withdrawal.id or article_id(withdrawal.source, withdrawal.url, "")
        own = self._catalog.id_of(withdrawal.source, made)
        self._remove(own, changes)
        if withdrawal.is_lasting:
            self._withdrawn.add(replace(withdrawal, id=made))

    def _sweep(self, changes: Changes) -> None:
        """Remove what came before it was withdrawn, under another id of the same address."""
        by_address = [each for each in self._withdrawn.known if not each.id]
        if any(is_of_a_page(each.url) for each in (*by_address, *self._withdrawn.new)):
            for own, address in [*self._catalog.addresses()]:
                if self._withdrawn.has_address(address):
                    self._remove(own, changes)

    def _take(self, read: AnalyzedArticle, changes: Changes) -> str:
        """Take in an article; return why it may not replace the one with its id, else ""."""
        own = self._catalog.id_of(read.article.source, read.article.id)
        article = read.article if own == read.article.id else replace(read.article, id=own)
        if former := former_id(article):
            self._former[former] = own
        if self._is_withdrawn(read.article):
            changes.withdrawn += 1
            return ""
        if self._catalog.holds(article, read.digest):
            changes.unchanged += 1
            return ""
        before = self._catalog.edition(own)
        if before and (why := lesser(article, before)):
            changes.unchanged += 1
            return why
        self._replace(read if article is read.article else replace(read, article=article), changes)
        return ""

    def _is_withdrawn(self, article: Article) -> bool:
        """Return whether an article was withdrawn, under whichever id it had or may have here."""
        if not self._withdrawn:
            return False
        apart = replace(article, id=id_in_source(article.source, article.id))
        return self._withdrawn.covers(article) or self._withdrawn.covers(apart)

    def _replace(self, read: AnalyzedArticle, changes: Changes) -> None:
        """Add an article in the place of the one with its id, if there is one."""
        found, orphans = self._catalog.remove(read.article.id)
        self._add(read)
        self._add_again(orphans)
        changes.replaced += found
        changes.added += not found

    def _mend(self, intake: Intake, changes: Changes) -> None:
        """Make the numbers whole of earlier articles whose sources have only now shown how."""
        known = evidence_in(self._before.manifest.torn) if self._before else {}
        for source in decided(intake.evidence, known):
            evidence = intake.evidence[source]
            pairs = [whole(article, evidence) for article in self._catalog.of_source(source)]
            mended = sum(numbers for _, numbers in pairs)
            articles = [article for article, numbers in pairs if numbers]
            for read in read_words(articles, self._lexicon):
                self._replace(read, changes)
            total = evidence._replace(mended=evidence.mended + mended)
            intake.evidence = {**intake.evidence, source: total}

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
        kept = numbered(
            (part.segment, np.concatenate([part.deleted, of_part]))
            for part, of_part in zip(parts, deleted, strict=True)
        )
        before = self._before.directory if self._before else None
        return gathered(kept, self._name, before, self._directory)

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


_NO_COUNTS = np.zeros(0, np.int64)


def _printed(
    parts: Sequence[PartialSegment], deleted: Sequence[NDArray[np.int64]], lexicon: Lexicon
) -> NDArray[np.int64]:
    """Return how often the deleted documents of parts print each word of the lexicon, int64."""
    counts = np.zeros(len(lexicon.terms_of_words), np.int64)
    for part, documents in zip(parts, deleted, strict=True):
        for document in documents.tolist():
            fields = part.segment.record(document).fields
            title, body = lexicon.read([fields["title"], fields["body"]])
            for tokens in (title, body.outside(spans_of_text(fields["repeated"]))):
                np.add.at(counts, tokens.words, 1)
    return counts
