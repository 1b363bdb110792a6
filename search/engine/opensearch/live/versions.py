"""The versions in a cluster: what its alias leads to, and how that is opened.

The client is shared by all versions. A process that was forked must not use the connections of
another: who forks closes them first.
"""

import threading
from pathlib import Path
from typing import NamedTuple

from index.cluster.address import Address
from index.cluster.client import Cluster
from index.cluster.statistics.cache import fetch
from index.cluster.vectors.reading import ClusterVectors
from search.engine.meaning import Closeness, Questions
from search.engine.opensearch.candidates.word_table import learn
from search.engine.opensearch.finder import ClusterFinder
from search.engine.opensearch.live.cache import cache_directory
from search.engine.opensearch.live.connection import connected
from search.engine.opensearch.live.target import Target, target
from search.engine.opensearch.named_statistics import NamedStatistics
from search.engine.opensearch.opened import OpenedIndex
from search.names.file import NamesFile
from search.weights import Weights

#: The seconds between two looks for another version: each is a request. Set by hand.
REST = 5.0
#: The articles that the cluster finds and this machine ranks: the first 200 rows are then those of
#: one machine for 150 of 150 queries over 13,728 articles (with 250 for 149).
CANDIDATES = 300


class _Connection(NamedTuple):
    """A client, and the vectors that were read through it."""

    cluster: Cluster
    vectors: ClusterVectors


class ClusterVersions:
    """The versions that the alias of an address leads to, one after the other.

    names is a file of the names of labels, by default one where the program was started, cache_dir
    where the statistics of an archive are kept. serving has the commonest words of an archive
    analyzed when it is opened: two seconds, once, in place of half a second in each first page.
    """

    def __init__(  # noqa: PLR0913  one for each choice
        self,
        address: Address,
        names: Path | None = None,
        *,
        cache_dir: Path | None = None,
        weights: Weights,
        candidates: int = CANDIDATES,
        rest: float = REST,
        serving: bool = False,
    ) -> None:
        self._address, self._cache_dir = address, cache_dir
        self._names = NamesFile(names, Path())
        self._weights, self._candidates = weights, candidates
        self.rest, self._serving = rest, serving
        self._lock = threading.Lock()
        self._connection: _Connection | None = None
        self._questions = Questions()
        #: What the last look found: it is opened next.
        self._target: Target | None = None

    @property
    def changed(self) -> bool:
        """Return whether labels may be called otherwise than when a version was opened."""
        return self._names.changed

    def live(self) -> str:
        """Return the name of the live version; raise IndexUnavailableError.

        Whether there are vectors is looked for, too, where something can be made of them.
        """
        cluster, vectors = self._connected()
        self._target = found = target(cluster)
        if self._questions.possible:
            vectors.look()
        return found.name

    def place(self, version: str) -> str:
        """Return the address, and which of its versions it is."""
        return f"{self._address}: {version}"

    def open(self, version: str) -> ClusterFinder:
        """Return the finder of a version; raise IndexUnavailableError."""
        (cluster, vectors), found = self._connected(), self._target
        if found is None or found.name != version:
            found = target(cluster)
        directory = cache_directory(self._cache_dir)
        archive = fetch(cluster, found.statistics, found.version, directory)
        if self._serving:
            learn(archive.vocabulary)
        statistics = NamedStatistics(archive, self._names.read())
        opened = OpenedIndex(
            cluster,
            found.index,
            statistics,
            self._weights,
            self._candidates,
            Closeness(vectors, self._questions),
        )
        return ClusterFinder(opened)

    def close(self) -> None:
        """Close the connections; the next call opens others."""
        with self._lock:
            connection, self._connection = self._connection, None
        if connection:
            connection.cluster.close()

    def _connected(self) -> _Connection:
        with self._lock:
            if self._connection is None:
                cluster = connected(self._address)
                self._connection = _Connection(
                    cluster, ClusterVectors(cluster, self._address.alias)
                )
            return self._connection
