"""Builds the index of a whole archive anew: articles in, a live version out."""

import time
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from index.articles import Article, Fault, Item, Withdrawal, article_id
from index.articles.torn import mended
from index.codec.lexicon import Lexicon
from index.codec.multi import open_parts
from index.codec.segment import SEGMENT
from index.codec.writer import AnalyzedArticle, SegmentWriter
from index.indexer.intake import Batch, Intake, Progress, Selection, batches_of, in_batches
from index.versions.copies import CopiesWriter
from index.versions.ownership import refuse_foreign
from index.versions.publish import BuildError, go_live, new_version, seal
from index.versions.store import locked, remove_leftovers
from index.versions.vocabulary import write_vocabulary

#: The memory that the words of a run may take while they are inverted, in MiB.
MEMORY = 256
#: The teasers that wait for their whole texts. Set by hand, to bound the memory: some 40 MB.
_TEASERS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did: the version that it made live, counts, faults, seconds.

    passed_over counts what is no article and no fault by the reason, mended the torn numbers of
    each source that were made whole. removed are the names of the leftovers of interrupted builds
    that it removed.
    """

    version: str
    articles: int
    copies: int
    faults: tuple[Fault, ...]
    passed_over: dict[str, int]
    mended: dict[str, int]
    removed: tuple[str, ...]
    seconds: float


def build_index(  # noqa: PLR0913  the options of the command
    paths: Sequence[Path],
    index_dir: Path,
    *,
    allow_shrink: bool = False,
    memory: int = MEMORY,
    processes: int | None = None,
    language: str = "ar",
    kind: str = "",
    progress: Progress | None = None,
) -> BuildReport:
    """Index the articles under paths and make the new version live.

    memory bounds the postings in memory, in MiB; progress is called with the bytes and articles
    that were read. A second process reads large archives if there are two cores, or as processes
    says. language and kind are those of read_articles. Faults in the input are reported, and the
    rest is indexed.
    Raises ForeignDirectoryError if index_dir contains other things and no index, IndexBusyError, or
    BuildError with the live index as it was.
    """
    with batches_of(Selection(tuple(paths), language, kind), processes) as batches:
        return _index(
            batches, index_dir, allow_shrink=allow_shrink, memory=memory, progress=progress
        )


def index_articles(
    found: Iterable[Item],
    index_dir: Path,
    *,
    allow_shrink: bool = False,
    memory: int = MEMORY,
) -> BuildReport:
    """Index articles from any source; otherwise like build_index."""
    return _index(in_batches(found), index_dir, allow_shrink=allow_shrink, memory=memory)


def _index(
    batches: Iterator[Batch],
    index_dir: Path,
    *,
    allow_shrink: bool,
    memory: int,
    progress: Progress | None = None,
) -> BuildReport:
    started = time.perf_counter()
    refuse_foreign(index_dir)
    index_dir.mkdir(parents=True, exist_ok=True)
    with locked(index_dir):
        left_over = remove_leftovers(index_dir)
        with new_version(index_dir) as directory:
            intake = Intake(batches, Lexicon.kept(index_dir), progress)
            copies = _write(intake, directory, memory)
            parts = open_parts(directory, [SEGMENT])
            if not parts[0].documents:
                fault = f" ({intake.faults[0]})" if intake.faults else ""
                raise BuildError(f"no article found{fault}; the live index is as it was")
            manifest = seal(
                directory, parts, copies=copies, faults=len(intake.faults), torn=intake.evidence
            )
            intake.lexicon.keep(index_dir, by_way_of=directory)
            name = go_live(index_dir, directory, allow_shrink=allow_shrink)
    return BuildReport(
        version=name,
        articles=manifest.articles,
        copies=manifest.copies,
        faults=tuple(intake.faults),
        passed_over=dict(intake.passed_over),
        mended=mended(intake.evidence),
        removed=tuple(left_over),
        seconds=time.perf_counter() - started,
    )


def _write(intake: Intake, directory: Path, memory: int) -> int:
    """Write the articles of intake, each text once; return the number of identical copies."""
    ids_by_digest: dict[bytes, str] = {}
    used: set[str] = set()
    with (
        SegmentWriter(directory, SEGMENT, intake.lexicon, memory=memory) as writer,
        closing(CopiesWriter(directory)) as copies,
    ):
        for read in _whole_first(intake):
            if kept := ids_by_digest.get(read.digest):
                copies.add(kept, read.article)
                continue
            article = with_free_id(read.article, used)
            ids_by_digest[read.digest] = article.id
            used.add(article.id)
            writer.add(replace(read, article=article))
        writer.finish()
        copies.finish()
    write_vocabulary(intake.lexicon, writer.printed, directory)
    return copies.total


def _whole_first(intake: Intake) -> Iterator[AnalyzedArticle]:
    """Yield the articles of intake; of each that comes as a teaser too, only the whole text.

    Teasers wait until the end, or until they are many.
    """
    waiting: dict[str, AnalyzedArticle] = {}
    whole: set[str] = set()
    for read in intake:
        if isinstance(read, Withdrawal):
            intake.passed_over["withdrawn by its publisher"] += 1
        elif not read.article.teaser:
            whole.add(read.article.id)
            waiting.pop(read.article.id, None)
            yield read
        elif read.article.id not in whole:
            waiting[read.article.id] = read
            if len(waiting) > _TEASERS:
                yield waiting.pop(next(iter(waiting)))
    yield from waiting.values()


def with_free_id(article: Article, used: Container[str]) -> Article:
    """Return article; if another text has its id, with an id that its text is part of."""
    if article.id not in used:
        return article
    text = f"{article.title}\n{article.body}"
    other = article_id(article.source, f"{article.id} {article.url}", text)
    return replace(article, id=article_id(other, "", text))
