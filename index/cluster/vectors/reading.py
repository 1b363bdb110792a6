"""The vectors of a cluster, for readers: asked for by one request, and remembered.

They only order what is found anyway: what goes wrong with them is a line in the log, and the page
is in the order of its words.
"""

import logging
import math
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from cachetools import LRUCache

from index.cluster.client import Cluster
from index.cluster.faults import ClusterError, understood
from index.cluster.vectors.vector_index import VECTOR, Standing, VectorIndex, read
from index.embedding.model.file import DIMENSIONS
from index.embedding.vectors import Found
from index.versions.small_files import printable

_log = logging.getLogger(__name__)

#: The vectors that are remembered: half a kilobyte each. Set by hand.
_REMEMBERED = 20_000
#: The seconds in which none is asked for after a fault: a page need not wait for it as well.
_REST = 5.0
_LOOKING, _READING = "looking", "reading"
#: What is read of the answer.
_READ = f"docs._id,docs._source.{VECTOR},docs.error.reason"


class ClusterVectors:
    """The vectors under an alias; implements index.embedding.Vectors. Threads may share it.

    There are none until look has found that there are.
    """

    def __init__(self, cluster: Cluster, alias: str) -> None:
        self._index = VectorIndex(cluster, alias)
        self._any = False
        self._known: LRUCache[bytes, bytes] = LRUCache(_REMEMBERED)
        self._lock = threading.Lock()
        self._resting = -math.inf
        #: What the log has of looking for them, and of reading them, "" once it is mended.
        self._faults = {_LOOKING: "", _READING: ""}

    @property
    def has_some(self) -> bool:
        """Return whether there were vectors of this release's model at the last look."""
        return self._any

    def look(self) -> None:
        """Look whether there are vectors, by a request, or two; a fault leaves it as it was."""
        try:
            ours = self._index.standing() is Standing.OURS
            self._any = ours and (self._any or self._index.count() > 0)
        except ClusterError as error:
            self._say(_LOOKING, str(error))
            return
        self._say(_LOOKING, "")
        if not ours:
            with self._lock:
                self._known.clear()

    def of(self, keys: Sequence[bytes]) -> Found:
        """Return the vectors of some keys; what a cluster does not answer is not held."""
        known = self._remembered(keys)
        lacking = [key for key in dict.fromkeys(keys) if key not in known]
        if lacking and self._any and time.monotonic() >= self._resting:
            known |= self._fetched(lacking)
        vectors = np.zeros((len(keys), DIMENSIONS), np.int8)
        held = np.zeros(len(keys), np.bool_)
        for number, key in enumerate(keys):
            if vector := known.get(key):
                vectors[number], held[number] = np.frombuffer(vector, np.int8), True
        return Found(vectors, held)

    def _remembered(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        with self._lock:
            return {key: self._known[key] for key in keys if key in self._known}

    def _fetched(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Return the vectors that the cluster has of some keys, and remember them."""
        try:
            found = self._asked([key.hex() for key in keys])
        except ClusterError as error:
            self._resting = time.monotonic() + _REST
            self._say(_READING, str(error))
            return {}
        with self._lock:
            self._known.update(found)
        return found

    def _asked(self, ids: Sequence[str]) -> dict[bytes, bytes]:
        """Return the vectors of some ids by their keys."""
        answer = self._index.cluster.ask(
            "POST",
            f"{self._index.name}/_mget",
            {"ids": ids},
            params={"_source_includes": VECTOR, "filter_path": _READ},
        )
        with understood(self._index.name, "no documents"):
            faults = [each["error"]["reason"] for each in answer["docs"] if "error" in each]
            sound = [each for each in answer["docs"] if "error" not in each]
            every = {bytes.fromhex(each["_id"]): _vector(each) for each in sound}
        self._say(_READING, f"{self._index.name}: {printable(faults[0])}" if faults else "")
        return {key: vector for key, vector in every.items() if vector}

    def _say(self, what: str, fault: str) -> None:
        """Log a fault, once until it is mended or another one."""
        before, self._faults[what] = self._faults[what], fault
        if fault and fault != before:
            _log.warning("not everything is ordered by meaning: %s", fault)


def _vector(document: Mapping[str, Any]) -> bytes:
    """Return the vector of a document, nothing of one that is not there or is damaged."""
    vector = read(document.get("_source", {}).get(VECTOR, ""))
    return vector if len(vector) == DIMENSIONS else b""
