"""The manifest of an index version: what it contains, and checksums of its files.

It is written last and read first: a directory without one is no index, and nothing else is opened
before schema, analysis, lengths and checksums agree.
"""

import errno
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Self
from zlib import crc32

from index.versions.small_files import NotAFileError, printable, read_small

#: The format of the manifest itself, and those that are read: what a version was made by, and in
#: how many seconds, is not in the older one.
FORMAT = 6
_READ = (5, FORMAT)
NAME = "manifest.json"
#: The bytes that are read at once.
_CHUNK = 1 << 20
#: What mends a fault of the file system, where that is known.
_WAYS = {
    errno.EACCES: "let the user that this runs as read it",
    errno.EIO: "look after the disk",
    errno.EMFILE: "allow more open files",
}
#: What reading something else than a manifest raises.
_FOREIGN = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)


class IndexUnavailableError(Exception):
    """No index can be opened: there is none, it is damaged, or another version wrote it.

    The message is for the operator: it names the index, the fault and the way out.
    """


class IndexNotFoundError(IndexUnavailableError):
    """The directory holds no index yet."""


class IndexDamagedError(IndexUnavailableError):
    """A file of the index is missing or differs from what the manifest says."""


class IndexUnreadableError(IndexUnavailableError):
    """A file of the index cannot be read now; what is in it is not known."""


class IndexOutdatedError(IndexUnavailableError):
    """The index was built by another version of the schema, the analysis or the gazetteer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Schema, counts, span of dates and checksums of one index version.

    analysis and gazetteer are the fingerprints of what its words and names were found by.
    segments are the names of its segments, the oldest first; files maps the name of each file to
    its length in bytes and its CRC-32. torn is what the torn numbers of each source have said, and
    how many were made whole: see articles.torn.Evidence. made_by is the command that made it,
    "build" or "update", and seconds how long that took until the manifest was written; "" and None
    for a version of an older format.
    """

    schema: int
    analysis: str
    gazetteer: str
    created: str
    articles: int
    copies: int
    faults: int
    first: date | None
    last: date | None
    segments: tuple[str, ...]
    torn: dict[str, tuple[int, int]]
    files: dict[str, tuple[int, int]]
    made_by: str = ""
    seconds: float | None = None

    def write(self, directory: Path) -> None:
        """Write the manifest into directory, and wait until it is on disk."""
        write_checked(directory / NAME, {"format": FORMAT, **asdict(self)}, indent=1)

    @classmethod
    def read(cls, directory: Path) -> Self:
        """Return the manifest of directory; whatever lies in its place.

        Raises IndexDamagedError, IndexOutdatedError or IndexUnreadableError.
        """
        path = directory / NAME
        try:
            return cls(**_typed(_checked(path, json.loads(read_small(path)))))
        except FileNotFoundError as error:
            raise IndexDamagedError(f"{path}: missing; {ROLL_BACK}") from error
        except NotAFileError as error:
            raise IndexDamagedError(
                f"{path}: not a manifest ({error.strerror}); {ROLL_BACK}"
            ) from error
        except OSError as error:
            raise unreadable(path, error) from error
        except _FOREIGN as error:
            raise IndexDamagedError(
                f"{path}: not a manifest ({printable(error)}); {ROLL_BACK}"
            ) from error

    def verify(self, directory: Path) -> None:
        """Raise IndexUnavailableError unless every byte of every file is as it was written.

        That reads four gigabytes a second, so an index is verified each time it is opened.
        """
        for fault in self.file_faults(directory):
            raise fault.error

    def verify_lengths(self, directory: Path) -> None:
        """Raise IndexUnavailableError unless every file is there and as long as it was written."""
        for name, (length, _) in self.files.items():
            if fault := _wrong_length(directory / name, length):
                raise fault.error

    def file_faults(
        self, directory: Path, checksum: Callable[[Path], int] | None = None
    ) -> "Iterator[FileFault]":
        """Yield the files that are not as they were written: first those of another length.

        checksum returns the CRC-32 of a file.
        """
        checksum, of_this_length = checksum or checksum_of, []
        for name, (length, _) in self.files.items():
            if fault := _wrong_length(directory / name, length):
                yield fault
            else:
                of_this_length.append(name)
        for name in of_this_length:
            if fault := _changed(directory / name, self.files[name][1], checksum):
                yield fault


class FileFault(NamedTuple):
    """A file of a version, what is wrong with it, and the error that says so with the way out."""

    name: str
    reason: str
    error: IndexUnavailableError


def unreadable(path: Path, error: OSError) -> IndexUnreadableError:
    """Return the error for a file that cannot be read."""
    way = _WAYS.get(error.errno or 0, "mend that")
    return IndexUnreadableError(f"{path}: {_unread(error)}; {way}, or {ROLL_BACK}")


def _unread(error: OSError) -> str:
    return f"cannot be read ({error.strerror or printable(error)})"


def _wrong_length(path: Path, length: int) -> FileFault | None:
    try:
        if path.is_file() and path.stat().st_size == length:
            return None
    except OSError as error:
        return FileFault(path.name, _unread(error), unreadable(path, error))
    return _damaged(path, "missing or cut")


def _changed(path: Path, expected: int, checksum: Callable[[Path], int]) -> FileFault | None:
    try:
        if checksum(path) == expected:
            return None
    except OSError as error:
        return FileFault(path.name, _unread(error), unreadable(path, error))
    return _damaged(path, "changed since it was built")


def _damaged(path: Path, reason: str) -> FileFault:
    return FileFault(path.name, reason, IndexDamagedError(f"{path}: {reason}; {ROLL_BACK}"))


REBUILD = "build the index with: iqtisad index build PATH…"
ROLL_BACK = (
    "go back with: iqtisad index rollback, or build it again with: iqtisad index build PATH…"
)


def checksums(
    directory: Path, known: Mapping[str, tuple[int, int]] | None = None
) -> dict[str, tuple[int, int]]:
    """Return length and CRC-32 of every file in directory; known ones are not read again."""
    known = known or {}
    return {
        path.name: known.get(path.name) or (path.stat().st_size, checksum_of(path))
        for path in _files(directory)
    }


def checksum_of(path: Path) -> int:
    """Return the CRC-32 of a file: it finds damage, not an attacker who can write here anyway."""
    checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            checksum = crc32(chunk, checksum)
    return checksum


def sync(path: Path) -> None:
    """Wait until a file or directory is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_checked(path: Path, fields: dict[str, Any], *, indent: int | None = None) -> None:
    """Write fields as JSON with a checksum of them, and wait until they are on disk."""
    plain = json.loads(json.dumps(fields, default=date.isoformat))
    written = {**plain, "checksum": checksum_of_fields(plain)}
    path.write_text(json.dumps(written, indent=indent), "utf-8")
    sync(path)
    sync(path.parent)


def checksum_of_fields(fields: dict[str, Any]) -> int:
    """Return the CRC-32 of a manifest's fields, whatever their order."""
    return crc32(json.dumps(fields, sort_keys=True).encode())


def _files(directory: Path) -> Iterator[Path]:
    return (path for path in sorted(directory.iterdir()) if path.is_file() and path.name != NAME)


def _checked(path: Path, fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a manifest of a format that is read, without what proves it."""
    number, proof = fields.pop("format"), fields.pop("checksum", None)
    if number not in _READ:
        raise IndexOutdatedError(f"{path}: another format; {REBUILD}")
    if proof != checksum_of_fields({"format": number, **fields}):
        raise IndexDamagedError(f"{path}: changed since it was written; {ROLL_BACK}")
    return fields


def _typed(fields: dict[str, Any]) -> dict[str, Any]:
    spans = {key: fields[key] and date.fromisoformat(fields[key]) for key in ("first", "last")}
    files = {
        name: (int(length), int(checksum)) for name, (length, checksum) in fields["files"].items()
    }
    segments = tuple(map(str, fields["segments"]))
    torn = {
        source: (int(turned), int(mended)) for source, (turned, mended) in fields["torn"].items()
    }
    return {**fields, **spans, "segments": segments, "torn": torn, "files": files}
