"""Files and folders in, articles out: which files are read, and by which reader.

A new kind of file is one more line in kinds.READERS. A reader gets the unpacked bytes of one file,
yields its articles and a fault for everything that is none, and raises nothing.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.articles.article import Article, of_the_web
from index.articles.fault import Fault
from index.articles.files.limits import MOST_FAULTS_IN_A_ROW
from index.articles.files.stream import PACKED, BytesRead, Stream
from index.articles.files.zipped import MAGIC, members
from index.articles.items import Item, OfLanguage, PassedOver, Read
from index.articles.kinds import ADDRESSES, READERS, START, SUFFIXES, kind_of, reader_of
from index.articles.language import is_arabic

_KNOWN = f"{', '.join(SUFFIXES)}, .xml, each also packed: {', '.join(PACKED)}, .zip, .wacz"
_CHECK = "check the path and its permissions"
#: The language that is told apart; any other keeps all articles.
_ARABIC = "ar"
#: The characters of a text too short to be of a language: names, a line of prices. Set by hand.
_FEW_WORDS = 60
#: What `iqtisad fetch` keeps beside its archive.
_OURS = frozenset(
    {".pending", ".lock", *(f"state.sqlite{suffix}" for suffix in ("", "-wal", "-shm"))}
)
#: What is told of an article that keeps its text and loses its address.
_ADDRESS = "an address that is neither http nor https"
_OTHER_KIND, _HIDDEN = "a file of another kind", "a hidden file"
_UNREAD = (_OTHER_KIND, _HIDDEN)


def read_articles(
    paths: Iterable[Path],
    *,
    language: str = "ar",
    kind: str = "",
    progress: BytesRead | None = None,
) -> Iterator[Item]:
    """Yield the articles under paths in order, and a Fault for whatever cannot be read.

    Folders are walked in the order of their names; hidden files and files of unknown kind in them
    are passed over, as are articles in another language, unless language is "any" or an archive
    says so of their source; a few words are of any language. kind is that of all files if it is
    given, whatever their content. Nothing is raised, and only one article is in memory at a time.
    progress is called with the bytes on disk of each part of a file that is done; for readable
    files they add up to total_size(paths).
    """
    for path in paths:
        for read in _read_path(path, kind, progress):
            item = read.article if isinstance(read, OfLanguage) else read
            asked = read.language if isinstance(read, OfLanguage) else language
            if asked == _ARABIC and isinstance(item, Article) and _is_foreign(item):
                yield PassedOver(path, "another language")
                continue
            if isinstance(item, Article) and (kept := of_the_web(item)) is not item:
                yield PassedOver(path, _ADDRESS)
                item = kept
            yield item


def total_size(paths: Iterable[Path]) -> int:
    """Return the bytes on disk that read_articles will read."""
    sizes = 0
    for path in paths:
        for each in _walk(path) if _is_folder(_status(path)) else [path]:
            status = _status(each) if isinstance(each, Path) else None
            if isinstance(status, os.stat_result) and stat.S_ISREG(status.st_mode):
                sizes += status.st_size
    return sizes


def _is_foreign(article: Article) -> bool:
    text = f"{article.title} {article.body}"
    return len(text) > _FEW_WORDS and not is_arabic(text)


def _read_path(path: Path, kind: str, progress: BytesRead | None) -> Iterator[Read]:
    status = _status(path)
    if not _is_folder(status):
        yield from _read_file(_checked(path, status), kind, progress, in_folder=False)
        return
    empty = True
    for each in _walk(path):
        for item in _read_file(each, kind, progress, in_folder=True):
            # A file that is read gives something, if only word of what was passed over in it.
            empty = empty and isinstance(item, PassedOver) and item.reason in _UNREAD
            yield item
    if empty:
        yield Fault(path, 0, "no articles in this folder", f"what can be read: {_KNOWN}")


def _read_file(
    path: Path | Fault | PassedOver, kind: str, progress: BytesRead | None, *, in_folder: bool
) -> Iterator[Read]:
    if not isinstance(path, Path):
        yield path
        return
    try:
        stream = Stream(path, progress)
    except OSError as error:
        yield _unopened(path, error)
        return
    with stream:
        if stream.peek(4).startswith(MAGIC):
            yield from _read_members(path, kind)
        else:
            yield from _read_stream(stream, kind, in_folder=in_folder)
        stream.skip_rest()


def _read_members(path: Path, kind: str) -> Iterator[Read]:
    empty = True
    for each in members(path):
        empty = False
        if isinstance(each, Stream):
            with each:
                yield from _read_stream(each, kind, in_folder=True)
        else:
            yield each
    if empty:
        yield Fault(path, 0, "no article in this file", "leave it out")


def _read_stream(stream: Stream, kind: str, *, in_folder: bool) -> Iterator[Read]:
    """Yield what is in one file, unpacked."""
    kind = kind or kind_of(stream.peek(START)[:START], _suffix(stream.path))
    if kind == ADDRESSES:
        yield Fault(stream.path, 0, "addresses only", "list them in sources.toml")
    elif kind in READERS:
        yield from _read_kind(stream, kind)
    elif stream.fault:
        yield stream.fault
    elif in_folder:
        yield PassedOver(stream.path, _OTHER_KIND)
    else:
        yield Fault(stream.path, 0, "a file of unknown kind", f"what can be read: {_KNOWN}")


def _read_kind(stream: Stream, kind: str) -> Iterator[Read]:
    empty, faults = True, 0
    for item in reader_of(kind)(stream):
        empty = False
        faults = faults + 1 if isinstance(item, Fault) else 0
        yield item
        if faults == MOST_FAULTS_IN_A_ROW:
            reason = f"{MOST_FAULTS_IN_A_ROW:,} faults in a row: the rest is not read"
            yield Fault(stream.path, 0, reason, "leave it out, or mend it")
            return
    if stream.fault:
        yield stream.fault
    elif empty:
        yield Fault(stream.path, 0, "no article in this file", "leave it out")


def _walk(folder: Path) -> Iterator[Path | Fault | PassedOver]:
    """Yield the files in folder and below, sorted; each folder is entered once."""
    waiting, entered = [folder], set[tuple[int, int]]()
    while waiting:
        path = waiting.pop()
        status = _status(path)
        if path.name in _OURS:
            continue
        if path != folder and path.name.startswith("."):
            yield PassedOver(path, _HIDDEN)
        elif isinstance(status, os.stat_result) and _is_folder(status):
            if (status.st_dev, status.st_ino) not in entered:
                entered.add((status.st_dev, status.st_ino))
                try:
                    waiting += sorted(path.iterdir(), reverse=True)
                except OSError as error:
                    yield _unopened(path, error)
        else:
            yield _found(path, status)


def _found(path: Path, status: os.stat_result | Fault) -> Path | Fault | PassedOver:
    """Return a path in a folder if it is a file, its fault if that is not known or it should be.

    What cannot be looked at may be a folder of a year: its name says nothing.
    """
    found = _checked(path, status)
    known = _suffix(path) in SUFFIXES
    told = known or isinstance(found, Path) or isinstance(status, Fault)
    return found if told else PassedOver(path, _OTHER_KIND)


def _checked(path: Path, status: os.stat_result | Fault) -> Path | Fault:
    """Return path if it is a file, else its fault."""
    if isinstance(status, Fault):
        return status
    if not stat.S_ISREG(status.st_mode):
        return Fault(path, 0, "neither a file nor a folder", _CHECK)
    return path


def _suffix(path: Path) -> str:
    """Return the suffix that says the kind of a file: .jsonl for archive.JSONL.gz."""
    unpacked = path.with_suffix("") if path.suffix.lower() in PACKED else path
    return unpacked.suffix.lower()


def _is_folder(status: os.stat_result | Fault) -> bool:
    return isinstance(status, os.stat_result) and stat.S_ISDIR(status.st_mode)


def _status(path: Path) -> os.stat_result | Fault:
    try:
        return path.stat()
    except (OSError, ValueError) as error:
        return _unopened(path, error)


def _unopened(path: Path, error: Exception) -> Fault:
    """Return the fault of a path that cannot be opened."""
    why = error.strerror if isinstance(error, OSError) else str(error)
    return Fault(path, 0, f"cannot be opened ({why})", _CHECK)
