"""Files and folders in, articles out: which files are read, and by which reader.

A new kind of file is one more line in READERS. A reader gets the unpacked bytes of one file,
yields its articles and a fault for everything that is none, and raises nothing.
"""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from index.articles.article import Article
from index.articles.fault import Fault
from index.articles.jsonl import read_json, read_json_lines
from index.articles.plaintext import read_text
from index.articles.stream import UNPACKERS, BytesRead, Stream

Reader: TypeAlias = Callable[[Stream], Iterator[Article | Fault]]

#: The reader of a file by its suffix, the one before .gz or .xz if it is packed.
READERS: MappingProxyType[str, Reader] = MappingProxyType(
    {
        ".jsonl": read_json_lines,
        ".ndjson": read_json_lines,
        ".json": read_json,
        ".txt": read_text,
    }
)
_KNOWN = f"{', '.join(READERS)}, each also packed: {', '.join(UNPACKERS)}"
_CHECK = "check the path and its permissions"


def read_articles(
    paths: Iterable[Path], *, progress: BytesRead | None = None
) -> Iterator[Article | Fault]:
    """Yield the articles under paths in order, and a Fault for whatever cannot be read.

    Folders are walked in the order of their names; hidden files and files of unknown kind in them
    are ignored. Nothing is raised, and only one article is in memory at a time. progress is called
    with the bytes on disk of each part of a file that is done; for readable files they add up to
    total_size(paths).
    """
    for each in _files(paths):
        if isinstance(each, Fault):
            yield each
        else:
            yield from _read_file(each, progress)


def total_size(paths: Iterable[Path]) -> int:
    """Return the bytes on disk that read_articles will read."""
    sizes = 0
    for each in _files(paths):
        if isinstance(each, Path):
            status = _status(each)
            sizes += status.st_size if isinstance(status, os.stat_result) else 0
    return sizes


def _read_file(path: Path, progress: BytesRead | None) -> Iterator[Article | Fault]:
    try:
        stream = Stream(path, progress)
    except OSError as error:
        yield _unopened(path, error)
        return
    empty = True
    with stream:
        for article_or_fault in _reader(path)(stream):
            empty = False
            yield article_or_fault
        stream.skip_rest()
    if stream.fault:
        yield stream.fault
    elif empty:
        yield Fault(path, 0, "no article in this file", "leave it out")


def _files(paths: Iterable[Path]) -> Iterator[Path | Fault]:
    """Yield each file under paths that has a reader, and a fault for what cannot be opened."""
    for path in paths:
        status = _status(path)
        if isinstance(status, os.stat_result) and stat.S_ISDIR(status.st_mode):
            yield from _files_in(path)
        else:
            yield _checked(path, status)


def _files_in(folder: Path) -> Iterator[Path | Fault]:
    empty = True
    for each in _walk(folder):
        empty = False
        yield each
    if empty:
        yield Fault(folder, 0, "no articles in this folder", f"what can be read: {_KNOWN}")


def _walk(folder: Path) -> Iterator[Path | Fault]:
    """Yield the readable files in folder and below, sorted; each folder is entered once."""
    waiting, entered = [folder], set[tuple[int, int]]()
    while waiting:
        path = waiting.pop()
        status = _status(path)
        if isinstance(status, os.stat_result) and stat.S_ISDIR(status.st_mode):
            if (status.st_dev, status.st_ino) not in entered:
                entered.add((status.st_dev, status.st_ino))
                try:
                    inside = [entry for entry in path.iterdir() if entry.name[0] != "."]
                except OSError as error:
                    yield _unopened(path, error)
                else:
                    waiting += sorted(inside, reverse=True)
        elif _has_reader(path):
            yield _checked(path, status)


def _checked(path: Path, status: os.stat_result | Fault) -> Path | Fault:
    """Return path if it is a file with a reader, else its fault."""
    if isinstance(status, Fault):
        return status
    if not stat.S_ISREG(status.st_mode):
        return Fault(path, 0, "neither a file nor a folder", _CHECK)
    if not _has_reader(path):
        return Fault(path, 0, "a file of unknown kind", f"what can be read: {_KNOWN}")
    return path


def _has_reader(path: Path) -> bool:
    return _suffix(path) in READERS


def _reader(path: Path) -> Reader:
    return READERS[_suffix(path)]


def _suffix(path: Path) -> str:
    """Return the suffix that says the kind of a file: .jsonl for archive.JSONL.gz."""
    unpacked = path.with_suffix("") if path.suffix.lower() in UNPACKERS else path
    return unpacked.suffix.lower()


def _status(path: Path) -> os.stat_result | Fault:
    try:
        return path.stat()
    except (OSError, ValueError) as error:
        return _unopened(path, error)


def _unopened(path: Path, error: Exception) -> Fault:
    """Return the fault of a path that cannot be opened."""
    why = error.strerror if isinstance(error, OSError) else str(error)
    return Fault(path, 0, f"cannot be opened ({why})", _CHECK)
