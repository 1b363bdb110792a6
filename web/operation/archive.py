"""Looks at the index in a directory: is it sound, can it be read, is there space for the next."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from search import IndexUnavailableError, Searcher, examine_vectors
from web.operation.finding import Finding, fault, ok, warning
from web.settings.settings import Settings

#: The free bytes below which not even logs and locks can be written. Set by hand.
_FULL = 50 << 20
#: The sizes of the live version that a build may need beside it: the new one, and its runs.
_BUILD = 2
_MB = 1_000_000


def index(settings: Settings) -> Iterator[Finding]:
    """Say which version is live, and whether every byte of it is as it was written."""
    if settings.index:  # see operation.cluster
        return
    searcher = Searcher(settings.index_dir, names=settings.names)
    try:
        archive = searcher.snapshot().archive()
    except IndexUnavailableError as error:
        yield fault("index", str(error))
        yield from _space(settings.index_dir, None)
        return
    finally:
        searcher.close()
    name = archive.index.id
    made = _made(name)
    age = f", {(datetime.now(UTC) - made).days} days old" if made else ""
    yield ok("index", f"{settings.index_dir / name}: sound, {archive.index.articles} articles{age}")
    yield from _clock(made)
    yield from _space(settings.index_dir, settings.index_dir / name)


def vectors(settings: Settings) -> Iterator[Finding]:
    """Say whether lists can be ordered by meaning, where anybody has made something for that."""
    if settings.index:  # see operation.cluster
        return
    if found := examine_vectors(settings.index_dir):
        yield (ok if found.sound else warning)("vectors", found.says)


def _made(name: str) -> datetime | None:
    """Return when a version was made, which its name says."""
    try:
        return datetime.strptime(name[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _clock(made: datetime | None) -> Iterator[Finding]:
    now = datetime.now(UTC)
    if made and made > now:
        says = (
            f"it is {now:%Y-%m-%d %H:%M} UTC here, and the live version is of {made:%Y-%m-%d %H:%M}"
        )
        yield fault("clock", f"{says}; set the clock, or the next version counts as older")
    else:
        yield ok("clock", f"{now:%Y-%m-%d %H:%M} UTC, after the live version")


def _space(index_dir: Path, version: Path | None) -> Iterator[Finding]:
    if not index_dir.is_dir():
        return
    free, size = shutil.disk_usage(index_dir).free, _size(version) if version else 0
    live = f", the live version has {size // _MB} MB" if version else ""
    says = f"{index_dir}: {free // _MB} MB are free{live}"
    if free < _FULL:
        yield fault("disk", f"{says}; make space")
    elif free < _BUILD * size:
        yield warning("disk", f"{says}; a build may need {_BUILD * size // _MB} MB, make space")
    else:
        yield ok("disk", says)


def _size(directory: Path) -> int:
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())


def permissions(settings: Settings) -> Iterator[Finding]:
    """Say whether this user can read what a server reads, and write what it writes."""
    unread = list(_unread(settings))
    if unread:
        more = f" and {len(unread) - 1} more" if len(unread) > 1 else ""
        folder = settings.names if settings.index else settings.index_dir
        says = f"{unread[0]}{more} cannot be read by this user; chmod -R a+rX {folder}"
        yield fault("permissions", says)
    elif _is_root():
        says = "root may read and write everything; ask again as the user that serves"
        yield warning("permissions", says)
    else:
        allowed = "needs no index directory" if settings.index else _allowed(settings.index_dir)
        yield ok("permissions", f"this user {allowed}")
    log = Path(settings.log.access)
    if settings.log.access not in ("", "-") and not os.access(_there(log), os.W_OK):
        yield fault("log", f"{log} cannot be written; name another file with --log-access")


def _allowed(index_dir: Path) -> str:
    """Return what a user may do who can read all that there is; a first build makes folders."""
    there = next(path for path in (index_dir, *index_dir.absolute().parents) if path.exists())
    build = "can build" if os.access(there, os.W_OK) else "cannot build: no server needs to"
    return f"can read the index, and {build}" if there == index_dir else build


def _unread(settings: Settings) -> Iterator[Path]:
    """Yield the files and folders that cannot be read; compiled code has its own line."""
    named = [path for path in (settings.names,) if path is not None]
    for path in (*named, *(() if settings.index else _inside(settings.index_dir))):
        allowed = os.R_OK | (os.X_OK if path.is_dir() else 0)
        if os.path.lexists(path) and not os.access(path, allowed):
            yield path


def _inside(directory: Path) -> Iterator[Path]:
    yield directory
    for folder, folders, names in os.walk(directory):
        folders[:] = [name for name in folders if name != ".cache"]
        yield from (Path(folder, name) for name in (*folders, *names))


def _there(path: Path) -> Path:
    """Return a path, its folder if it does not exist."""
    return path if os.path.lexists(path) else path.absolute().parent


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
