"""Some articles added, replaced and removed, by their ids: a new version in seconds.

A version shares the large files of the one before (hard links): what comes is written as a
small segment of its own, what goes is listed beside its segment. Small segments are merged
as they become many. What is found then is what a fresh build of the same articles finds.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.articles import Article, Fault
from index.build import MEMORY
from index.codec.lexicon import Lexicon
from index.intake import Batch, Intake, Progress, batches_of, in_batches
from index.publish import go_live, new_version, seal
from index.revision import Changes, Revision
from index.store import OpenIndex, locked, open_index, remove_leftovers, require_index


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateReport:
    """What an update did: the version that is live now, and how many articles it changed.

    unchanged counts the articles that were there just so, missing names the ids that were to
    be removed and were not there. articles and copies are those of the whole index.
    """

    version: str
    added: int
    replaced: int
    removed: int
    unchanged: int
    missing: tuple[str, ...]
    articles: int
    copies: int
    faults: tuple[Fault, ...]
    seconds: float


def update_index(  # noqa: PLR0913  what comes, what goes, and how
    paths: Sequence[Path],
    index_dir: Path,
    *,
    remove: Iterable[str] = (),
    allow_shrink: bool = False,
    memory: int = MEMORY,
    progress: Progress | None = None,
) -> UpdateReport:
    """Remove the articles with the ids remove, then add those under paths to the live index.

    An article takes the place of the one with its id; one that is there just so stays as it
    is. Where nothing changes no version is made. Raises IndexBusyError, IndexUnavailableError
    where there is no index to change, or BuildError with the live index as it was.
    """
    with batches_of(paths) as batches:
        return _update(
            batches,
            index_dir,
            remove,
            allow_shrink=allow_shrink,
            memory=memory,
            progress=progress,
        )


def update_articles(
    found: Iterable[Article | Fault],
    index_dir: Path,
    *,
    remove: Iterable[str] = (),
    allow_shrink: bool = False,
    memory: int = MEMORY,
) -> UpdateReport:
    """Update by articles, wherever they come from; like update_index."""
    return _update(in_batches(found), index_dir, remove, allow_shrink=allow_shrink, memory=memory)


def _update(  # noqa: PLR0913  what comes, what goes, and how
    batches: Iterator[Batch],
    index_dir: Path,
    remove: Iterable[str],
    *,
    allow_shrink: bool,
    memory: int,
    progress: Progress | None = None,
) -> UpdateReport:
    started = time.perf_counter()
    require_index(index_dir)  # before the lock: a directory without an index stays as it is
    with locked(index_dir):
        before = open_index(index_dir)
        remove_leftovers(index_dir)
        intake = Intake(batches, Lexicon.kept(index_dir), progress)
        changes = Changes()
        name, manifest = before.name, before.manifest
        with new_version(index_dir) as directory:
            revision = Revision(before, directory, intake.lexicon, memory)
            revision.take(remove, intake, changes)
            if changes.any:
                parts = revision.finish()
                manifest = seal(
                    directory,
                    parts,
                    copies=revision.copies,
                    faults=len(intake.faults),
                    known=_shared(before, directory),
                )
                intake.lexicon.keep(index_dir)
                name = go_live(index_dir, directory, allow_shrink=allow_shrink)
    return UpdateReport(
        version=name,
        added=changes.added,
        replaced=changes.replaced,
        removed=changes.removed,
        unchanged=changes.unchanged,
        missing=tuple(changes.missing),
        articles=manifest.articles,
        copies=manifest.copies,
        faults=tuple(intake.faults),
        seconds=time.perf_counter() - started,
    )


def _shared(before: OpenIndex, directory: Path) -> dict[str, tuple[int, int]]:
    """Return length and checksum of the files that a version shares with the one before."""
    shared = {}
    for name, told in before.manifest.files.items():
        with suppress(FileNotFoundError):
            if (directory / name).samefile(before.directory / name):
                shared[name] = told
    return shared
