"""The statistics of a cluster in a directory of this machine: fetched once, and mapped.

    CACHE/INDEX@NAME/     statistics, complete
    CACHE/.fetching-…/    on their way here, or on their way out
    CACHE/.lock           held by the process that fetches, opens or removes

Of several processes that want the same one fetches it, and the others wait and map the same files.
"""

import errno
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from index.cluster.client import Cluster
from index.cluster.statistics.about import NAME as ABOUT
from index.cluster.statistics.about import About
from index.cluster.statistics.archive import ArchiveStatistics, read_statistics
from index.cluster.statistics.chunks import Kept, read_chunks
from index.cluster.ways import SEND_AGAIN
from index.versions.manifest import IndexDamagedError, IndexUnavailableError
from index.versions.small_files import printable

#: The statistics of an alias that stay: the live ones, and those before, which a rollback wants.
_STAY = 2
_FETCHING = ".fetching-"
#: A name of a file, an index or a version: none leads out of a directory.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
#: The name of an index after its alias: the moment at which it was made, and what it is for.
_DATED = re.compile(r"-\d{8}t\d{6,12}(-.*)?$")
#: Who fetches statistics keeps them in the directory that it names.
VARIABLE = "IQTISAD_CACHE_DIR"
_FULL = {errno.ENOSPC, errno.EDQUOT}


class CacheError(IndexUnavailableError):
    """What a cluster keeps cannot be written to this machine."""


def fetch(cluster: Cluster, index: str, name: str, directory: Path) -> ArchiveStatistics:
    """Return the statistics of a name in an index, which are fetched unless directory has them.

    directory is made if need be; older statistics of the same alias are removed from it: whoever
    has them open can go on. Raises CacheError, ClusterError, or another IndexUnavailableError.
    """
    if not (_PLAIN.fullmatch(index) and _PLAIN.fullmatch(name)):
        raise IndexDamagedError(f"{printable(index)}: no name of statistics; {SEND_AGAIN}")
    kept, folder = Kept(cluster, index, name), directory / f"{index}@{name}"
    with _held(directory):
        about = b"".join(read_chunks(kept, ABOUT))
        statistics = _opened(kept, about, folder)
        os.utime(folder)
        _remove_others(folder)
    return statistics


@contextmanager
def _held(directory: Path) -> Iterator[None]:
    """Keep other processes out of a directory; raises CacheError where it cannot be written to."""
    from filelock import FileLock  # noqa: PLC0415  a local index needs none

    try:
        directory.mkdir(0o700, parents=True, exist_ok=True)
        with FileLock(directory / ".lock"):
            yield
    except (OSError, NotImplementedError) as error:  # the latter: a file system without locks
        raise CacheError(f"{directory}: {_fault(error)} another directory in {VARIABLE}") from error


def _fault(error: OSError | NotImplementedError) -> str:
    if isinstance(error, OSError) and error.errno in _FULL:
        return "the disk is full; make room there, or name"
    reason = getattr(error, "strerror", None) or printable(error)
    return f"statistics cannot be kept there ({reason}); mend that, or name"


def _opened(kept: Kept, about: bytes, folder: Path) -> ArchiveStatistics:
    """Return the statistics in a folder, which are fetched unless they are there and sound."""
    if _says(folder, about):
        with suppress(IndexUnavailableError):  # damaged
            return read_statistics(folder)
    files = About.parse(about, f"{kept.index}: {ABOUT} of {kept.name}", SEND_AGAIN).files
    with _passing(folder.parent) as temporary:
        _write(kept, about, list(files), temporary)
        _verify(kept, temporary)
        _remove(folder)
        temporary.rename(folder)
    return read_statistics(folder)


def _says(folder: Path, about: bytes) -> bool:
    """Return whether a folder says that it has these statistics."""
    try:
        return (folder / ABOUT).read_bytes() == about
    except OSError:
        return False


def _write(kept: Kept, about: bytes, files: Sequence[str], directory: Path) -> None:
    (directory / ABOUT).write_bytes(about)
    for file in files:
        if not _PLAIN.fullmatch(file):
            raise IndexDamagedError(
                f"{kept.index}: {printable(file)} is no file of statistics; {SEND_AGAIN}"
            )
        with (directory / file).open("xb") as written:
            for data in read_chunks(kept, file):
                written.write(data)


def _verify(kept: Kept, directory: Path) -> None:
    for damaged in About.read(directory).damaged(directory):
        raise IndexDamagedError(
            f"{kept.index}: {damaged.name} of the statistics {kept.name} is damaged; {SEND_AGAIN}"
        )


def _remove_others(folder: Path) -> None:
    """Remove the statistics of the same alias that nobody will open, and what was interrupted."""
    folders = [each for each in folder.parent.iterdir() if each.is_dir() and not each.is_symlink()]
    of_alias = [each for each in folders if "@" in each.name and _alias(each) == _alias(folder)]
    latest = sorted(of_alias, key=lambda each: each.stat().st_mtime_ns, reverse=True)
    for other in latest[_STAY:]:
        _remove(other)
    for each in folders:
        if each.name.startswith(_FETCHING):
            shutil.rmtree(each, ignore_errors=True)


def _alias(folder: Path) -> str:
    return _DATED.sub("", folder.name.partition("@")[0])


def _remove(folder: Path) -> None:
    """Remove a folder, or whatever is in its place, so that nobody finds it in part."""
    with _passing(folder.parent) as aside, suppress(FileNotFoundError):
        folder.rename(aside / folder.name)


@contextmanager
def _passing(directory: Path) -> Iterator[Path]:
    """Make a folder in a directory; what is left of it in the end is removed."""
    temporary = Path(mkdtemp(prefix=_FETCHING, dir=directory))
    try:
        yield temporary
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
