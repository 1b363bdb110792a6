"""Keeps up with the live version: a new one is opened beside the old, and then takes its place."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from index.versions.manifest import IndexUnavailableError
from index.versions.store import current_version, open_index
from search.engine.local.finder import LocalFinder
from search.engine.local.named_reader import NamedReader
from search.engine.local.names_file import NamesFile
from search.engine.protocol import Finder
from search.engine.scoring.kernels import Kernels
from search.weights import Weights

_log = logging.getLogger(__name__)

#: The seconds within which a new version is noticed.
_NOTICE = 0.5
#: The seconds after which a version that could not be opened is tried again.
_RETRY = 30.0


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

    def get(self) -> LocalFinder:
        """Return the finder to answer with; raise IndexUnavailableError if there is none.

        Only the very first call waits: a later version is opened by a thread.
        """
        finder = self._finder
        if finder is None:
            return self._first()
        self._check()
        return finder

    def refresh(self) -> None:
        """Switch to the live version now if it, or what its labels are called, is another.

        If it cannot be opened, the one at hand goes on serving.
        """
        with self._opening:
            self._checked = time.monotonic()
            live = current_version(self._index_dir)
            stale = live != self._name or self._names.changed
            if live and stale and not self._was_refused(live):
                self._switch(live)

    def close(self) -> None:
        """Let go of the version and end the thread; the next call opens it again."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread:
            thread.join()
        with self._opening:
            self._finder, self._refused = None, (None, 0.0)

    @property
    def _name(self) -> str | None:
        return self._finder.statistics.name if self._finder else None

    def _was_refused(self, version: str) -> bool:
        refused, when = self._refused
        return version == refused and time.monotonic() - when < _RETRY

    def _first(self) -> LocalFinder:
        with self._opening:
            if self._finder is None:
                self._finder, self._checked = self._open(), time.monotonic()
            return self._finder

    def _open(self) -> LocalFinder:
        opened = open_index(self._index_dir)
        reader = NamedReader(opened, self._names.read(), self._kernels.locate)
        self._kernels.prepare(reader)
        return LocalFinder(reader, self._weights, self._kernels)

    def _check(self) -> None:
        """Have a thread look for another version, unless one did so just now."""
        with self._lock:
            due = time.monotonic() - self._checked > _NOTICE
            if due and not (self._thread and self._thread.is_alive()):
                self._thread = threading.Thread(target=self.refresh, daemon=True)
                self._thread.start()

    def _switch(self, version: str) -> None:
        try:
            finder = self._open()
            self._warm(finder)
        except (IndexUnavailableError, OSError) as error:  # OSError: removed meanwhile
            _log.error("version %s is not opened: %s", version, error)
            self._refused = version, time.monotonic()
            return
        self._finder = finder
