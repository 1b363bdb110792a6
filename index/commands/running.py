"""A command that runs for long: one at a time, and ended by a signal when it is ready to."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from filelock import FileLock, Timeout

from index.commands.printing import say
from index.fetching.clock import Clock

#: The exit status where another one is at work.
BUSY = 4
_LOCK = ".lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other fetches out of an archive; end with BUSY if one is at work."""
    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        say(f"{folder}: another fetch is at work; wait until it has finished", err=True)
        sys.exit(BUSY)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def ended_by_signals(clock: Clock) -> Iterator[list[int]]:
    """Let SIGTERM and Ctrl-C stop a clock; yield the signals that came, which grow."""
    came: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        if not came:  # written without Python's buffers, which a signal may find in use
            os.write(2, b"\nEnding after the requests at work; what came is kept.\n")
        came.append(number)
        clock.stop()

    before = [(number, signal.signal(number, end)) for number in (signal.SIGTERM, signal.SIGINT)]
    try:
        yield came
    finally:
        for number, handler in before:
            signal.signal(number, handler)
