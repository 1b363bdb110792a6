"""The records of a WARC file, with their lengths and digests checked."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.articles.files.stream import Stream

#: The bytes of the largest record that is kept: a page and its headers.
LARGEST_RECORD = 17 * 1024 * 1024
_LONGEST_LINE = 64 * 1024
_MOST_HEADERS = 200
_PIECE = 1024 * 1024
#: Two line ends stand between records.
_SEPARATOR = 16
_VERSION = re.compile(rb"WARC/[01]\.\d+\s*\Z")
_KEPT = frozenset({"response", "metadata"})


@dataclass(frozen=True, slots=True)
class Record:
    """A record; fault says why its block is not as it was written, "" if it is."""

    number: int
    headers: dict[str, str]
    block: bytes
    fault: str = ""
    cut_off: bool = False

    @property
    def kind(self) -> str:
        """Return the type of the record: response, request, revisit and so on."""
        return self.headers.get("warc-type", "").lower()

    @property
    def address(self) -> str:
        """Return the address that was asked for."""
        return self.headers.get("warc-target-uri", "").strip("<> ")


def records(stream: Stream) -> Iterator[Record]:
    """Yield the records of a file; blocks are kept of responses and metadata alone."""
    number = 0
    while _next_record(stream):
        number += 1
        yield _read(stream, number)


def has_digest(data: bytes, digest: str) -> bool:
    """Return whether data has a digest such as sha1:BASE32; unknown kinds are not checked.

    >>> has_digest(b"", "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ")
    True
    """
    name, _, value = digest.partition(":")
    if name.lower() not in ("sha1", "sha256", "sha512", "md5"):
        return True
    found = hashlib.new(name.lower(), data, usedforsecurity=False)
    shown = base64.b32encode(found.digest()).decode()
    return value.strip().lower() in (found.hexdigest(), shown.lower(), shown.rstrip("=").lower())


def _next_record(stream: Stream) -> bool:
    """Read to the line that begins the next record; what stands before it is no record."""
    while line := stream.readline(_LONGEST_LINE):
        if _VERSION.match(line):
            return True
    return False


def _read(stream: Stream, number: int) -> Record:
    headers, whole = _headers(stream)
    length = headers.get("content-length", "")
    if not whole:
        return Record(number, headers, b"", "the file is cut off", cut_off=True)
    if not (length.isascii() and length.isdigit()):
        return Record(number, headers, b"", "a record without its length")
    size = int(length)
    kept = headers.get("warc-type", "").lower() in _KEPT and size <= LARGEST_RECORD
    block = _block(stream, size, kept=kept)
    if block is None:
        return Record(number, headers, b"", "the file is cut off", cut_off=True)
    if not _is_at_an_end(stream):
        return Record(number, headers, b"", "its length is not that of its bytes")
    too_large = not kept and headers.get("warc-type", "").lower() in _KEPT
    fault = f"more than {LARGEST_RECORD // 2**20} MiB" if too_large else _damage(headers, block)
    return Record(number, headers, block, fault if kept or too_large else "")


def _is_at_an_end(stream: Stream) -> bool:
    """Return whether a record ends here: else it was cut, and its length leads into the next."""
    following = stream.peek(_SEPARATOR)[:_SEPARATOR].lstrip()
    return following.startswith(b"WARC/") or b"WARC/".startswith(following)


def _headers(stream: Stream) -> tuple[dict[str, str], bool]:
    """Return the headers of a record, and whether they are whole."""
    headers: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LONGEST_LINE)
        if not line.strip():
            return headers, bool(line)
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return headers, True


def _block(stream: Stream, size: int, *, kept: bool) -> bytes | None:
    """Return a block of size bytes, empty unless it is kept; None if the file ends before."""
    parts = []
    while size:
        piece = stream.read(min(size, _PIECE))
        if not piece:
            return None
        size -= len(piece)
        if kept:
            parts.append(piece)
    return b"".join(parts)


def _damage(headers: dict[str, str], block: bytes) -> str:
    if truncated := headers.get("warc-truncated", ""):
        return f"cut off by its crawler ({truncated})"
    if not has_digest(block, headers.get("warc-block-digest", "")):
        return "its digest is that of other bytes"
    return ""
