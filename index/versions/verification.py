"""Which of the kept versions are whole: every byte of every file is compared with the manifests.

Versions of one archive share files (hard links). A bad byte in such a file spoils all of them; it
is read once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from index.versions.manifest import (
    NAME,
    IndexOutdatedError,
    IndexUnavailableError,
    Manifest,
    checksum_of,
)
from index.versions.ownership import versions
from index.versions.store import current_version, refuse_outdated

#: What tells a file from all others, whatever its names: device and number.
_Identity: TypeAlias = tuple[int, int]


class State(StrEnum):
    """What a version is; a damaged one is damaged, whatever release made it."""

    WHOLE = "whole"
    OUTDATED = "outdated"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class BadFile:
    """A file that is not as it was written, and the other versions that share it."""

    name: str
    reason: str
    shared_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedVersion:
    """A version, whether it is live, and what was found; reason says why it is outdated.

    articles and size, in bytes, are those of its manifest, 0 if that cannot be read.
    """

    name: str
    live: bool
    state: State
    reason: str = ""
    bad_files: tuple[BadFile, ...] = ()
    articles: int = 0
    size: int = 0


def verify(index_dir: Path, names: Sequence[str] = ()) -> Iterator[VerifiedVersion]:
    """Yield what the versions with some names are, or all that are kept, the oldest first.

    The live one is among all, even where nothing is left of it. A version that a build removes
    meanwhile is not told.
    """
    live = _live(index_dir)
    kept = versions(index_dir)
    checksums = _Checksums()
    for name in names or sorted({*kept, *([live] if live else [])}):
        verified = _verified(index_dir, name, live, checksums)
        if (index_dir / name).exists() or _live(index_dir) == name:
            yield _with_sharers(verified, index_dir, kept)


def way_back(verified: Sequence[VerifiedVersion]) -> str:
    """Return what to do about the damaged ones among all versions, "" if there are none."""
    if not any(each.state is State.DAMAGED for each in verified):
        return ""
    whole = [each for each in verified if each.state is State.WHOLE]
    if any(each.live for each in whole):
        return "the live version is whole; the next build or update removes what is damaged"
    if whole:
        name = whole[-1].name
        return (
            f"{name} is whole; make it live with: iqtisad index activate {name}, or build its"
            f" articles again with: iqtisad index export {name} > all.jsonl; iqtisad index build"
            " all.jsonl"
        )
    return "build it again from the archive with: iqtisad index build PATH…"


class _Checksums:
    """The checksums of files, each of which is read once, whatever its names."""

    def __init__(self) -> None:
        self._known: dict[_Identity, int] = {}

    def __call__(self, path: Path) -> int:
        """Return the CRC-32 of a file; raise OSError."""
        status = path.stat()
        identity = status.st_dev, status.st_ino
        if identity not in self._known:
            self._known[identity] = checksum_of(path)
        return self._known[identity]


def _live(index_dir: Path) -> str | None:
    """Return the live version, None where CURRENT is damaged: who opens an index is told why."""
    try:
        return current_version(index_dir)
    except IndexUnavailableError:
        return None


def _verified(
    index_dir: Path, name: str, live: str | None, checksums: _Checksums
) -> VerifiedVersion:
    directory, is_live = index_dir / name, name == live
    try:
        manifest = Manifest.read(directory)
    except IndexOutdatedError as error:
        return VerifiedVersion(name=name, live=is_live, state=State.OUTDATED, reason=str(error))
    except IndexUnavailableError as error:
        bad = BadFile(NAME, str(error).removeprefix(f"{directory / NAME}: ").partition(";")[0])
        return VerifiedVersion(name=name, live=is_live, state=State.DAMAGED, bad_files=(bad,))
    faults = manifest.file_faults(directory, checksums)
    bad_files = tuple(BadFile(fault.name, fault.reason) for fault in faults)
    reason = _outdated(directory, manifest)
    return VerifiedVersion(
        name=name,
        live=is_live,
        state=State.DAMAGED if bad_files else State.OUTDATED if reason else State.WHOLE,
        reason=reason,
        bad_files=bad_files,
        articles=manifest.articles,
        size=sum(length for length, _ in manifest.files.values()),
    )


def _outdated(directory: Path, manifest: Manifest) -> str:
    try:
        refuse_outdated(directory, manifest)
    except IndexOutdatedError as error:
        return str(error)
    return ""


def _with_sharers(
    verified: VerifiedVersion, index_dir: Path, kept: Iterable[str]
) -> VerifiedVersion:
    others = [name for name in kept if name != verified.name]
    bad_files = tuple(
        replace(
            bad,
            shared_with=tuple(
                name
                for name in others
                if _is_same(index_dir / verified.name / bad.name, index_dir / name / bad.name)
            ),
        )
        for bad in verified.bad_files
    )
    return replace(verified, bad_files=bad_files)


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False
