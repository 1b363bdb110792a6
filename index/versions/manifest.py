"""The manifest of an index version: what it contains, and checksums of its files.

It is written last and read first: a directory without one is no index, and nothing else is opened
before schema, analysis, lengths and checksums agree.
"""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self
from zlib import crc32

#: The format of the manifest itself.
FORMAT = 5
NAME = "manifest.json"
#: The bytes that are read at once.
_CHUNK = 1 << 20


class IndexUnavailableError(Exception):
    """No index can be opened: there is none, it is damaged, or another version wrote it.

    The message is for the operator: it names the index, the fault and the way out.
    """


class IndexNotFoundError(IndexUnavailableError):
    """The directory holds no index yet."""


class IndexDamagedError(IndexUnavailableError):
    """A file of the index is missing or differs from what the manifest says."""


class IndexOutdatedError(IndexUnavailableError):
    """The index was built by another version of the schema, the analysis or the gazetteer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Schema, counts, span of dates and checksums of one index version.

    analysis and gazetteer are the fingerprints of what its words and names were found by.
    segments are the names of its segments, the oldest first; files maps the name of each file to
    its length in bytes and its CRC-32. torn is what the torn numbers of each source have said, and
    how many were made whole: see articles.torn.Evidence.
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

    def write(self, directory: Path) -> None:
        """Write the manifest into directory, and wait until it is on disk."""
        fields = {"format": FORMAT, **asdict(self)}
        fields = json.loads(json.dumps(fields, default=date.isoformat))
        path = directory / NAME
        path.write_text(
            json.dumps({**fields, "checksum": checksum_of_fields(fields)}, indent=1), "utf-8"
        )
        sync(path)
        sync(directory)

    @classmethod
    def read(cls, directory: Path) -> Self:
        """Return the manifest of directory; raise IndexDamagedError if it has none."""
        path = directory / NAME
        try:
            fields = json.loads(path.read_text("utf-8"))
            if fields.pop("format") != FORMAT:
                raise IndexOutdatedError(f"{path}: another format; {REBUILD}")
            if fields.pop("checksum") != checksum_of_fields({"format": FORMAT, **fields}):
                raise IndexDamagedError(f"{path}: changed since it was written; {ROLL_BACK}")
            return cls(**_typed(fields))
        except FileNotFoundError as error:
            raise IndexDamagedError(f"{path}: missing; {ROLL_BACK}") from error
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise IndexDamagedError(f"{path}: not a manifest ({error}); {ROLL_BACK}") from error

    def verify(self, directory: Path) -> None:
        """Raise IndexDamagedError unless every byte of every file is as it was written.

        That reads four gigabytes a second, so an index is verified each time it is opened.
        """
        for name, (length, checksum) in self.files.items():
            path = directory / name
            if not path.is_file() or path.stat().st_size != length:
                raise IndexDamagedError(f"{path}: missing or cut; {ROLL_BACK}")
            if checksum_of(path) != checksum:
                raise IndexDamagedError(f"{path}: changed since it was built; {ROLL_BACK}")


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


def checksum_of_fields(fields: dict[str, Any]) -> int:
    """Return the CRC-32 of a manifest's fields, whatever their order."""
    return crc32(json.dumps(fields, sort_keys=True).encode())


def _files(directory: Path) -> Iterator[Path]:
    return (path for path in sorted(directory.iterdir()) if path.is_file() and path.name != NAME)


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
