"""Small file systems in memory, which become full, run out of inodes, become read-only.

Only root may mount them, and not everywhere: see can_mount.
"""

import ctypes
import errno
import os
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

#: Flags of mount(2) and umount2(2).
_READ_ONLY, _REMOUNT, _BIND, _DETACH = 1, 32, 4096, 2
#: Where systems have a file system in memory that everybody may write to.
_MEMORY = ("/dev/shm",)  # noqa: S108  temporary folders are made in it
#: What a file system has before it is made small, in bytes and inodes.
SIZE, INODES = 64 << 20, 10_000


@contextmanager
def in_memory():
    """Yield a temporary folder, in memory where there is such a place: nothing waits for a disk."""
    place = next((place for place in _MEMORY if os.access(place, os.W_OK)), None)
    with TemporaryDirectory(dir=place) as folder:
        yield Path(folder)


@contextmanager
def mounted(folder):
    """Mount a file system at a new folder in folder, yield that, and unmount it."""
    made = folder / "disk"
    made.mkdir()
    _mount(made, 0, _data(SIZE, INODES))
    try:
        yield made
    finally:
        _called("umount2", os.fsencode(made), _DETACH)
        made.rmdir()


@cache
def can_mount():
    """Return whether this process may mount."""
    with TemporaryDirectory() as folder:
        try:
            with mounted(Path(folder)):
                return True
        except OSError:
            return False


def shrink(disk, *, room=None, inodes=None):
    """Leave so many bytes on a disk, so many inodes; None for as many as before."""
    now = os.statvfs(disk)
    size = SIZE if room is None else (now.f_blocks - now.f_bfree) * now.f_frsize + room
    count = INODES if inodes is None else now.f_files - now.f_ffree + inodes
    _mount(disk, _REMOUNT, _data(size, count))


def enlarge(disk):
    """Make a disk as large as it was, and writable."""
    _mount(disk, _REMOUNT, _data(SIZE, INODES))


def freeze(disk):
    """Make a disk read-only; return whether that can be: no file may be open for writing."""
    try:
        _mount(disk, _REMOUNT | _READ_ONLY, b"")
    except OSError as error:
        if error.errno != errno.EBUSY:
            raise
        return False
    return True


def lend(file, place):
    """Let a file of another disk be found at a place, until the disk of that is unmounted."""
    for each in (file, place):
        each.touch()
    _called("mount", os.fsencode(file), os.fsencode(place), None, ctypes.c_ulong(_BIND), None)


def _data(size, inodes):
    return f"size={size},nr_inodes={inodes}".encode()


def _mount(folder, flags, data):
    _called("mount", b"tmpfs", os.fsencode(folder), b"tmpfs", ctypes.c_ulong(flags), data)


def _called(name, *arguments):
    """Call a function of the C library; raises OSError."""
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(*arguments):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
