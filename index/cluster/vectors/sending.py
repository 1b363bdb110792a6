"""The vectors of an index directory -> the cluster in which its articles are.

What was sent stays, whatever ends the sending: the next one goes on. A lock of its own keeps a
second one out, and not who sends a version meanwhile: neither touches what the other writes.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from index.cluster.client import Cluster
from index.cluster.filling.differences import pages
from index.cluster.filling.finishing import shown
from index.cluster.filling.locking import ClusterLock, locked
from index.cluster.filling.sending import Action, Sender
from index.cluster.vectors.vector_index import KEY, VECTOR, VectorIndex, written
from index.cluster.versions import VECTORS, Versions
from index.embedding.passage import key_of
from index.embedding.store import VectorStore

#: Is told how many passages more are done.
Progress: TypeAlias = Callable[[int], None]

#: The passages that are looked up at once.
_LOOKED_UP = 512
#: If more than this share of the vectors are of no passage, those are removed.
_UNUSED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorsSent:
    """What was done: the index, vectors sent and removed, passages that had one there.

    lacking are the passages without a vector in the directory, nor in the cluster.
    """

    index: str
    sent: int
    known: int
    lacking: int
    removed: int
    bytes: int
    seconds: float


def send_vectors(
    cluster: Cluster,
    alias: str,
    store: VectorStore,
    passages: Iterable[str],
    progress: Progress = lambda _: None,
) -> VectorsSent:
    """Send the vectors of the passages of an archive's live version that a cluster has not.

    Vectors of another model are replaced; those of no passage go when they are more than half.
    Raises ForeignIndexError, IndexBusyError, SendingError or ClusterError.
    """
    started = time.perf_counter()
    Versions(cluster, alias).live()  # refuses an alias that is not ours before anything is made
    with locked(cluster, alias, "sending vectors", purpose=VECTORS) as lock:
        index = VectorIndex(cluster, alias)
        index.prepare()
        return _Sending(index, store, lock, progress).sent(passages, started)


class _Sending:
    """The sending of vectors while the lock is held."""

    def __init__(
        self, index: VectorIndex, store: VectorStore, lock: ClusterLock, progress: Progress
    ) -> None:
        self._cluster, self._name = index.cluster, index.name
        self._store, self._lock, self._progress = store, lock, progress
        #: The ids in the cluster, or on their way there, and whether a passage needs each.
        self._needed: dict[str, bool] = {}
        self._known = self._lacking = 0

    def sent(self, passages: Iterable[str], started: float) -> VectorsSent:
        """Send what lacks, then remove what nobody needs."""
        shown(self._cluster, self._name)
        there = pages(self._cluster, self._name, columns=(), by=KEY)
        self._needed = {str(hit["sort"][0]): False for hit in there}
        sender = Sender(self._cluster, self._name, self._lock.held, self._progress)
        sender.send(self._actions(passages))
        sent = Sender(self._cluster, self._name, self._lock.held, sent=sender.sent).send(
            map(Action, self._unused())
        )
        shown(self._cluster, self._name)
        return VectorsSent(
            index=self._name,
            sent=sent.documents,
            known=self._known,
            lacking=self._lacking,
            removed=sent.removals,
            bytes=sent.bytes,
            seconds=time.perf_counter() - started,
        )

    def _actions(self, passages: Iterable[str]) -> Iterator[Action]:
        """Yield what writes the vectors that are not there."""
        waiting = iter(passages)
        while some := list(islice(waiting, _LOOKED_UP)):
            keys = {(key := key_of(text)).hex(): key for text in some}
            new = {name: key for name, key in keys.items() if name not in self._needed}
            found = self._store.of(list(new.values()))
            held = [name for name, is_held in zip(new, found.held.tolist(), strict=True) if is_held]
            self._needed |= {name: True for name in keys if name in self._needed}
            self._needed |= dict.fromkeys(held, True)
            self._known += len(keys) - len(new)
            self._lacking += len(new) - len(held)
            self._progress(len(some) - len(held))
            for name, vector in zip(held, found.vectors[found.held], strict=True):
                yield Action(name, json.dumps({KEY: name, VECTOR: written(vector)}).encode())

    def _unused(self) -> list[str]:
        """Return the ids of no passage, if they are so many that they should go."""
        unused = [name for name, is_needed in self._needed.items() if not is_needed]
        return unused if len(unused) > _UNUSED * len(self._needed) else []
