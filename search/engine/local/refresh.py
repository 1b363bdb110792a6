"""Keeps up with the live version: a new one is opened beside the old, and then takes its place."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from index.versions.manifest import IndexNotFoundError, IndexUnavailableError, unreadable
from index.versions.store import current_version, open_version, require_index
from search.engine.local.finder import LocalFinder
from search.engine.local.named_reader import NamedReader
from search.engine.local.names_file import NamesFile
from search.engine.protocol import Finder
from search.engine.scoring.kernels import Kernels
from search.weights import Weights

_log = logging.getLogger(__name__)

#: The seconds within which a new version is noticed.
_NOTICE = 0.5
#: The seconds after which a version that could not be opened is tried again: its fault may be
#: mended. Verifying reads four gigabytes a second; an archive of 117,000 articles has half a one.
_RETRY = 5.0
#: The same while no version is open: each reader would have it verified again.
_RETRY_FIRST = 1.0


class LiveLocalFinder:
    """Keeps the finder of an index directory's live version. Threads may share it.

    Nothing is opened before the first call. warm is called with each finder that is opened while
    another serves, before it serves: it may take its time.
    """

    def __init__(
        self,
        index_dir: Path,
        names: Path | None = None,
        *,
        weights: Weights,
        kernels: Kernels,
        warm: Callable[[Finder], None],
    ) -> None:
        self._index_dir = index_dir
        self._names = NamesFile(index_dir, names)
        self._weights, self._kernels = weights, kernels
        self._warm = warm
        self._finder: LocalFinder | None = None
        #: Held by whoever opens a version.
        self._opening = threading.Lock()
        #: Held to read and to change the attributes below.
        self._lock = threading.Lock()
        self._checked = 0.0
        self._thread: threading.Thread | None = None
        #: The version that could not be opened, and when that was.
        self._refused: tuple[str | None, float] = None, 0.0
        #: The same while no version is open, and why.
        self._unopened: tuple[str | None, float, str] = None, 0.0, ""
        #: Set when the thread that looks for other versions shall end; None without one.
        self._watching: threading.Event | None = None
        #: The fault that the log has, "" once it is mended.
        self._told = ""

    def get(self) -> LocalFinder:
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

        From then on it opens even the first one, and get raises while there is none: a server has
        no reader wait for that.
        """
        over = self._watching = threading.Event()

        def look() -> None:
            while not over.wait(every):
                self.refresh()

        threading.Thread(target=look, name="refresh", daemon=True).start()

    def refresh(self) -> None:
        """Switch to the live version now if it, or what its labels are called, is another.

        If it cannot be opened, the one at hand goes on serving, and the log has the reason once.
        Nothing is raised, whatever the directory holds: the thread that watches it goes on.
        """
        with self._opening:
            self._checked = time.monotonic()
            try:
                self._follow(require_index(self._index_dir))
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

    @property
    def _name(self) -> str | None:
        return self._finder.statistics.name if self._finder else None

    def _was_refused(self, version: str) -> bool:
        refused, when = self._refused
        return version == refused and time.monotonic() - when < _RETRY

    def _first(self) -> LocalFinder:
        if self._watching:
            version = require_index(self._index_dir)
            told = self._told or f"{self._index_dir / version}: is being opened"
            raise IndexUnavailableError(told)
        with self._opening:
            if self._finder is None:
                self._finder = self._open_first(require_index(self._index_dir))
                self._checked = time.monotonic()
            return self._finder

    def _open_first(self, version: str) -> LocalFinder:
        refused, when, why = self._unopened
        if version == refused and time.monotonic() - when < _RETRY_FIRST:
            raise IndexUnavailableError(why)
        try:
            return self._open(version)
        except IndexUnavailableError as error:
            self._unopened = version, time.monotonic(), str(error)
            raise

    def _open(self, version: str) -> LocalFinder:
        directory = self._index_dir / version
        try:
            opened = open_version(directory, name=version)
            reader = NamedReader(opened, self._names.read(), self._kernels.locate)
            self._kernels.prepare(reader)
        except OSError as error:  # removed meanwhile, or the disk fails
            raise unreadable(directory, error) from error
        return LocalFinder(reader, self._weights, self._kernels)

    def _check(self) -> None:
        """Have a thread look for another version, unless one did so just now."""
        with self._lock:
            due = time.monotonic() - self._checked > _NOTICE
            if due and not (self._thread and self._thread.is_alive()):
                self._thread = threading.Thread(target=self.refresh, daemon=True)
                self._thread.start()

    def _follow(self, live: str) -> None:
        """Switch to a version if it is another one, and was not refused just now."""
        if live == self._name and not self._names.changed:
            self._mended(live)
        elif not self._was_refused(live):
            self._switch(live)

    def _switch(self, version: str) -> None:
        try:
            finder = self._open(version)
            self._warm(finder)
        except Exception as error:  # noqa: BLE001  whatever it is, the version at hand goes on
            self._refused = version, time.monotonic()
            if current_version(self._index_dir) == version:  # else another one is live already
                self._tell(error)
            return
        self._finder = finder
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
