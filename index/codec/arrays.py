"""Arrays in files: NumPy's own format, read through a memory map, never through pickle."""

import os
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

#: Files of fewer bytes are read and not mapped.
SHORT = 1 << 18


def write_array(path: Path, array: NDArray[Any]) -> None:
    """Write an array to path.

    Raises OSError with its number: NumPy's own writing says "408242 requested and 249728 written"
    where a disk is full, and not that it is.
    """
    with path.open("wb") as file:
        np.lib.format.write_array(_Plain(file), array, allow_pickle=False)


class _Plain:
    """A file that NumPy only writes to, by chunks, and not behind Python's back."""

    def __init__(self, file: IO[bytes]) -> None:
        self.write = file.write


def new_array(path: Path, dtype: np.dtype[Any], length: int) -> NDArray[Any]:
    """Return an array of zeros that is mapped to the file path, for writing."""
    if not length:  # an empty file cannot be mapped for writing
        write_array(path, np.zeros(0, dtype))
        return np.zeros(0, dtype)
    array = np.lib.format.open_memmap(path, mode="w+", dtype=dtype, shape=(length,))
    _reserve(path)
    return array


def _reserve(path: Path) -> None:
    """Allocate the space of a file now: on a full disk a write to a mapped page kills the process.

    Raises OSError if there is not enough space.
    """
    if hasattr(os, "posix_fallocate"):
        with path.open("r+b") as file:
            os.posix_fallocate(file.fileno(), 0, path.stat().st_size)


def read_array(path: Path) -> NDArray[Any]:
    """Return the array in path, memory-mapped: pages are read when they are accessed.

    A short array is read whole, because a map keeps a file descriptor open.
    Raises ValueError or OSError if path is not an array of numbers.
    """
    if path.stat().st_size < SHORT:
        with path.open("rb") as file:
            return np.lib.format.read_array(file, allow_pickle=False)
    mapped = np.lib.format.open_memmap(path, mode="r")  # refuses objects, which would be unpickled
    return np.asarray(mapped)  # the same memory, but slices of a memmap are slow


def smallest(highest: int) -> np.dtype[Any]:
    """Return the smallest unsigned dtype for numbers up to highest."""
    return np.dtype(np.min_scalar_type(highest))


def beside(path: Path, suffix: str) -> Path:
    """Return path with a suffix appended to its whole name."""
    return path.with_name(path.name + suffix)
