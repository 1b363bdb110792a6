"""Small files of an index, read so that whatever lies in their place does no harm.

A pipe would keep a reader waiting for ever, and a file of gigabytes would fill the memory.
"""

import errno
import os
import stat
from pathlib import Path

#: The most bytes that are read. Set by hand: a manifest has some ten kB for each segment.
MOST = 64 << 20
#: The most characters that a message quotes. Set by hand: two lines of a terminal.
_QUOTED = 160


class NotAFileError(OSError):
    """Something else is in the place of a file: a folder, a pipe."""


def read_small(path: Path) -> bytes:
    """Return the first bytes of a file, MOST of them at most: all of those that we write.

    Raises OSError; NotAFileError if something else is in its place.
    """
    # Without O_NONBLOCK a pipe is opened when somebody writes into it, and not before.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NotAFileError(errno.EINVAL, "no file, but something else", str(path))
        with open(descriptor, "rb", closefd=False) as file:
            return file.read(MOST)
    finally:
        os.close(descriptor)


def printable(text: object) -> str:
    r"""Return what a message may quote of a text that anybody may have written: short, in a line.

    >>> printable("a\x1b[2J" + "b" * 300)[:12]
    'a\\x1b[2Jbbbb'
    """
    shown = str(text)
    cut = shown[:_QUOTED] + ("…" if len(shown) > _QUOTED else "")
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in cut)
