"""What a killed fetch left, and a state that was lost: both are mended from the archive alone."""

import json
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from index.fetching.state import Seen, seen_key

_GZIP = 31
_PART = 1024 * 1024


def cut_torn_tail(archive: Path) -> int:
    """Cut the record off that a killed fetch left unfinished; return how many bytes that were.

    Only the newest file can have one, and nobody was told of that record yet.
    """
    if not (files := _files(archive)):
        return 0
    newest, whole = files[-1], 0
    for end, _ in _members(newest):
        whole = end
    torn = newest.stat().st_size - whole
    if torn:
        with newest.open("r+b") as file:
            file.truncate(whole)
            os.fsync(file.fileno())
    if not whole:
        newest.unlink()
    return torn


def seen_in(archive: Path) -> list[Seen]:
    """Return what the archive says of the feeds and pages that were fetched."""
    found = dict[str, Seen]()
    for path in _files(archive):
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
