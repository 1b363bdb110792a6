"""Articles as they were printed, each compressed by itself, so that a hit decompresses only one.

Texts of two kB compress badly by themselves. With a dictionary of what articles have in common,
trained on the first thousand of them, they take nearly as little space as large blocks (Zstandard,
RFC 8878, section 5), and decompressing one takes a few microseconds.
"""

import mmap
import struct
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import zstandard
from numpy.typing import NDArray

from index.codec.arrays import SHORT, beside, read_array, smallest, write_array

_LEVEL = 3
#: The bytes of the dictionary, the articles that it is trained on, and the fewest it needs.
_DICTIONARY, _SAMPLED, _FEW = 112_640, 1000, 100
#: The parameters of the training: segment size and dmer size. The best of some that were tried.
_PIECE, _STEP = 1000, 8


class StoredWriter:
    """Writes records, each a row of byte strings, to path.bin, path.ends.npy and path.dict.

    shared is the dictionary to compress with; without one it is trained on the first records.
    """

    def __init__(self, path: Path, shared: bytes = b"") -> None:
        self._path = path
        self._file = beside(path, ".bin").open("wb")
        self._waiting: list[bytes | bytearray | memoryview[int]] | None = []
        self._compressor: zstandard.ZstdCompressor | None = None
        self._lengths: list[int] = []
        if shared:
            self._begin(shared)

    def add(self, parts: Sequence[bytes]) -> None:
        """Write the next record."""
        self.add_record(struct.pack(f"<{len(parts)}I", *map(len, parts)) + b"".join(parts))

    def add_record(self, record: bytes) -> None:
        """Write the next record, as StoredReader.record returns it."""
        if self._compressor:
            self._write(record, self._compressor)
        elif self._waiting is not None:
            self._waiting.append(record)
            if len(self._waiting) >= _SAMPLED:
                self._begin(_dictionary(self._waiting))

    def add_packed(self, packed: bytes | memoryview) -> None:
        """Write the next record, already compressed with the same dictionary."""
        self._file.write(packed)
        self._lengths.append(len(packed))

    def close(self) -> None:
        """Write the records that wait, and where each record ends."""
        if self._waiting is not None:
            self._begin(_dictionary(self._waiting))
        self._file.close()
        ends = np.cumsum(np.array(self._lengths, np.int64))
        highest = int(ends[-1]) if len(ends) else 0
        write_array(beside(self._path, ".ends.npy"), ends.astype(smallest(highest)))

    def abandon(self) -> None:
        """Close the file."""
        self._file.close()

    def _begin(self, shared: bytes) -> None:
        """Write the records that wait, and all that follow, with the dictionary shared."""
        beside(self._path, ".dict").write_bytes(shared)
        self._compressor = zstandard.ZstdCompressor(
            level=_LEVEL, dict_data=zstandard.ZstdCompressionDict(shared) if shared else None
        )
        waiting, self._waiting = self._waiting or [], None
        for record in waiting:
            self._write(record, self._compressor)

    def _write(
        self, record: bytes | bytearray | memoryview, compressor: zstandard.ZstdCompressor
    ) -> None:
        self.add_packed(compressor.compress(record))


def _dictionary(records: "list[bytes | bytearray | memoryview[int]]") -> bytes:
    """Return a dictionary trained on records, empty if they are too few."""
    if len(records) < _FEW:
        return b""
    return zstandard.train_dictionary(_DICTIONARY, records, k=_PIECE, d=_STEP).as_bytes()


class StoredReader:
    """Reads records of a number of parts. Threads may share it."""

    def __init__(self, path: Path, parts: int) -> None:
        self._parts = struct.Struct(f"<{parts}I")
        self._ends = read_array(beside(path, ".ends.npy"))
        self._packed = _mapped(beside(path, ".bin"))
        self.shared = beside(path, ".dict").read_bytes()
        self._of_thread = threading.local()
        self._dictionary = zstandard.ZstdCompressionDict(self.shared) if self.shared else None

    def packed(self, record: int) -> memoryview:
        """Return a record, counted from 0, compressed."""
        start = int(self._ends[record - 1]) if record else 0
        return self._packed[start : int(self._ends[record])]

    def record(self, record: int) -> bytes:
        """Return a record decompressed, for StoredWriter.add_record."""
        return self._decompressor().decompress(self.packed(record))

    def read(self, record: int) -> list[bytes]:
        """Return the parts of a record."""
        text = self.record(record)
        parts, begin = [], self._parts.size
        for length in self._parts.unpack_from(text):
            parts.append(text[begin : begin + length])
            begin += length
        return parts

    def _decompressor(self) -> zstandard.ZstdDecompressor:
        """Return the decompressor of this thread: threads cannot share one."""
        try:
            return self._of_thread.decompressor
        except AttributeError:
            made = zstandard.ZstdDecompressor(dict_data=self._dictionary)
            self._of_thread.decompressor = made
            return made


def _mapped(path: Path) -> memoryview:
    if path.stat().st_size < SHORT:
        return memoryview(path.read_bytes())
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def pack(numbers: NDArray[np.uint32]) -> bytes:
    """Return numbers in as few bytes each as the highest needs, after a byte with their size.

    >>> list(pack(np.array([1, 2], np.uint32))), list(pack(np.array([1, 256], np.uint32)))
    ([1, 1, 2], [2, 1, 0, 0, 1])
    """
    of_type = smallest(int(numbers.max()) if len(numbers) else 0)
    return bytes([of_type.itemsize]) + numbers.astype(of_type.newbyteorder("<")).tobytes()


def unpack(packed: bytes) -> NDArray[np.unsignedinteger]:
    """Return the numbers that pack returned as bytes, in their bytes."""
    return np.frombuffer(packed, _TYPES[packed[0]], offset=1)


#: The dtypes of packed numbers, by the bytes of each.
_TYPES = {size: np.dtype(f"<u{size}") for size in (1, 2, 4, 8)}
