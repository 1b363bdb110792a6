"""Index versions on disk: which one is live, and how another replaces it.

    data/index/20261124T190355123456-3fb9c04e/   a version: a Whoosh index, its manifest, our marker
    data/index/CURRENT                            the name of the live version
    data/index/.building-…/                       a version being built, or a leftover
    data/index/.lock                              held by the process that builds or switches
    data/index/.cache/                            compiled code of a server, see ownership
    data/index/vectors.bin                        vectors of articles, see embedding.store

A version never changes once it has its name; versions of one archive may share files. CURRENT is
replaced in one step, so a reader finds the old version or the new one, and never none.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.analysis import fingerprint
from index.codec.multi import Segments, open_segments
from index.entities import gazetteer
from index.schema import VERSION
from index.versions.copies import Copies
from index.versions.former_ids import FormerIds
from index.versions.manifest import (
    REBUILD,
    ROLL_BACK,
    IndexDamagedError,
    IndexNotFoundError,
    IndexOutdatedError,
    IndexUnavailableError,
    IndexUnreadableError,
    Manifest,
    sync,
    unreadable,
)
from index.versions.ownership import CURRENT, is_version, unfinished, versions
from index.versions.removal import remove
from index.versions.small_files import NotAFileError, printable, read_small

#: What reading files raises that are not what they should be.
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


class IndexBusyError(Exception):
    """Another process is building or switching the index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIndex:
    """An opened version: its manifest, its segments as one, identical copies, former ids."""

    name: str
    directory: Path
    manifest: Manifest
    segment: Segments
    copies: Copies
    former_ids: FormerIds


def current_version(index_dir: Path) -> str | None:
    """Return the name of the live version, None if CURRENT names none.

    Raises IndexUnreadableError if it is not known which one is live.
    """
    pointer = index_dir / CURRENT
    try:
        name = read_small(pointer).decode("utf-8", "replace").strip()
    except (FileNotFoundError, NotADirectoryError, NotAFileError):
        return None
    except OSError as error:
        raise unreadable(pointer, error) from error
    return name if is_version(name) else None


def require_index(index_dir: Path) -> str:
    """Return the name of the live version.

    Raises IndexNotFoundError if there is none, IndexDamagedError if CURRENT does not name one,
    IndexUnreadableError if that cannot be read.
    """
    name = current_version(index_dir)
    if name is not None:
        return name
    pointer = index_dir / CURRENT
    if pointer.is_dir():
        raise IndexDamagedError(
            f"{pointer}: names no version, it is a folder; remove that, then {ROLL_BACK}"
        )
    if os.path.lexists(pointer):
        raise IndexDamagedError(f"{pointer}: names no version; {ROLL_BACK}")
    try:
        kept = versions(index_dir)
    except OSError as error:
        raise unreadable(index_dir, error) from error
    if kept:
        raise IndexDamagedError(f"{pointer}: missing, but there are versions; {ROLL_BACK}")
    raise IndexNotFoundError(f"{index_dir}: no index here; {REBUILD}")


def require_versions(index_dir: Path) -> None:
    """Raise IndexUnavailableError unless there is a version that can be made live."""
    if not versions(index_dir):
        require_index(index_dir)


def open_index(index_dir: Path) -> OpenIndex:
    """Open the live version.

    Raises an IndexUnavailableError with the way out in its message.
    """
    name = require_index(index_dir)
    return open_version(index_dir / name, name=name)


def open_version(directory: Path, *, name: str) -> OpenIndex:
    """Open the version in directory after verifying its files.

    Raises an IndexUnavailableError with the way out in its message.
    """
    manifest = Manifest.read(directory)
    refuse_outdated(directory, manifest)
    manifest.verify(directory)
    try:
        copies, former_ids = Copies(directory), FormerIds.read(directory)
        segment = open_segments(directory, manifest.segments)
    except OSError as error:
        raise unreadable(directory, error) from error
    except _DAMAGE as error:
        raise IndexDamagedError(
            f"{directory}: cannot be read ({printable(error)}); {ROLL_BACK}"
        ) from error
    return OpenIndex(
        name=name,
        directory=directory,
        manifest=manifest,
        segment=segment,
        copies=copies,
        former_ids=former_ids,
    )


def refuse_outdated(directory: Path, manifest: Manifest) -> None:
    """Raise IndexOutdatedError unless this release reads what a manifest says."""
    if manifest.schema != VERSION:
        raise IndexOutdatedError(
            f"{directory}: built for schema {manifest.schema}, this is {VERSION}; {REBUILD}"
        )
    if manifest.analysis != fingerprint():
        raise IndexOutdatedError(
            f"{directory}: built by another analysis of Arabic ({manifest.analysis}, this is"
            f" {fingerprint()}); {REBUILD}"
        )
    try:
        names = gazetteer.fingerprint()
    except gazetteer.GazetteerError as error:  # an editor is at work on it
        raise IndexUnavailableError(str(error)) from error
    if manifest.gazetteer != names:
        raise IndexOutdatedError(
            f"{directory}: built by another gazetteer ({manifest.gazetteer}, this is"
            f" {names}); {REBUILD}"
        )


@contextmanager
def locked(index_dir: Path) -> Iterator[None]:
    """Keep other builders out of an existing directory; raise IndexBusyError if one is at work.

    The lock belongs to the process and is released when that ends, however it ends.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415  a search needs no lock

    lock = FileLock(index_dir / ".lock")
    try:
        with lock.acquire(blocking=False):
            yield
    except Timeout as error:
        raise IndexBusyError(
            f"{index_dir}: another process is building this index; wait until it has finished"
        ) from error


def require_version(index_dir: Path, name: str) -> None:
    """Raise IndexNotFoundError unless name is a finished version of the index."""
    if name not in versions(index_dir):
        raise IndexNotFoundError(
            f"{index_dir}: no version {printable(name)}; see them with: iqtisad index list"
        )


def activate(index_dir: Path, name: str) -> None:
    """Make the version name live, in one step. The lock must be held."""
    require_version(index_dir, name)
    pointer = index_dir / f".{CURRENT}.new"
    pointer.unlink(missing_ok=True)
    try:
        with pointer.open("x", encoding="utf-8") as file:  # a link is replaced, never followed
            file.write(f"{name}\n")
        sync(pointer)
        pointer.replace(index_dir / CURRENT)  # os.replace: one step, old or new
    except IsADirectoryError as error:
        raise IndexDamagedError(
            f"{index_dir / CURRENT}: a folder is in its place; remove that, and try again"
        ) from error
    finally:
        pointer.unlink(missing_ok=True)  # on a full disk it could not be written
    sync(index_dir)


def previous_version(index_dir: Path) -> str:
    """Return the version that was live before the live one: names are in the order of creation.

    Raises IndexNotFoundError if there is none.
    """
    live, kept = current_version(index_dir), versions(index_dir)
    older = [name for name in kept if live is None or name < live]
    if older:
        return older[-1]
    others = [name for name in kept if name != live]
    way = f"make another live with: iqtisad index activate {others[-1]}" if others else REBUILD
    raise IndexNotFoundError(f"{index_dir}: no older version to go back to; {way}")


def remove_leftovers(index_dir: Path) -> list[str]:
    """Remove what interrupted builds left behind; return the names. The lock must be held."""
    live = current_version(index_dir)
    torn = (n for n in versions(index_dir) if n != live and not _has_manifest(index_dir / n))
    leftovers = [*unfinished(index_dir), *torn]
    for name in leftovers:
        remove(index_dir / name)
    return leftovers


def prune(index_dir: Path, keep: set[str | None]) -> None:
    """Remove the finished versions that are not in keep. The lock must be held."""
    for name in set(versions(index_dir)) - keep:
        remove(index_dir / name)


def _has_manifest(directory: Path) -> bool:
    try:
        Manifest.read(directory)
    except IndexDamagedError:
        return False
    except (IndexOutdatedError, IndexUnreadableError):  # what is in it is not known
        return True
    return True
