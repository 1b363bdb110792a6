"""The reader of the live version: another version is opened beside it, and then takes its place."""

import gc
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from index.manifest import IndexUnavailableError
from index.reader import ArticleReader, open_reader
from index.store import current_version

_log = logging.getLogger(__name__)

Prepare: TypeAlias = Callable[[ArticleReader], None]

#: A new version is noticed within so many seconds.
_NOTICE = 0.5
#: One that could not be opened is tried again after so many.
_RETRY = 30.0


class LiveReader:
    """Keeps the reader of an index directory's live version. Threads may share it.

    Nothing is opened before the first call. prepare is called with every reader before it is
    used; warm, too, with those that are opened while another serves: it may take its time.
    """

    def __init__(self, index_dir: Path, *, prepare: Prepare, warm: Prepare) -> None:
        self._index_dir = index_dir
        self._prepare = prepare
        self._warm = warm
        self._reader: ArticleReader | None = None
        self._replaced = False
        #: Held by whoever opens a version.
        self._opening = threading.Lock()
        #: Held to look at, and to change, what follows.
        self._lock = threading.Lock()
        self._looked = 0.0
        self._thread: threading.Thread | None = None
        #: The version that could not be opened, and when that was.
        self._refused: tuple[str | None, float] = None, 0.0

    def get(self) -> ArticleReader:
        """Return the reader to answer with; raise IndexUnavailableError where there is none.

        Only the very first has to be waited for: a later version is opened by a thread.
        """
        reader = self._reader
        if reader is None:
            return self._first()
        self._look()
        return reader

    def refresh(self) -> None:
        """Open the live version, where it is another than the one at hand, and switch to it.

        Where it cannot be opened, the one at hand goes on serving.
        """
        with self._opening:
            self._looked = time.monotonic()
            self._let_go_of_replaced()
            live = current_version(self._index_dir)
            if live and live != self._held and not self._refused_lately(live):
                self._switch(live)

    def close(self) -> None:
        """Let go of the reader and end the thread; the next call opens it again."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread:
            thread.join()
        with self._opening:
            self._reader, self._refused = None, (None, 0.0)

    @property
    def _held(self) -> str | None:
        return self._reader.name if self._reader else None

    def _refused_lately(self, version: str) -> bool:
        refused, when = self._refused
        return version == refused and time.monotonic() - when < _RETRY

    def _first(self) -> ArticleReader:
        with self._opening:
            if self._reader is None:
                reader = open_reader(self._index_dir)
                self._prepare(reader)
                self._reader, self._looked = reader, time.monotonic()
            return self._reader

    def _look(self) -> None:
        """Have a thread look for another version, if that was not done just now."""
        with self._lock:
            due = time.monotonic() - self._looked > _NOTICE
            if due and not (self._thread and self._thread.is_alive()):
                self._thread = threading.Thread(target=self.refresh, daemon=True)
                self._thread.start()

    def _switch(self, version: str) -> None:
        try:
            reader = open_reader(self._index_dir)
            self._prepare(reader)
            self._warm(reader)
        except (IndexUnavailableError, OSError) as error:  # OSError: removed meanwhile
            _log.error("version %s is left alone: %s", version, error)
            self._refused = version, time.monotonic()
            return
        self._reader, self._replaced = reader, True

    def _let_go_of_replaced(self) -> None:
        """Collect a reader that was replaced before: a query that it answered may have held it.

        It holds itself, by what it remembers, and so its files' place on disk.
        """
        if self._replaced:
            self._replaced = False
            gc.collect()
