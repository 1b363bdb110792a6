"""The file of vectors: a line that says by what they were made; then a record each.

A record is the key of a passage, its vector in eight bits, and a checksum. Records are only ever
added, so that a process that is killed loses what it was about to write and no more; a record
without its checksum is none.
"""

from collections.abc import Iterator, Sequence
from io import RawIOBase
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.embedding.model.file import DIMENSIONS, NAME
from index.embedding.passage import CHARACTERS, KEY

#: The name of the file, which lies beside the versions and outlives them.
VECTORS = "vectors.bin"
_OURS = b"iqtisad vectors "
#: The bytes of the first line.
LINE = 128
_TYPE = np.dtype([("key", f"V{KEY}"), ("vector", np.int8, DIMENSIONS), ("crc", "<u4")])
#: The bytes of a record, and of what its checksum is of.
RECORD = _TYPE.itemsize
_CHECKED = RECORD - 4
#: The records that are read at once.
_AT_ONCE = 4096


class VectorFileError(Exception):
    """There cannot be vectors here; the message says why, and the way out."""


def header(name: str = NAME, characters: int = CHARACTERS) -> bytes:
    """Return the first line of a file of vectors: by what model, of how much of each article."""
    line = _OURS + f"1, {name}, {DIMENSIONS} numbers, {characters} characters".encode()
    return line.ljust(LINE - 1) + b"\n"


def first_line(path: Path) -> bytes:
    """Return what stands in the place of the first line, b"" without a file.

    Raises VectorFileError for what is no file, or OSError.
    """
    if path.exists() and not path.is_file():  # to open a pipe is to wait
        raise VectorFileError(f"{path}: is no file; move it away")
    try:
        with path.open("rb") as file:
            return file.read(LINE)
    except FileNotFoundError:
        return b""


def is_ours(path: Path) -> bool:
    """Return whether a file has vectors that were made as this release makes them."""
    try:
        return first_line(path) == header()
    except (OSError, VectorFileError):
        return False


def is_any_of_ours(line: bytes) -> bool:
    """Return whether a first line is one of ours, of whatever model, or the beginning of one."""
    return line.startswith(_OURS[: len(line)])


def made_otherwise(index_dir: Path) -> str:
    """Return by what the vectors in a directory were made if not as this release does, else ""."""
    line = first_line(index_dir / VECTORS)
    is_other = line.startswith(_OURS) and line != header()
    return line.removeprefix(_OURS).decode("utf-8", "replace").strip() if is_other else ""


def records_of(keys: Sequence[bytes], vectors: NDArray[np.int8]) -> bytes:
    """Return the records of keys and their vectors, one after the other."""
    records = np.zeros(len(keys), _TYPE)
    for record, key, vector in zip(records, keys, vectors, strict=True):
        record["key"], record["vector"] = np.void(key), vector
        record["crc"] = crc32(record.tobytes()[:_CHECKED])
    return records.tobytes()


def vector_of(record: bytes, key: bytes) -> NDArray[np.int8] | None:
    """Return the vector of a record, None if it is damaged or of another key."""
    checksum = int.from_bytes(record[_CHECKED:], "little")
    if record[:KEY] != key or crc32(record[:_CHECKED]) != checksum:
        return None
    return np.frombuffer(record, np.int8, DIMENSIONS, KEY)


def chunks(path: Path, first: int = 0) -> Iterator[NDArray[np.void]]:
    """Yield the whole records of a file from one on, some at a time."""
    with path.open("rb") as file:
        file.seek(LINE + first * RECORD)
        whole = _AT_ONCE
        while whole == _AT_ONCE:  # fewer are the last: what a writer adds meanwhile comes next time
            content = file.read(_AT_ONCE * RECORD)
            whole = len(content) // RECORD
            yield np.frombuffer(content, _TYPE, whole)


def hashes_of(records: NDArray[np.void]) -> NDArray[np.uint64]:
    """Return the first eight bytes of the key of each record as a number."""
    keys = np.frombuffer(np.ascontiguousarray(records["key"]).tobytes(), "<u8")
    return keys[:: KEY // 8].copy()


def hash_of(key: bytes) -> int:
    """Return the first eight bytes of a key as a number."""
    return int.from_bytes(key[:8], "little")


def records_at(path: Path, places: Sequence[int]) -> list[bytes]:
    """Return the bytes of records; fewer bytes of what is not there any more.

    They are read and not mapped: a file that somebody cuts must not end the process.
    """
    if not path.is_file():  # to open a pipe is to wait
        return [b""] * len(places)
    try:
        with path.open("rb", buffering=0) as file:
            return [_record_at(file, place) for place in places]
    except OSError:
        return [b""] * len(places)


def _record_at(file: RawIOBase, place: int) -> bytes:
    file.seek(LINE + place * RECORD)
    return file.read(RECORD) or b""
