"""What a killed fetch left, and a state that was lost: both are mended from the archive alone."""

import json
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from index.fetching.archive import pending
from index.fetching.state import NAME, Seen, State, opened, seen_key

_GZIP = 31
_PART = 1024 * 1024


#: The files that a killed fetch may have left: the last of its run, and the one before, from which
#: another thread had just gone on.
_LEFT = 2


@contextmanager
def recovered(archive: Path) -> Iterator[State]:
    """Open the state of an archive, after mending what a killed fetch or a lost file left.

    What a killed fetch kept and did not note is noted: it is not fetched twice.
    """
    left = pending(archive)[-_LEFT:]
    for path in left:
        cut_torn_tail(path)
    lost = not (archive / NAME).exists()
    with opened(archive / NAME) as state:
        for seen in seen_in(_files(archive) if lost else left):
            noted = state.get(Seen, seen.canonical)
            if not noted or noted.last < seen.last:
                state.put(replace(seen, first=noted.first if noted else seen.first))
        yield state


def cut_torn_tail(path: Path) -> int:
    """Cut the record off that a killed fetch left unfinished; return how many bytes that were."""
    whole = max((end for end, _ in _members(path)), default=0)
    torn = path.stat().st_size - whole
    if torn:
        with path.open("r+b") as file:
            file.truncate(whole)
            os.fsync(file.fileno())
    if not whole:
        path.unlink()
    return torn


def seen_in(files: Iterable[Path]) -> list[Seen]:
    """Return what files of an archive say of the feeds and pages that were fetched."""
    found = dict[str, Seen]()
    for path in filter(Path.is_file, files):
        for _, record in _members(path):
            if seen := _seen(record):
                first = found.get(seen.canonical, seen).first
                found[seen.canonical] = Seen(seen.canonical, seen.id, first, seen.last, seen.digest)
    return list(found.values())


def _files(archive: Path) -> list[Path]:
    return sorted(archive.glob("[0-9]*/iqtisad-*.warc.gz"))


def _members(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the whole records of a file, each with the place where it ends."""
    with path.open("rb") as file:
        rest, end = b"", 0
        while start := rest or file.read(_PART):
            inflate, record = zlib.decompressobj(_GZIP), bytearray()
            part = start
            while part:
                try:
                    record += inflate.decompress(part)
                except zlib.error:
                    return
                end += len(part) - len(inflate.unused_data)
                part = b"" if inflate.eof else file.read(_PART)
            if not inflate.eof:
                return
            rest = inflate.unused_data
            yield end, bytes(record)


def _seen(record: bytes) -> Seen | None:
    """Return what a metadata record of ours says of an address, None if it is none."""
    head, _, block = record.partition(b"\r\n\r\n")
    if b"\r\nWARC-Type: metadata\r\n" not in head:
        return None
    with suppress(ValueError, KeyError, TypeError):
        about: dict[str, Any] = json.loads(block)
        moment = datetime.fromisoformat(about["fetched"]).timestamp()
        key = seen_key(about.get("kind", ""), about["url"])
        return Seen(key, about.get("id", ""), moment, moment, about["entry"])
    return None
