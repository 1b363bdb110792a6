"""The unpacked bytes of a file, as far as they can be read.

The readers of articles see a stream that never fails: where the disk or a packed file fails, it
ends, and its fault says why.
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

#: The function that opens each kind of packed file, by its suffix.
UNPACKERS: MappingProxyType[str, Callable[[IO[bytes]], Any]] = MappingProxyType(
    {".gz": gzip.open, ".xz": lzma.open}
)
_BUFFER = 256 * 1024
_FAILURES = (OSError, EOFError, zlib.error, lzma.LZMAError)

#: Called with the number of bytes on disk that were read since the last call.
BytesRead = Callable[[int], None]


class Stream(io.BufferedReader):
    """The unpacked bytes of a file; ends where they cannot be read, and fault says why."""

    def __init__(self, path: Path, progress: BytesRead | None = None) -> None:
        self.path = path
        self._unpacked = _Unpacked(path, progress or _ignore)
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

    def __init__(self, path: Path, progress: BytesRead) -> None:
        self._path, self._progress, self._reported = path, progress, 0
        self._file = path.open("rb")
        self._size = os.fstat(self._file.fileno()).st_size
        unpack = UNPACKERS.get(path.suffix.lower())
        self._stream = unpack(self._file) if unpack else self._file
        self.fault: Fault | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  a writable buffer of any kind
        """Fill buffer with the result of one read; return 0 at the end, too early or not."""
        if self.fault:
            return 0
        try:
            data = self._stream.read1(len(buffer))
        except _FAILURES as error:
            cut = "the file is cut off: it " if isinstance(error, EOFError) else ""
            reason = f"{cut}cannot be read to its end ({error})"
            self.fault = Fault(self._path, 0, reason, "download or pack the file again")
            return 0
        self.report()
        buffer[: len(data)] = data
        return len(data)

    def report(self, *, whole: bool = False) -> None:
        done = self._size if whole else self._file.tell()
        if done > self._reported:
            self._progress(done - self._reported)
            self._reported = done

    def close(self) -> None:
        self._stream.close()
        self._file.close()
        super().close()


def _ignore(_count: int) -> None:
    pass
