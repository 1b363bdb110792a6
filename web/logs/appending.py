"""Appends lines to a file that others append to, too, and that may be moved away meanwhile.

Lines are written by a thread of their own, some at once: neither a full disk nor one that hangs
holds an answer up. What cannot be written is lost, and told.
"""

import logging
import os
import threading
from collections import deque
from contextlib import suppress
from os.path import samestat
from pathlib import Path

_log = logging.getLogger(__name__)

#: The seconds between two writes. Set by hand: what a process that is killed may lose.
_PAUSE = 0.5
#: The seconds that the last write may take.
_PATIENCE = 1.0
#: The most lines that wait to be written: a second of answers that are remembered, ten times.
_MOST = 50_000
#: Who may read a file that names clients: its owner and the group of the operators.
_MODE = 0o640


class Appending:
    """A file at its path, wherever an older one of that name is now; None is standard error."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._waiting: deque[str] = deque()
        self._lost = 0
        self._file: int | None = None
        self._torn = False
        self._fault = ""
        self._thread: threading.Thread | None = None
        #: Held while lines are written: at the end by another thread than usual.
        self._writing = threading.Lock()

    def __call__(self, line: str) -> None:
        """Take a line with its end. Costs microseconds; for one thread."""
        if self._thread is None:  # not before: a process that was forked has no thread of another
            self._thread = threading.Thread(target=self._go_on, name="log", daemon=True)
            self._thread.start()
        if len(self._waiting) < _MOST:
            self._waiting.append(line)
        else:
            self._lost += 1

    def _go_on(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(_PAUSE)
            self.flush()

    def end(self) -> None:
        """Write what waits, if the disk takes it: a process that ends waits a second for it."""
        last = threading.Thread(target=self.flush, name="log", daemon=True)
        last.start()
        last.join(_PATIENCE)

    def flush(self) -> None:
        """Write what waits; never raises."""
        with self._writing:
            lines = [self._waiting.popleft() for _ in range(len(self._waiting))]
            if not lines:
                return
            try:
                self._write("".join(lines).encode("utf-8", "backslashreplace"))
            except OSError as error:
                self._lost += len(lines)
                self._tell(error.strerror or str(error))
            else:
                self._mended()

    def _write(self, data: bytes) -> None:
        """Write whole lines in one call: a file that is appended to never mixes two calls."""
        file = self._opened()
        data = b"\n" + data if self._torn else data
        written = os.write(file, data)
        while written < len(data):  # a pipe takes pieces; a full disk a piece, and then fails
            self._torn = True
            written += os.write(file, data[written:])
        self._torn = False

    def _opened(self) -> int:
        """Return the file that is at the path now: another one after logrotate moved the last."""
        if self._path is None:
            return 2
        if self._file is not None and not self._is_there(self._file):
            with suppress(OSError):
                os.close(self._file)
            self._file = None
        if self._file is None:
            flags = os.O_APPEND | os.O_CREAT | os.O_WRONLY
            self._file, self._torn = os.open(self._path, flags, _MODE), False
        return self._file

    def _is_there(self, file: int) -> bool:
        try:
            return self._path is not None and samestat(os.fstat(file), self._path.stat())
        except OSError:
            return False

    @property
    def _where(self) -> str:
        return str(self._path or "standard error")

    def _tell(self, fault: str) -> None:
        if fault != self._fault:
            self._fault = fault
            _log.error(
                "%s: the access log cannot be written (%s); make space, or its folder",
                self._where,
                fault,
            )

    def _mended(self) -> None:
        if self._fault or self._lost:
            _log.warning("%s: the access log goes on; %d lines are lost", self._where, self._lost)
            self._fault, self._lost = "", 0
