"""Updates an index: articles are added, replaced and removed by their ids, in seconds.

The new version shares the large files of the one before (hard links): new articles are a small
segment of their own, deleted ones are listed beside their segment. Small segments are merged when
they become many. The results are those of a fresh build of the same articles.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.articles import Fault, Item
from index.articles.torn import evidence_in, mended
from index.codec.lexicon import Lexicon
from index.indexer.build import MEMORY
from index.indexer.intake import (
    Batch,
    Intake,
    Known,
    Progress,
    Selection,
    batches_of,
    in_batches,
)
from index.indexer.next_version import Making, make_live
from index.versions.manifest import IndexUnavailableError, Manifest
from index.versions.seen import read_seen
from index.versions.store import (
    current_version,
    locked,
    open_index,
    remove_leftovers,
    require_index,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateReport:
    """What an update did: the version that is live now, and how many articles it changed.

    unchanged counts the articles that were in the index already, or in a better text; withdrawn
    those that came although they were withdrawn; missing are the ids to remove that were not
    there. articles and copies are those of the whole index. passed_over counts what is no
    article and no fault by the reason, mended the torn numbers of each source that were made whole,
    left_out its paragraphs that are not indexed. faults are the first ones, fault_count counts all.
    """

    version: str
    added: int
    replaced: int
    removed: int
    unchanged: int
    withdrawn: int
    missing: tuple[str, ...]
    articles: int
    copies: int
    faults: tuple[Fault, ...]
    fault_count: int
    passed_over: dict[str, int]
    mended: dict[str, int]
    left_out: dict[str, int]
    seconds: float


def update_index(  # noqa: PLR0913  the options of the command
    paths: Sequence[Path],
    index_dir: Path,
    *,
    remove: Iterable[str] = (),
    allow_shrink: bool = False,
    memory: int = MEMORY,
    language: str = "ar",
    kind: str = "",
    progress: Progress | None = None,
) -> UpdateReport:
    """Remove the articles with the ids remove, then add those under paths to the live index.

    What is removed is withdrawn: no build brings it back. An article replaces the one with its id,
    unless the index has it already, or in a better text. If nothing changes, no version is made.
    Raises IndexBusyError, IndexUnavailableError if there is no index, or
    BuildError with the live index as it was.
    """
    selection = Selection(tuple(paths), language, kind)
    with batches_of(selection, known=_evidence(index_dir)) as batches:
        return _update(
            batches,
            index_dir,
            remove,
            allow_shrink=allow_shrink,
            memory=memory,
            progress=progress,
        )


def update_articles(
    found: Iterable[Item],
    index_dir: Path,
    *,
    remove: Iterable[str] = (),
    allow_shrink: bool = False,
    memory: int = MEMORY,
) -> UpdateReport:
    """Update with articles from any source; otherwise like update_index."""
    batches = in_batches(found, _evidence(index_dir))
    return _update(batches, index_dir, remove, allow_shrink=allow_shrink, memory=memory)


def _update(  # noqa: PLR0913  the options of the command
    batches: Iterator[Batch],
    index_dir: Path,
    remove: Iterable[str],
    *,
    allow_shrink: bool,
    memory: int,
    progress: Progress | None = None,
) -> UpdateReport:
    started = time.perf_counter()
    require_index(
        index_dir
    )  # before the lock, which would make a file in a directory without an index
    with locked(index_dir):
        before = open_index(index_dir)
        remove_leftovers(index_dir)
        known = evidence_in(before.manifest.torn)
        intake = Intake(batches, Lexicon.kept(index_dir), progress, evidence=known)
        making = Making(
            index_dir=index_dir,
            memory=memory,
            allow_shrink=allow_shrink,
            started=started,
            remove=tuple(remove),
        )
        made = make_live(before, intake, making)
    return UpdateReport(
        version=made.name,
        added=made.changes.added,
        replaced=made.changes.replaced,
        removed=made.changes.removed,
        unchanged=made.changes.unchanged,
        withdrawn=made.changes.withdrawn,
        missing=tuple(made.changes.missing),
        articles=made.manifest.articles,
        copies=made.manifest.copies,
        faults=tuple(intake.faults),
        fault_count=intake.fault_count,
        passed_over=dict(intake.passed_over),
        mended=mended(intake.evidence, known),
        left_out=dict(intake.left_out),
        seconds=time.perf_counter() - started,
    )


def _evidence(index_dir: Path) -> Known:
    """Return what the live version knows of its sources, nothing if there is none or no sound one.

    What is wrong with it is said when it is opened.
    """
    with suppress(IndexUnavailableError, OSError, ValueError):
        directory = index_dir / (current_version(index_dir) or "")
        return Known(evidence_in(Manifest.read(directory).torn), read_seen(directory))
    return Known()
