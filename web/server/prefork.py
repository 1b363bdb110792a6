"""Runs work in several forked processes: Python uses one core, a machine has more.

The parent does no work itself: it starts the children, replaces one that dies, and waits. Memory
that it has read before is shared by all as long as nobody writes to it. Every child has one end of
a pipe, the leash, whose other end only the parent has: when that is closed, because the parent is
told to end or is killed, all children end.
"""

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from select import select
from typing import NoReturn, TypeAlias

import click

Work: TypeAlias = Callable[[], None]

#: The signals that tell a parent to end.
_ENDINGS = frozenset((signal.SIGTERM, signal.SIGINT))
#: A child that dies within this many seconds is replaced after as many.
_PAUSE = 1.0
#: The seconds that children have to end by themselves.
_PATIENCE = 6.0


def run(works: Sequence[Work], *, started: Work) -> None:
    """Do each of works in its own process, until this one is told to end (SIGTERM, SIGINT).

    started is called in the parent when all are started. A single work is done in this process, and
    so is the first on a system that cannot fork.
    """
    if len(works) == 1 or not hasattr(os, "fork"):
        _until_told(works[0])
    else:
        _Parent(started).run(works)


def _until_told(work: Work) -> None:
    """Do work until it is done or SIGTERM arrives, which is no failure."""
    _heed_sigterm()
    work()


def _heed_sigterm() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


class _Parent:
    """A process whose children do the work."""

    def __init__(self, started: Work) -> None:
        self._started = started
        self._leash, self._held = os.pipe()
        self._signals = _signal_descriptor()
        #: The work of each child, and when it began.
        self._children: dict[int, tuple[Work, float]] = {}

    def run(self, works: Sequence[Work]) -> None:
        """Start a child for each of works, replace those that die, end all when told to."""
        for work in works:
            self._start(work)
        self._started()
        while _ENDINGS.isdisjoint(os.read(self._signals, 64)):
            self._replace_dead()
        self._end()

    def _start(self, work: Work, pause: float = 0.0) -> None:
        child = os.fork()
        if child == 0:
            self._become_child(work, pause)
        self._children[child] = work, time.monotonic() + pause

    def _become_child(self, work: Work, pause: float) -> NoReturn:
        """Do work after a pause; never return into the code of the parent."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
            _heed_sigterm()  # before the leash is followed: the parent's handler does nothing
            os.close(self._held)
            threading.Thread(target=_follow, args=(self._leash,), daemon=True).start()
            time.sleep(pause)
            work()
            status = 0
        except SystemExit:
            status = 0
        except BaseException:  # noqa: BLE001  nobody else can report it
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)

    def _replace_dead(self) -> None:
        for child, status in self._dead():
            work, since = self._children.pop(child)
            click.echo(f"Process {child} ended ({_ending(status)}); another follows", err=True)
            died_at_once = time.monotonic() - since < _PAUSE
            self._start(work, _PAUSE if died_at_once else 0.0)

    def _dead(self) -> list[tuple[int, int]]:
        """Return the children that have ended, with their statuses."""
        waited = [os.waitpid(child, os.WNOHANG) for child in self._children]
        return [(child, status) for child, status in waited if child]

    def _end(self) -> None:
        """End the children; kill those that do not end by themselves."""
        os.close(self._held)
        deadline = time.monotonic() + _PATIENCE
        while self._children and select([self._signals], [], [], deadline - time.monotonic())[0]:
            os.read(self._signals, 64)
            for child, _ in self._dead():
                del self._children[child]
        for child in self._children:
            os.kill(child, signal.SIGKILL)


def _signal_descriptor() -> int:
    """Return a descriptor from which the numbers of the parent's signals can be read.

    They do not interrupt the parent, so that no child is started and then forgotten.
    """
    heard, written = os.pipe()
    os.set_blocking(written, False)
    signal.set_wakeup_fd(written)
    for number in (signal.SIGCHLD, *_ENDINGS):
        signal.signal(number, lambda *_: None)  # without a handler nothing is written
    return heard


def _follow(leash: int) -> None:
    """End this process when the parent closes the leash."""
    os.read(leash, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def _ending(status: int) -> str:
    """Return how a process ended.

    >>> _ending(256), _ending(9)
    ('status 1', 'signal 9')
    """
    code = os.waitstatus_to_exitcode(status)
    return f"status {code}" if code >= 0 else f"signal {-code}"
