"""Files packed by Zstandard, of any number of frames; a frame that is cut off is an error."""

from typing import IO

from index.articles.files.limits import ZSTD_CHUNK


class ZstdFile:
    """A file to read from; raises EOFError where it is cut off, OSError where it is damaged."""

    def __init__(self, file: IO[bytes]) -> None:
        from zstandard import ZstdDecompressor  # noqa: PLC0415  few archives are packed so

        self._file, self._new_frame = file, ZstdDecompressor().decompressobj
        self._frame = self._new_frame()
        self._packed = self._ready = b""
        self._begun = False

    def read1(self, size: int) -> bytes:
        """Return some bytes, at most size; none at the end."""
        while not self._ready and self._unpack_more():
            pass
        data, self._ready = self._ready[:size], self._ready[size:]
        return data

    def close(self) -> None:
        """Give back what was not read."""
        self._ready = b""

    def _unpack_more(self) -> bool:
        from zstandard import ZstdError  # noqa: PLC0415

        packed = self._packed or self._file.read(ZSTD_CHUNK)
        if not packed:
            if self._begun:
                raise EOFError("the last frame has no end")
            return False
        self._begun = True
        try:
            self._ready = self._frame.decompress(packed)
        except ZstdError as error:
            raise OSError(str(error)) from None
        self._packed = b""
        if self._frame.eof:
            self._packed, self._frame, self._begun = (
                self._frame.unused_data,
                self._new_frame(),
                False,
            )
        return True
