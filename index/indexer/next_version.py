"""The way of every new version: from the one before, or from nothing, to the live one.

A build is the revision of nothing, so that an archive that is built anew gives what its updates
gave.
"""

import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from index.articles.repetition.marking import Seen
from index.indexer.intake import Intake
from index.indexer.revision import Changes, Revision
from index.phrases.choice import phrases
from index.phrases.phrases import write_phrases
from index.versions.manifest import Manifest
from index.versions.publish import (
    BuildError,
    NothingFoundError,
    check,
    go_live,
    new_version,
    seal,
)
from index.versions.seen import read_seen, write_seen
from index.versions.store import OpenIndex
from index.versions.withdrawn import Withdrawn, record


@dataclass(frozen=True, slots=True)
class NextVersion:
    """The version that is live now, and what was changed to make it."""

    name: str
    manifest: Manifest
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How a version is made: in which directory, and within which bounds.

    memory bounds the postings in memory, in MiB. started is when the making began, by
    time.perf_counter.
    """

    index_dir: Path
    memory: int
    allow_shrink: bool
    started: float
    remove: tuple[str, ...] = field(default=())


def make_live(before: OpenIndex | None, intake: Intake, making: Making) -> NextVersion:
    """Make the version after before live: with intake, and without what is removed.

    If nothing changes, that is before itself. Raises BuildError with the live index as it was.
    """
    index_dir, changes = making.index_dir, Changes()
    withdrawn = Withdrawn.read(index_dir)
    with new_version(index_dir) as directory:
        revision = Revision(before, directory, intake.lexicon, withdrawn, making.memory)
        revision.take(making.remove, intake, changes)
        if before and not changes.any:
            record(index_dir, withdrawn.new, by_way_of=directory)
            return NextVersion(before.name, before.manifest, changes)
        if not (parts := revision.finish()):
            raise _nothing_left(before, intake)
        write_phrases(phrases(parts), directory)
        write_seen(intake.seen or _seen(before), directory)
        manifest = seal(
            directory,
            parts,
            copies=revision.copies,
            faults=intake.fault_count,
            torn=intake.evidence,
            known=_shared(before, directory) if before else None,
            made_by="update" if before else "build",
            seconds=round(time.perf_counter() - making.started, 2),
        )
        check(index_dir, directory, allow_shrink=making.allow_shrink)
        intake.lexicon.keep(index_dir, by_way_of=directory)
        # Before the switch: what is withdrawn must not come back, whatever happens after it.
        record(index_dir, withdrawn.new, by_way_of=directory)
        return NextVersion(go_live(index_dir, directory), manifest, changes)


def _seen(before: OpenIndex | None) -> Seen:
    """Return what was seen of repeated paragraphs before."""
    return read_seen(before.directory) if before else Seen()


def _nothing_left(before: OpenIndex | None, intake: Intake) -> BuildError:
    if before:
        return BuildError("no article would be left; the live index is as it was")
    return NothingFoundError(
        "no article found; the live index is as it was",
        intake.faults,
        intake.fault_count,
        dict(intake.passed_over),
    )


def _shared(before: OpenIndex, directory: Path) -> dict[str, tuple[int, int]]:
    """Return length and checksum of the files that a version shares with the one before."""
    shared = {}
    for name, length_and_checksum in before.manifest.files.items():
        with suppress(FileNotFoundError):
            if (directory / name).samefile(before.directory / name):
                shared[name] = length_and_checksum
    return shared
