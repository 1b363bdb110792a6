"""Watches over the processes of a service: one that hangs is killed, and so replaced.

Each process tells every second that it goes on, by a line with its number in a pipe that all share.
It says nothing while an answer takes longer than any may. A process whose parent has ended ends,
too: nobody would replace it.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from select import select

from web.server.notices import ALIVE, READY, tell

_log = logging.getLogger(__name__)

#: The seconds between two signs of life.
BEAT = 1.0
#: The most bytes that a pipe holds, on Linux: all that was told is heard at once.
_PIPE = 1 << 16


class Watch:
    """The pipe, and what is known of the processes that write to it."""

    def __init__(self, patience: float, on_ready: Callable[[], None] = lambda: None) -> None:
        """Kill a process after patience seconds without a sign; on_ready at the first of all."""
        self._patience, self._on_ready = patience, on_ready
        self._parent = os.getpid()
        self._heard, self._told = os.pipe()
        os.set_blocking(self._told, False)
        self._seen: dict[int, float] = {}

    def beat(self) -> None:
        """Tell that this process goes on; end it if nobody listens any more."""
        if os.getppid() != self._parent:
            os.kill(os.getpid(), signal.SIGTERM)
        with suppress(BlockingIOError):  # nobody has listened for a while
            os.write(self._told, f"{os.getpid()}\n".encode())

    def start(self) -> None:
        """Watch in a thread of its own."""
        threading.Thread(target=self._watch, name="watch", daemon=True).start()

    def _watch(self) -> None:
        looked = time.monotonic()
        while True:
            if select([self._heard], [], [], BEAT)[0]:
                self._hear(os.read(self._heard, _PIPE).decode())
            now = time.monotonic()
            self._forgive(now - looked - 2 * BEAT)
            self._kill_silent()
            looked = now

    def _hear(self, lines: str) -> None:
        now, first = time.monotonic(), not self._seen
        for line in lines.split():
            self._seen[int(line)] = now
        if first:
            tell(READY)
            self._on_ready()
        tell(ALIVE)

    def _forgive(self, missed: float) -> None:
        """Hold against nobody the seconds in which this process was stopped itself."""
        if missed > 0:
            self._seen = {process: since + missed for process, since in self._seen.items()}

    def _kill_silent(self) -> None:
        now = time.monotonic()
        for process, since in list(self._seen.items()):
            if now - since <= self._patience:
                continue
            del self._seen[process]
            with suppress(ProcessLookupError):  # it has ended, which others notice
                os.kill(process, signal.SIGKILL)
                _log.error(
                    "Process %d gave no sign for %.0f s: killed; another follows",
                    process,
                    self._patience,
                )
