"""A command that runs for long: one at a time, and ended by a signal when it is ready to."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click
from filelock import FileLock, Timeout

from index.commands.printing import say
from index.fetching.clock import Clock

#: The exit status where another one is at work.
BUSY = 4
#: That of one that was interrupted, as shells have it.
INTERRUPTED = 130
_LOCK = ".lock"
#: The seconds after which an interrupt that was swallowed comes again, set by hand.
_SOON = 0.01


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


@contextmanager
def shown_progress(length: int, label: str) -> Iterator[Callable[[int], None]]:
    """Yield what takes how many more are done, and show that on a terminal with the time left."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update


@contextmanager
def interruptible() -> Iterator[None]:
    """Raise KeyboardInterrupt where SIGTERM or Ctrl-C comes, whatever becomes of it on its way.

    Compiled code may raise another error in its place; a destructor swallows it, so it comes again.
    """
    came = False

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        nonlocal came
        came = True
        raise KeyboardInterrupt

    def swallowed(unraisable: "sys.UnraisableHookArgs") -> None:
        if unraisable.exc_type is KeyboardInterrupt:
            signal.setitimer(signal.ITIMER_REAL, _SOON)
        else:
            hook(unraisable)

    numbers = [signal.SIGTERM, signal.SIGALRM]
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # a job in the background
        numbers.append(signal.SIGINT)  # of a shell is not interrupted by Ctrl-C
    before = [(number, signal.signal(number, interrupt)) for number in numbers]
    hook, sys.unraisablehook = sys.unraisablehook, swallowed
    try:
        yield
    except Exception as error:
        if came:
            raise KeyboardInterrupt from error
        raise
    finally:
        sys.unraisablehook = hook
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before:
            signal.signal(number, handler)
