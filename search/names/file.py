"""The file of names that a version is opened with, and whether it has changed since."""

import logging
from pathlib import Path

from search.names.reader import FILE, NamesFault, read_names
from search.names.table import NameTable

_log = logging.getLogger(__name__)


class NamesFile:
    """An editor's file of names: the one that is named, or one in a folder, if it is there."""

    def __init__(self, named: Path | None, folder: Path) -> None:
        self._path = named or folder / FILE
        self._needed = named is not None
        self._seen: tuple[int, ...] | None = None
        self._told: tuple[NamesFault, ...] = ()

    @property
    def changed(self) -> bool:
        """Return whether the file is another than the one that was read."""
        return self._stamp() != self._seen

    def read(self) -> NameTable:
        """Return the names in the file and ours; the log has its faults, once."""
        self._seen = self._stamp()
        read = read_names(self._path, needed=self._needed)
        for fault in read.faults:
            if fault not in self._told:
                _log.warning("%s", fault)
        self._told = read.faults
        return read.table

    def _stamp(self) -> tuple[int, ...] | None:
        """Return what tells a file from the one before, its permissions too; None without one."""
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ctime_ns, status.st_size
