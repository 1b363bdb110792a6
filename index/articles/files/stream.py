"""The unpacked bytes of a file, as far as they can be read.

The readers of articles see a stream that never fails: where the disk or a packed file fails, it
ends, and its fault says why. How a file is packed is told by its first bytes; the name decides only
where they do not, so that a file of another content, or one cut in its first bytes, is a fault.
"""

import bz2
import gzip
import io
import lzma
import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any
from zipfile import BadZipFile

from index.articles.fault import Fault
from index.articles.files.limits import FREE_BYTES, LARGEST_RATIO
from index.articles.files.xz import MAGIC, XzFile
from index.articles.files.zstd import ZstdFile

#: The function that opens each kind of packed file, by its first bytes.
UNPACKERS: MappingProxyType[bytes, Callable[[IO[bytes]], Any]] = MappingProxyType(
    {
        b"\x1f\x8b": gzip.open,
        MAGIC: XzFile,
        b"(\xb5/\xfd": ZstdFile,
        b"BZh": bz2.open,
    }
)
#: The suffixes of packed files, in the order of their first bytes.
PACKED = (".gz", ".xz", ".zst", ".bz2")
_BY_SUFFIX = dict(zip(PACKED, UNPACKERS.values(), strict=True))
_BUFFER = 256 * 1024
#: What the unpackers raise for damaged files.
FAILURES = (OSError, EOFError, ValueError, RuntimeError, zlib.error, lzma.LZMAError, BadZipFile)

#: Called with the number of bytes on disk that were read since the last call.
BytesRead = Callable[[int], None]


@dataclass(slots=True)
class Allowance:
    """What may be unpacked of a file; the members of a zip file have one in common."""

    packed: int
    unpacked: int = 0

    @property
    def is_spent(self) -> bool:
        """Return whether more was unpacked than an honest file holds."""
        return self.unpacked > FREE_BYTES + LARGEST_RATIO * self.packed


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a file, opened; what all of them may unpack to is allowed once."""

    file: IO[bytes]
    size: int
    allowance: Allowance


class Stream(io.BufferedReader):
    """The unpacked bytes of a file; ends where they cannot be read, and fault says why.

    member is what was opened already in another file.
    """

    def __init__(
        self,
        path: Path,
        progress: BytesRead | None = None,
        member: "Member | None" = None,
    ) -> None:
        self.path = path
        self._unpacked = _Unpacked(path, progress or _ignore, member)
        super().__init__(self._unpacked, _BUFFER)

    @property
    def fault(self) -> Fault | None:
        """Return why the bytes end too early, None if they do not."""
        return self._unpacked.fault

    def skip_rest(self) -> None:
        """Report the bytes that nobody read as done."""
        self._unpacked.report(whole=True)


class _Unpacked(io.RawIOBase):
    """What Stream buffers."""

    def __init__(self, path: Path, progress: BytesRead, member: Member | None) -> None:
        self._path, self._progress, self._reported, self._member = path, progress, 0, member
        self._file: Any = member.file if member else path.open("rb")
        self._size = member.size if member else os.fstat(self._file.fileno()).st_size
        self._allowance = member.allowance if member else Allowance(0)
        self.fault: Fault | None = None
        self._stream = self._opened()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  a writable buffer of any kind
        """Fill buffer with the result of one read; return 0 at the end, too early or not."""
        if self.fault:
            return 0
        try:
            data = self._stream.read1(len(buffer))
        except FAILURES as error:
            self._give_up(error)
            return 0
        self.report()
        self._allowance.unpacked += len(data)
        if not self._member:
            self._allowance.packed = self._read()
        if self._allowance.is_spent:
            self._fail(
                f"unpacks to more than {LARGEST_RATIO} times its size", "unpack it, and look at it"
            )
            return 0
        buffer[: len(data)] = data
        return len(data)

    def report(self, *, whole: bool = False) -> None:
        done = self._size if whole else self._read()
        if done > self._reported:
            self._progress(done - self._reported)
            self._reported = done

    def close(self) -> None:
        self._stream.close()
        self._file.close()
        super().close()

    def _opened(self) -> Any:  # noqa: ANN401  a file of any kind
        try:
            start = self._file.peek(8)
        except FAILURES as error:
            self._give_up(error)
            return self._file
        by_magic = [unpack for magic, unpack in UNPACKERS.items() if start.startswith(magic)]
        unpack = by_magic[0] if by_magic else _BY_SUFFIX.get(self._path.suffix.lower())
        return unpack(self._file) if unpack else self._file

    def _read(self) -> int:
        """Return the packed bytes that were read; of a member of a zip file, all that it has."""
        return self._size if self._member else self._file.tell()

    def _give_up(self, error: Exception) -> None:
        cut = "the file is cut off: it " if isinstance(error, EOFError) else ""
        reason = f"{cut}cannot be read to its end ({error})"
        self._fail(reason, "download or pack the file again")

    def _fail(self, reason: str, remedy: str) -> None:
        self.fault = Fault(self._path, 0, reason, remedy)


def _ignore(_count: int) -> None:
    pass
