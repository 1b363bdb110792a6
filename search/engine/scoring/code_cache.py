"""Which directory keeps compiled code between two starts.

What lies there is run as it is, so whoever can write to it is obeyed by the server. A directory
counts only if it and all in it belong to the user who serves, or to root, and nobody else can write
to them; another is told and left alone.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.versions.ownership import CACHE, CURRENT, is_cache, mark_cache

#: What Numba reads, and what systemd sets for a unit with CacheDirectory=: who sets one has chosen.
_VARIABLES = ("NUMBA_CACHE_DIR", "CACHE_DIRECTORY")
_OURS = "iqtisad"
#: The files in which Numba keeps machine code.
_COMPILED = "*.nbc"
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_REMEDY = "name a directory that only this user can write to with --cache-dir"


@dataclass(frozen=True, slots=True)
class CodeCache:
    """A directory for compiled code, None if there is none, and what an operator is to know."""

    directory: Path | None
    told: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether a server that starts now has to compile first."""
        return self.directory is None or not any(self.directory.rglob(_COMPILED))


def code_cache(index_dir: Path, named: Path | None = None, *, make: bool = True) -> CodeCache:
    """Return the directory for compiled code, made if need be; make=False only looks.

    It is the one that is named, else that of the environment, else one beside the versions of the
    index, else one of the user's own.
    """
    told: list[str] = []
    for directory in _candidates(index_dir, named):
        fault = _fault(directory, index_dir) or (_made(directory, index_dir) if make else "")
        if not fault:
            return CodeCache(directory, "; ".join([*told, f"{directory} is used"] if told else []))
        told.append(f"{directory}: {fault}")
    reasons = "; ".join(told) or "no directory can be written to"
    return CodeCache(None, f"compiled code is not kept, each start compiles ({reasons}); {_REMEDY}")


def _candidates(index_dir: Path, named: Path | None) -> Iterator[Path]:
    chosen = [each for each in (named, *map(os.environ.get, _VARIABLES)) if each]
    if chosen:
        yield Path(chosen[0])
        return
    if os.path.lexists(index_dir / CURRENT):  # nothing is put into what may be no index
        yield index_dir / CACHE
    users = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        yield (users if users.is_absolute() else Path.home() / ".cache") / _OURS
    except RuntimeError:  # a user without home
        return


def _fault(directory: Path, index_dir: Path) -> str:
    """Return why a directory cannot be used, "" if it can."""
    try:
        if not os.path.lexists(directory):
            return "" if _can_make(directory) else "cannot be made"
        if directory == index_dir / CACHE and not is_cache(directory):
            return "not ours"
        return _danger(directory) or (
            "" if os.access(directory, os.W_OK | os.X_OK) else "read-only"
        )
    except OSError as error:
        return str(error.strerror or error)


def _can_make(directory: Path) -> bool:
    parent = next(path for path in directory.absolute().parents if os.path.lexists(path))
    return os.access(parent, os.W_OK | os.X_OK)


def _danger(directory: Path) -> str:
    """Return who else can change what is in a directory, "" if nobody; raises OSError."""
    if os.name != "posix":
        return ""
    for path in (directory, *directory.rglob("*")):
        try:
            found = path.stat()
        except FileNotFoundError:  # another server has just finished writing it
            continue
        if found.st_uid not in (0, os.geteuid()):
            return f"not used, {path} belongs to another user"
        if found.st_mode & _OTHERS_WRITE:
            return f"not used, others can write to {path}"
    return ""


def _made(directory: Path, index_dir: Path) -> str:
    """Make a directory that only this user can enter; return what went wrong, or ""."""
    try:
        directory.mkdir(0o700, parents=True, exist_ok=True)
        if directory == index_dir / CACHE:
            mark_cache(directory)
    except OSError as error:
        return str(error.strerror or error)
    return ""
