"""Articles in, a live index out: the whole archive anew."""

import time
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from index.articles import Article, Fault, article_id
from index.codec.lexicon import Lexicon
from index.codec.multi import open_parts
from index.codec.whoosh_codec import SEGMENT
from index.codec.writer import SegmentWriter
from index.copies import CopiesWriter
from index.intake import Batch, Intake, Progress, batches_of, in_batches
from index.ownership import refuse_foreign
from index.publish import BuildError, go_live, new_version, seal
from index.store import locked, remove_leftovers
from index.vocabulary import write_vocabulary

#: What the words of a run may take while they are inverted, in MiB.
MEMORY = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did: the version it made live, counts, faults, seconds taken."""

    version: str
    articles: int
    copies: int
    faults: tuple[Fault, ...]
    removed: tuple[str, ...]
    seconds: float


def build_index(  # noqa: PLR0913  what comes in, and how
    paths: Sequence[Path],
    index_dir: Path,
    *,
    allow_shrink: bool = False,
    memory: int = MEMORY,
    processes: int | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Index the articles under paths and make the new version live.

    memory bounds what the postings take on the way, in MiB; progress is told of bytes and
    articles read. Large archives are read by a process beside this one where there are two
    cores, or as processes says. Faults in the input cost only themselves and are reported.
    Raises ForeignDirectoryError where index_dir holds other things and no index, IndexBusyError,
    or BuildError with the live index as it was.
    """
    with batches_of(paths, processes) as batches:
        return _index(
            batches, index_dir, allow_shrink=allow_shrink, memory=memory, progress=progress
        )


def index_articles(
    found: Iterable[Article | Fault],
    index_dir: Path,
    *,
    allow_shrink: bool = False,
    memory: int = MEMORY,
) -> BuildReport:
    """Index articles, wherever they come from; like build_index."""
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
            manifest = seal(directory, parts, copies=copies, faults=len(intake.faults))
            intake.lexicon.keep(index_dir)
            name = go_live(index_dir, directory, allow_shrink=allow_shrink)
    return BuildReport(
        version=name,
        articles=manifest.articles,
        copies=manifest.copies,
        faults=tuple(intake.faults),
        removed=tuple(left_over),
        seconds=time.perf_counter() - started,
    )


def _write(intake: Intake, directory: Path, memory: int) -> int:
    """Write the articles that come in, each text once; return the number of copies."""
    ids_by_text: dict[bytes, str] = {}
    taken: set[str] = set()
    with (
        SegmentWriter(directory, SEGMENT, intake.lexicon, memory=memory) as writer,
        closing(CopiesWriter(directory)) as copies,
    ):
        for read in intake:
            if kept := ids_by_text.get(read.digest):
                copies.add(kept, read.article)
                continue
            article = with_free_id(read.article, taken)
            ids_by_text[read.digest] = article.id
            taken.add(article.id)
            writer.add(replace(read, article=article))
        writer.finish()
        copies.finish()
    write_vocabulary(intake.lexicon, writer.printed, directory)
    return copies.total


def with_free_id(article: Article, taken: Container[str]) -> Article:
    """Return article; where another text has its id, with an id of its text too."""
    if article.id not in taken:
        return article
    text = f"{article.title}\n{article.body}"
    other = article_id(article.source, f"{article.id} {article.url}", text)
    return replace(article, id=article_id(other, "", text))
