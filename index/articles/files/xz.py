"""Files packed by xz, of any number of streams, unpacked within a bound of memory.

The header of a stream says how much of it must be in memory, up to 4 GiB; the standard library's
own reader of files takes any of it.
"""

from lzma import LZMADecompressor
from typing import IO

from index.articles.files.limits import XZ_MEMORY

_CHUNK = 64 * 1024
MAGIC = b"\xfd7zXZ\0"


class XzFile:
    """A file to read from; raises EOFError where it is cut off, LZMAError where it is damaged."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._packed = file, b""
        self._stream = LZMADecompressor(memlimit=XZ_MEMORY)

    def read1(self, size: int) -> bytes:
        """Return some bytes, at most size; none at the end."""
        while not self._stream.eof or self._has_next_stream():
            if self._stream.needs_input and not self._packed:
                self._packed = self._file.read(_CHUNK)
                if not self._packed:
                    raise EOFError("the last stream has no end")
            packed, self._packed = self._packed, b""
            if data := self._stream.decompress(packed, size):
                return data
        return b""

    def close(self) -> None:
        """Give back what was not read."""
        self._packed = b""

    def _has_next_stream(self) -> bool:
        """Begin with the next stream, if there is one; what follows and is none is padding."""
        packed = self._stream.unused_data.lstrip(b"\0")
        while len(packed) < len(MAGIC) and (more := self._file.read(_CHUNK)):
            packed = (packed + more).lstrip(b"\0")
        if not packed.startswith(MAGIC):
            return False
        self._packed, self._stream = packed, LZMADecompressor(memlimit=XZ_MEMORY)
        return True
