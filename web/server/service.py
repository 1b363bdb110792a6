"""Runs a service: granian accepts connections in several processes, and replaces one that ends.

Granian speaks HTTP in Rust and calls the door (ASGI). Two things are ours: the sockets, one for
each process, because processes that share one do not share its connections evenly, and kept open,
so that no connection is lost when processes are replaced; and the watch, because granian notices a
process that ends, but not one that hangs.
"""

import logging
import math
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.net import SocketHolder  # type: ignore[attr-defined]  # not in its stubs
from granian.server import MPServer

from web.server.listeners import waiting
from web.server.notices import STOPPING, tell
from web.server.open_files import allow_open_files
from web.server.process import Process
from web.server.watch import Watch
from web.settings.settings import Limits

_log = logging.getLogger(__name__)

#: Makes the application of a process, given what tells that the process goes on.
Build: TypeAlias = Callable[[Callable[[], None]], Process]

#: The bytes of the head of a request: an address of 16,000, and the headers of a browser.
_HEAD = 1 << 16
#: The seconds before all processes are started anew, if they end again and again.
_PAUSE = 1.0
#: The seconds in which a new process gets ready before an old one is told to end.
_OVERLAP = 2.0
#: The seconds between two looks at who has connected and waits to be accepted.
_GLANCE = 0.05
#: Granian logs to standard output by itself; here to where all else is logged.
_LOGGING = {"handlers": {}, "loggers": {"_granian": {"handlers": [], "propagate": True}}}


class _Granian(MPServer):
    """Granian over sockets that are open already, one for each process or one for all."""

    def __init__(self, listeners: Sequence[socket.socket], **options: Any) -> None:  # noqa: ANN401
        super().__init__("iqtisad", **options)
        self._listeners = listeners

    def _init_shared_socket(self) -> None:
        self._ssp = self._shd = self._sso = None  # type: Any

    def _spawn_worker(self, idx: int, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        listener = self._listeners[idx % len(self._listeners)]
        is_path = listener.family == getattr(socket, "AF_UNIX", None)
        holder: Any = SocketHolder  # its stub knows no arguments
        self._shd, self._sso = holder(listener.fileno(), is_path, self.backlog), listener
        worker: Any = super()._spawn_worker(idx, *arguments, **named)
        worker.join = partial(_wait_for_end, worker)
        return worker

    def _drop_shared_socket(self) -> None:
        """Close nothing: who opened the sockets does. Who has connected is answered before the end.

        What nobody has accepted yet would be lost with the sockets.
        """
        until = time.monotonic() + (self.workers_kill_timeout or 0)
        while self.interrupt_signal and time.monotonic() < until:
            if not any(map(waiting, self._listeners)):
                return
            time.sleep(_GLANCE)


def _wait_for_end(worker: Any, seconds: float | None = None) -> None:  # noqa: ANN401  granian's
    """Return when a process has ended, or after some seconds.

    Its own join returns when the process lets go of a pipe, which is a moment before: granian then
    kills what ends by itself, and says that it refused to.
    """
    until = time.monotonic() + (math.inf if seconds is None else seconds)
    worker.inner.join(seconds)
    while worker.is_alive() and time.monotonic() < until:
        time.sleep(_GLANCE)


def run(
    build: Build,
    listeners: Sequence[socket.socket],
    *,
    processes: int,
    limits: Limits,
    started: Callable[[], None],
) -> None:
    """Answer at the listeners in several processes until told to end (SIGTERM, SIGINT).

    SIGHUP replaces the processes one by one. started is called in this process, which answers
    nobody, when the first of them answers.
    """
    _fork_if_possible()
    connections = allow_open_files(limits.connections)
    if connections < limits.connections:
        _log.warning(
            "This user may open files for %s connections a process and not for %s; allow more with:"
            " ulimit -n %d",
            f"{connections:,}",
            f"{limits.connections:,}",
            2 * limits.connections,
        )
    limits = replace(limits, connections=connections)
    watch = Watch(limits.hung_seconds / 2, started)
    watch.start()
    while True:
        server = _Granian(listeners, **_options(processes, connections, limits))
        try:
            server.serve(target_loader=partial(build, watch.beat), wrap_loader=False)
        except SystemExit as error:
            if not error.code:
                raise
        # First of all: the handlers of granian tell a server that has ended.
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, lambda *_: sys.exit(0))
        if server.interrupt_signal:  # also if its processes were told to end before it was
            tell(STOPPING)
            return
        _log.error("Processes end again and again; all are started anew")
        time.sleep(_PAUSE)


def _options(processes: int, connections: int, limits: Limits) -> dict[str, Any]:
    return {
        "workers": processes,
        # Nothing is reloaded; without it granian asks for a working directory that may be removed.
        "reload_paths": [Path(__file__)],
        "interface": Interfaces.ASGI,
        "http": HTTPModes.http1,
        "http1_settings": HTTP1Settings(
            header_read_timeout=int(limits.header_seconds * 1000), max_buffer_size=_HEAD
        ),
        "websockets": False,
        "backpressure": connections,
        "respawn_failed_workers": True,
        "respawn_interval": _OVERLAP,
        "workers_kill_timeout": math.ceil(limits.drain_seconds),
        "log_level": LogLevels.warning,
        "log_dictconfig": _LOGGING,
    }


def _fork_if_possible() -> None:
    """Let processes share what this one has read, where the system can."""
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)
        os.register_at_fork(after_in_child=_end_when_told)


def _end_when_told() -> None:
    """Let a process that gets ready end at once: what its parent does at a signal ends nothing."""
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, signal.SIG_DFL)
