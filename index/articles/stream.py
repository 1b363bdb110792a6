"""The bytes of a file, unpacked, as far as they can be read.

Readers of articles see one stream that never fails: where the disk or a packed
file gives out, it ends, and says why in its fault.
"""

import gzip
import io
import lzma
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from index.articles.fault import Fault

#: How each kind of packed file is opened, by its suffix.
UNPACKERS: MappingProxyType[str, Callable[[IO[bytes]], Any]] = MappingProxyType(
    {".gz": gzip.open, ".xz": lzma.open}
)
_BUFFER = 256 * 1024
_FAILURES = (OSError, EOFError, zlib.error, lzma.LZMAError)

#: Told how many more bytes of the file, as it lies on disk, are done with.
Progress = Callable[[int], None]


class Stream(io.BufferedReader):
    """The unpacked bytes of a file; ends where they give out, and fault says why."""

    def __init__(self, path: Path, progress: Progress | None = None) -> None:
        self.path = path
        self._unpacked = _Unpacked(path, progress or _unheard)
        super().__init__(self._unpacked, _BUFFER)

    @property
    def fault(self) -> Fault | None:
        """Why the bytes gave out before the end, if they did."""
        return self._unpacked.fault

    def leave(self) -> None:
        """Tell progress of the bytes that nobody read."""
        self._unpacked.tell_progress(of_all=True)


class _Unpacked(io.RawIOBase):
    """What Stream buffers."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self._path, self._progress, self._told = path, progress, 0
        self._file = path.open("rb")
        self._size = os.fstat(self._file.fileno()).st_size
        unpack = UNPACKERS.get(path.suffix.lower())
        self._stream = unpack(self._file) if unpack else self._file
        self.fault: Fault | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  a writable buffer of any kind
        """Fill buffer with what one read gives; 0 at the end, be it too early or not."""
        if self.fault:
            return 0
        try:
            data = self._stream.read1(len(buffer))
        except _FAILURES as error:
            reason = f"cannot be read to its end ({error})"
            self.fault = Fault(self._path, 0, reason, "fetch or pack the file again")
            return 0
        self.tell_progress()
        buffer[: len(data)] = data
        return len(data)

    def tell_progress(self, *, of_all: bool = False) -> None:
        done = self._size if of_all else self._file.tell()
        if done > self._told:
            self._progress(done - self._told)
            self._told = done

    def close(self) -> None:
        self._stream.close()
        self._file.close()
        super().close()


def _unheard(_count: int) -> None:
    pass
