"""Builds the index of a whole archive anew: articles in, a live version out."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.articles import Fault, Item
from index.articles.torn import mended
from index.codec.lexicon import Lexicon
from index.indexer.intake import Batch, Intake, Progress, Selection, batches_of, in_batches
from index.indexer.next_version import Making, make_live
from index.versions.ownership import refuse_foreign
from index.versions.store import locked, remove_leftovers

#: The memory that the words of a run may take while they are inverted, in MiB.
MEMORY = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did: the version that it made live, counts, faults, seconds.

    replaced counts the articles of which a later text came, unchanged those that came again as they
    were, withdrawn those that were left out because they were withdrawn. passed_over counts what
    is no article and no fault by the reason, mended the torn numbers of each source that were made
    whole, left_out its paragraphs that are not indexed. faults are the first ones, fault_count
    counts all. removed are the names of the leftovers of interrupted builds that it removed.
    """

    version: str
    articles: int
    copies: int
    replaced: int
    unchanged: int
    withdrawn: int
    faults: tuple[Fault, ...]
    fault_count: int
    passed_over: dict[str, int]
    mended: dict[str, int]
    left_out: dict[str, int]
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
        intake = Intake(batches, Lexicon.kept(index_dir), progress)
        making = Making(
            index_dir=index_dir, memory=memory, allow_shrink=allow_shrink, started=started
        )
        made = make_live(None, intake, making)
    return BuildReport(
        version=made.name,
        articles=made.manifest.articles,
        copies=made.manifest.copies,
        replaced=made.changes.replaced,
        unchanged=made.changes.unchanged,
        withdrawn=made.changes.withdrawn + made.changes.removed,
        faults=tuple(intake.faults),
        fault_count=intake.fault_count,
        passed_over=dict(intake.passed_over),
        mended=mended(intake.evidence),
        left_out=dict(intake.left_out),
        removed=tuple(left_over),
        seconds=time.perf_counter() - started,
    )
