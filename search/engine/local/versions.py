"""The versions in an index directory, and how each is opened."""

from pathlib import Path

from index.embedding.store import VectorStore
from index.versions.manifest import unreadable
from index.versions.store import open_version, require_index
from search.engine.local.finder import LocalFinder
from search.engine.local.named_reader import NamedReader
from search.engine.meaning import Closeness, Questions
from search.engine.scoring.kernels import Kernels
from search.names.file import NamesFile
from search.weights import Weights


class DirectoryVersions:
    """The versions in a directory. The names of labels are in a file, by default beside it."""

    #: Looking for the live version reads one small file.
    rest = 0.0

    def __init__(
        self, index_dir: Path, names: Path | None = None, *, weights: Weights, kernels: Kernels
    ) -> None:
        self._index_dir = index_dir
        self._names = NamesFile(names, index_dir.parent)
        self._weights, self._kernels = weights, kernels
        self._closeness = Closeness(VectorStore(index_dir), Questions())

    @property
    def changed(self) -> bool:
        """Return whether labels may be called otherwise than when a version was opened."""
        return self._names.changed

    def live(self) -> str:
        """Return the name of the live version; raise IndexUnavailableError."""
        return require_index(self._index_dir)

    def place(self, version: str) -> str:
        """Return the directory of a version."""
        return str(self._index_dir / version)

    def open(self, version: str) -> LocalFinder:
        """Return the finder of a version; raise IndexUnavailableError."""
        directory = self._index_dir / version
        try:
            opened = open_version(directory, name=version)
            reader = NamedReader(opened, self._names.read(), self._kernels.locate)
            self._kernels.prepare(reader)
        except OSError as error:  # removed meanwhile, or the disk fails
            raise unreadable(directory, error) from error
        return LocalFinder(reader, self._weights, self._kernels, self._closeness)

    def close(self) -> None:
        """Do nothing: versions have nothing open in common."""
