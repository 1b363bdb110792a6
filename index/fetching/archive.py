"""The archive of what was fetched: WARC files, to which records are only ever added.

    data/archive/2023-05/iqtisad-20230507-0001.warc.gz

Each run begins a file of its own, so nothing follows a record that a killed writer left torn, and
the files that an index has not read yet are known by name (pending). A record is a gzip member,
and is on the disk before anybody says that it was fetched. An answer is stored unpacked, with its
metadata beside it: what the answer alone does not say.
"""

import base64
import gzip
import hashlib
import json
import os
import threading
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

from index.fetching.request.client import Response

#: The bytes after which a new file is begun.
LARGEST_FILE = 256 * 1024 * 1024
#: The list of the files that no index has read yet, one a line.
PENDING = ".pending"
#: Headers that describe the bytes of the connection, not those that are stored.
_OF_TRANSFER = {"content-encoding", "content-length", "transfer-encoding"}


class ArchiveError(Exception):
    """The archive cannot be written; says why."""


class Archive:
    """Adds answers to the archive in a folder; threads share it."""

    def __init__(self, folder: Path, *, largest: int = LARGEST_FILE) -> None:
        self._folder, self._largest = folder, largest
        self._lock = threading.Lock()
        self._file: FileIO | None = None

    def add(self, response: Response, metadata: Mapping[str, object]) -> None:
        """Add an answer and its metadata, and return when both are on the disk.

        Raises ArchiveError, with the archive as it was.
        """
        answer, about = _records(response, metadata)
        self._write(response.fetched, answer + about)

    def add_metadata(self, response: Response, metadata: Mapping[str, object]) -> None:
        """Add what an answer says without a page: that an article is gone; raises ArchiveError."""
        record = _metadata(response.address, response.fetched, metadata)
        self._write(response.fetched, record)

    def _write(self, moment: datetime, records: bytes) -> None:
        with self._lock:
            try:
                file = self._open(moment)
                _append(file, records)
            except OSError as error:
                reason = f"{self._folder}: cannot be written ({error.strerror or error})"
                raise ArchiveError(f"{reason}; what came before is kept") from error

    def close(self) -> None:
        """Close the file of this run."""
        with self._lock:
            if self._file:
                self._file.close()
                self._file = None

    def pending(self) -> list[Path]:
        """Return the files that no index has read yet, oldest first."""
        return pending(self._folder)

    def indexed(self) -> None:
        """Forget the pending files: an index has them."""
        (self._folder / PENDING).unlink(missing_ok=True)

    def _open(self, moment: datetime) -> FileIO:
        if self._file and self._file.tell() >= self._largest:
            self._file.close()
            self._file = None
        if not self._file:
            self._file = self._begun(moment)
        return self._file

    def _begun(self, moment: datetime) -> FileIO:
        """Return a new file with its first record; its name is pending before it is there."""
        folder = self._folder / f"{moment:%Y-%m}"
        folder.mkdir(parents=True, exist_ok=True)
        stem = f"iqtisad-{moment:%Y%m%d}"
        numbers = [int(path.name.split("-")[2].split(".")[0]) for path in _of_day(folder, stem)]
        path = folder / f"{stem}-{max(numbers, default=0) + 1:04}.warc.gz"
        with (self._folder / PENDING).open("a", encoding="utf-8") as list_of_files:
            # A line of its own, also after one that a crash of the machine has torn.
            list_of_files.write(f"\n{path.relative_to(self._folder).as_posix()}\n")
            list_of_files.flush()
            os.fsync(list_of_files.fileno())
        file = FileIO(path, "x")
        _sync_folder(folder)
        _append(file, _record("warcinfo", "", moment, "application/warc-fields", _ABOUT))
        return file


def pending(folder: Path) -> list[Path]:
    """Return the files of the archive in folder that no index has read yet, oldest first."""
    try:
        names = (folder / PENDING).read_text("utf-8").splitlines()
    except OSError:
        return []
    paths = [folder / name for name in names if name]
    return [path for path in paths if path.is_file()]


_ABOUT = b"software: iqtisad\r\nformat: WARC File Format 1.1\r\n"


def _of_day(folder: Path, stem: str) -> list[Path]:
    names = folder.glob(f"{stem}-*.warc.gz")
    return [path for path in names if path.name.split("-")[2].split(".")[0].isdigit()]


def _records(response: Response, metadata: Mapping[str, object]) -> tuple[bytes, bytes]:
    record_id = f"<urn:uuid:{uuid.uuid4()}>"
    answer = _record(
        "response",
        response.address,
        response.fetched,
        "application/http; msgtype=response",
        _http(response),
        {"WARC-Payload-Digest": _digest(response.body)},
        record_id=record_id,
    )
    beside = {"WARC-Refers-To": record_id, "WARC-Concurrent-To": record_id}
    return answer, _metadata(response.address, response.fetched, metadata, beside)


def _metadata(
    address: str,
    moment: datetime,
    metadata: Mapping[str, object],
    headers: Mapping[str, str] | None = None,
) -> bytes:
    text = json.dumps(metadata, ensure_ascii=False)
    return _record("metadata", address, moment, "application/json", text.encode(), headers)


def _http(response: Response) -> bytes:
    """Return the answer as HTTP; what its connection said of its bytes is kept under X-Archive."""
    rows = [f"HTTP/1.1 {response.status} {response.reason}"]
    for name, value in response.headers:
        prefix = "X-Archive-Orig-" if name.lower() in _OF_TRANSFER else ""
        rows.append(f"{prefix}{name}: {value}")
    rows.append(f"Content-Length: {len(response.body)}")
    return "\r\n".join([*rows, "", ""]).encode("latin-1", "replace") + response.body


def _record(  # noqa: PLR0913, PLR0917  the parts of a record
    kind: str,
    address: str,
    moment: datetime,
    content_type: str,
    block: bytes,
    headers: Mapping[str, str] | None = None,
    *,
    record_id: str = "",
) -> bytes:
    """Return a record as a gzip member of its own."""
    rows = {
        "WARC-Type": kind,
        "WARC-Record-ID": record_id or f"<urn:uuid:{uuid.uuid4()}>",
        "WARC-Date": f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        **({"WARC-Target-URI": address} if address else {}),
        **(headers or {}),
        "WARC-Block-Digest": _digest(block),
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in rows.items())
    return gzip.compress(f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n", mtime=0)


def _digest(data: bytes) -> str:
    """Return the digest of a WARC file: SHA-1 by convention, against damage and not attack."""
    return f"sha1:{base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()}"


def _append(file: FileIO, data: bytes) -> None:
    """Write data to the end of a file and to the disk, or nothing of it."""
    end = file.tell()
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())
    except OSError:
        file.seek(end)
        file.truncate()
        raise


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
