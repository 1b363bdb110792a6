"""What may lie in the place of a file: unreadable things, and things of another kind."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest

#: A file that the system refuses to read with EIO, as a failing disk does.
FAILING = Path("/proc/self/mem")


def unreadable(path):
    """Take away all permissions."""
    path.chmod(0)


def folder(path):
    """Put a folder in the place."""
    path.mkdir()


def pipe(path):
    """Put a pipe in the place: whoever opens it waits for a writer."""
    os.mkfifo(path)


def failing(path):
    """Put a file in the place that a disk cannot read."""
    if not FAILING.exists():
        pytest.skip("only Linux has a file that fails when it is read")
    path.symlink_to(FAILING)


def loop(path):
    """Put a link to itself in the place."""
    path.symlink_to(path)


def garbage(path):
    """Put ten thousand bytes in the place that are no text."""
    path.write_bytes(b"\xff\x1b[2J" * 2500)


def missing(_):
    """Put nothing in the place."""


ODDITIES = [unreadable, folder, pipe, failing, loop, garbage, missing]


@contextmanager
def in_place_of(path, oddity):
    """Put something odd in the place of a file or folder, and in the end put that back."""
    aside = path.with_name(f"{path.name}.aside")
    if oddity is unreadable:
        mode = path.stat().st_mode
        path.chmod(0)
        yield
        path.chmod(mode)
        return
    path.rename(aside)
    oddity(path)
    yield
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    path.unlink(missing_ok=True)
    aside.rename(path)
