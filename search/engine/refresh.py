"""Keeps up with the live version: a new one is opened beside the old, and then takes its place.

Where versions are, and how one is opened, each engine says by its Versions.
"""

import logging
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from index.versions.manifest import IndexNotFoundError, IndexUnavailableError
from search.engine.protocol import Finder

_log = logging.getLogger(__name__)

#: The seconds within which a new version is noticed.
_NOTICE = 0.5
#: The seconds after which a version that could not be opened is tried again: its fault may be
#: mended. Verifying reads four gigabytes a second; an archive of 117,000 articles has half a one.
_RETRY = 5.0
#: The same while no version is open: each reader would have it verified again.
_RETRY_FIRST = 1.0


class Versions(Protocol):
    """The versions of an index, wherever they are."""

    @property
    def rest(self) -> float:
        """Return the seconds that pass at least between two looks: 0 where a look costs nothing."""

    @property
    def changed(self) -> bool:
        """Return whether the open version would be opened otherwise now."""

    def live(self) -> str:
        """Return the name of the live version; raise IndexUnavailableError."""

    def place(self, version: str) -> str:
        """Return where a version is, for a message."""

    def open(self, version: str) -> Finder:
        """Return the finder of a version; raise IndexUnavailableError."""

    def close(self) -> None:
        """Let go of what versions have in common; the next call takes it again."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a look for the live version found and when: its name, or why there is none."""

    when: float = -math.inf
    version: str = ""
    error: IndexUnavailableError | None = None

    def tell(self) -> None:
        """Raise why there is none, if so: as often as somebody asks."""
        if self.error:
            raise self.error.with_traceback(None)


class FollowingFinder:
    """Keeps the finder of whichever of some versions is live. Threads may share it.

    Nothing is opened before the first call. warm is called with each finder that is opened while
    another serves, before it serves: it may take its time.
    """

    def __init__(self, versions: Versions, *, warm: Callable[[Finder], None]) -> None:
        self._versions, self._warm = versions, warm
        #: The finder that answers, and the version that it was opened for.
        self._finder: Finder | None = None
        self._name = ""
        #: Held by whoever opens a version.
        self._opening = threading.Lock()
        #: Held to read and to change the attributes below.
        self._lock = threading.Lock()
        self._checked = 0.0
        self._thread: threading.Thread | None = None
        #: The version that could not be opened, and when that was.
        self._refused: tuple[str | None, float] = None, 0.0
        #: The same while no version is open, and why.
        self._unopened = _Look()
        self._look = _Look()
        #: Set when the thread that looks for other versions shall end; None without one.
        self._watching: threading.Event | None = None
        #: The fault that the log has, "" once it is mended.
        self._told = ""

    def get(self) -> Finder:
        """Return the finder to answer with; raise IndexUnavailableError if there is none.

        Only the very first call waits: a later version is opened by a thread.
        """
        finder = self._finder
        if finder is None:
            return self._first()
        if not self._watching:
            self._check()
        return finder

    def watch(self, every: float) -> None:
        """Have a thread look for another version every so many seconds, until close.

        Where looking costs something, it rests longer. From then on it opens even the first
        version, and get raises while there is none: a server has no reader wait for that.
        """
        over = self._watching = threading.Event()

        def look() -> None:
            while not over.wait(max(every, self._versions.rest)):
                self.refresh()

        threading.Thread(target=look, name="refresh", daemon=True).start()

    def refresh(self) -> None:
        """Switch to the live version now if it, or what its labels are called, is another.

        If it cannot be opened, the one at hand goes on serving, and the log has the reason once.
        Nothing is raised, whatever is found: the thread that watches goes on.
        """
        with self._opening:
            self._checked = time.monotonic()
            try:
                self._follow(self._live())
            except IndexUnavailableError as error:
                self._tell(error)

    def close(self) -> None:
        """Let go of the version and end the thread; the next call opens it again."""
        with self._lock:
            thread, self._thread = self._thread, None
            watching, self._watching = self._watching, None
        if watching:
            watching.set()
        if thread:
            thread.join()
        with self._opening:
            self._finder, self._refused, self._told = None, (None, 0.0), ""
            self._versions.close()

    def _live(self) -> str:
        """Return the name of the live version; raise IndexUnavailableError."""
        try:
            version = self._versions.live()
        except IndexUnavailableError as error:
            self._look = _Look(time.monotonic(), error=error)
            raise
        self._look = _Look(time.monotonic(), version)
        return version

    def _lately(self, within: float) -> str:
        """Return or raise what the last look found, unless that is longer ago."""
        look = self._look
        if time.monotonic() - look.when >= within:
            return self._live()
        look.tell()
        return look.version

    def _was_refused(self, version: str) -> bool:
        refused, when = self._refused
        return version == refused and time.monotonic() - when < _RETRY

    def _first(self) -> Finder:
        rest = self._versions.rest
        if self._watching:
            version = self._lately(math.inf if rest else 0)  # no reader waits for a look that costs
            told = self._told or f"{self._versions.place(version)}: is being opened"
            raise IndexUnavailableError(told)
        with self._opening:
            if self._finder is None:
                version = self._lately(min(rest, _RETRY_FIRST))
                self._finder, self._name = self._open_first(version), version
                self._checked = time.monotonic()
            return self._finder

    def _open_first(self, version: str) -> Finder:
        last = self._unopened
        if version == last.version and time.monotonic() - last.when < _RETRY_FIRST:
            last.tell()
        try:
            return self._versions.open(version)
        except IndexUnavailableError as error:
            self._unopened = _Look(time.monotonic(), version, error)
            raise

    def _check(self) -> None:
        """Have a thread look for another version, unless one did so just now."""
        with self._lock:
            due = time.monotonic() - self._checked > max(_NOTICE, self._versions.rest)
            if due and not (self._thread and self._thread.is_alive()):
                self._thread = threading.Thread(target=self.refresh, daemon=True)
                self._thread.start()

    def _follow(self, live: str) -> None:
        """Switch to a version if it is another one, and was not refused just now."""
        if self._finder and live == self._name and not self._versions.changed:
            self._mended(live)
        elif not self._was_refused(live):
            self._switch(live)

    def _switch(self, version: str) -> None:
        try:
            finder = self._versions.open(version)
            self._warm(finder)
        except Exception as error:  # noqa: BLE001  whatever it is, the version at hand goes on
            self._refused = version, time.monotonic()
            if self._live() == version:  # else another one is live already
                self._tell(error)
            return
        self._finder, self._name = finder, version
        self._mended(version)

    def _tell(self, fault: Exception) -> None:
        """Log why no other version is opened, once; that there is no index yet is no fault."""
        if self._finder is None and isinstance(fault, IndexNotFoundError):
            return
        told = str(fault) or repr(fault)
        if told != self._told:
            self._told = told
            _log.error("the index is not opened: %s", told)

    def _mended(self, version: str) -> None:
        if self._told:
            self._told = ""
            _log.warning("the index is opened again: version %s", version)
