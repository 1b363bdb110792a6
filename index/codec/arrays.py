"""Arrays in files: NumPy's own format, read through a memory map, never through pickle."""

import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Files of fewer bytes are read, not mapped.
SHORT = 1 << 18


def write_array(path: Path, array: NDArray[Any]) -> None:
    """Write an array to path."""
    np.save(path, array, allow_pickle=False)


def new_array(path: Path, dtype: np.dtype[Any], length: int) -> NDArray[Any]:
    """Return an array of zeros that lives in the file path: what is set in it is written."""
    if not length:  # an empty file cannot be mapped for writing
        write_array(path, np.zeros(0, dtype))
        return np.zeros(0, dtype)
    array = np.lib.format.open_memmap(path, mode="w+", dtype=dtype, shape=(length,))
    _reserve(path)
    return array


def _reserve(path: Path) -> None:
    """Take the space of a file now: on a full disk a mapped page would end the process.

    Raises OSError where there is not enough.
    """
    if hasattr(os, "posix_fallocate"):
        with path.open("r+b") as file:
            os.posix_fallocate(file.fileno(), 0, path.stat().st_size)


def read_array(path: Path) -> NDArray[Any]:
    """Return the array in path, mapped: pages are read when they are looked at.

    A short one is read whole: a map holds a file descriptor for as long as it lives.
    Raises ValueError or OSError where path is no array of numbers.
    """
    if path.stat().st_size < SHORT:
        with path.open("rb") as file:
            return np.lib.format.read_array(file, allow_pickle=False)
    mapped = np.lib.format.open_memmap(path, mode="r")  # refuses what would have to be unpickled
    return np.asarray(mapped)  # the same memory, without the price of a memmap's slices


def smallest(highest: int) -> np.dtype[Any]:
    """Return the smallest unsigned type that holds numbers up to highest."""
    return np.dtype(np.min_scalar_type(highest))


def beside(path: Path, suffix: str) -> Path:
    """Return path with a suffix behind its whole name."""
    return path.with_name(path.name + suffix)
