"""One operator at a time: a lock in the cluster, which its owner renews while he is at work.

ALIAS-lock/_doc/lock       who holds it: host, process, what he does, when he renewed it
ALIAS-lock/_doc/vectors    the same of who sends vectors, which are no part of a version
"""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from threading import Event, Thread
from typing import Any

from index.cluster.client import Cluster
from index.cluster.faults import ClusterError, RejectedError
from index.cluster.mapping import meta
from index.cluster.versions import LOCK, SLOW, ForeignIndexError, Versions
from index.versions.store import IndexBusyError

#: The seconds between two renewals, and those after which a lock is broken that was not renewed.
RENEWED, FORGOTTEN = 10.0, 60.0
_CONFLICT = HTTPStatus.CONFLICT
_KINDS = ("resource_already_exists_exception",)


class ClusterLock:
    """The lock of an alias while it is held. held raises IndexBusyError once it is lost."""

    def __init__(self, cluster: Cluster, alias: str, task: str, *, purpose: str = LOCK) -> None:
        """Keep others out of what is sent to an alias: LOCK of its versions, VECTORS of these."""
        self._cluster, self._alias = cluster, alias
        self._index = f"{alias}-{LOCK}"
        self._path = f"{self._index}/_doc/{purpose}"
        self._owner = {"host": socket.gethostname(), "pid": os.getpid(), "task": task}
        self._place: dict[str, int] = {}
        self._renewed = 0.0
        self._ended = Event()
        self._renewing = Thread(target=self._renew, name="iqtisad-lock", daemon=True)

    def take(self) -> None:
        """Take the lock; raises IndexBusyError if another is at work."""
        self._make_index()
        self._renewed = time.monotonic()
        try:
            self._place = self._write({"op_type": "create"})
        except RejectedError as error:
            if error.status != _CONFLICT:
                raise
            self._place = self._broken()
        self._renewing.start()

    def held(self) -> None:
        """Raise IndexBusyError unless the lock is still ours."""
        if self._ended.is_set() or time.monotonic() - self._renewed > FORGOTTEN:
            raise IndexBusyError(
                f"{self._alias}: the lock could not be renewed, another may be at work now; send"
                " again when the cluster answers"
            )

    def release(self) -> None:
        """Let others work."""
        self._ended.set()
        self._renewing.join()
        with suppress(ClusterError):  # it is forgotten in a minute
            self._cluster.ask("DELETE", self._path, params=self._place)

    def _renew(self) -> None:
        while not self._ended.wait(RENEWED):
            begun = time.monotonic()
            try:
                self._place = self._write(self._place)
                self._renewed = begun
            except RejectedError as error:
                if error.status == _CONFLICT:  # somebody broke it
                    self._ended.set()
            except ClusterError:  # held tells when that lasts
                continue

    def _broken(self) -> dict[str, int]:
        """Take the lock from one who has not renewed it for long, and who does not now either."""
        found = self._read()
        if found is None:
            return self._create()
        owner, place = found
        if time.time() - float(owner.get("renewed", 0)) <= FORGOTTEN:
            raise self._busy(owner)
        time.sleep(2 * RENEWED)  # clocks differ: a lock that changes is no leftover
        try:
            return self._write(place)
        except RejectedError as error:
            if error.status != _CONFLICT:
                raise
            raise self._busy(owner) from error

    def _create(self) -> dict[str, int]:
        try:
            return self._write({"op_type": "create"})
        except RejectedError as error:
            if error.status != _CONFLICT:
                raise
            raise self._busy({}) from error

    def _busy(self, owner: dict[str, Any]) -> IndexBusyError:
        who = f"process {owner.get('pid')} on {owner.get('host')}" if owner else "another process"
        task = owner.get("task") or "at work"
        return IndexBusyError(
            f"{self._alias}: {who} is at work on it ({task}); wait until it has finished"
        )

    def _read(self) -> tuple[dict[str, Any], dict[str, int]] | None:
        answer = self._cluster.ask("GET", self._path)
        if not answer.get("found"):
            return None
        return answer["_source"], _place(answer)

    def _write(self, params: dict[str, Any]) -> dict[str, int]:
        content = {**self._owner, "renewed": time.time()}
        written = self._cluster.ask("PUT", self._path, content, params=params, deadline=SLOW)
        return _place(written)

    def _make_index(self) -> None:
        """Make the index of the lock; raises ForeignIndexError if somebody else has one."""
        about = Versions(self._cluster, self._alias).about(self._index)
        if about.get("alias") == self._alias and about.get("kind") == LOCK:
            return
        body = {
            "settings": {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-1"}},
            "mappings": {
                "dynamic": False,
                "_meta": meta({"kind": LOCK, "alias": self._alias}),
            },
        }
        try:
            self._cluster.ask("PUT", self._index, body, deadline=SLOW)
        except RejectedError as error:
            if error.kind not in _KINDS:
                raise
            about = Versions(self._cluster, self._alias).about(self._index)
            if about.get("alias") != self._alias:
                raise ForeignIndexError(
                    f"{self._index}: an index that is none of ours stands in the place of the lock;"
                    " name another alias"
                ) from error


@contextmanager
def locked(
    cluster: Cluster, alias: str, task: str, *, purpose: str = LOCK
) -> Iterator[ClusterLock]:
    """Keep other operators out of an alias; raises IndexBusyError if one is at work."""
    lock = ClusterLock(cluster, alias, task, purpose=purpose)
    lock.take()
    try:
        yield lock
    finally:
        lock.release()


def _place(answer: dict[str, Any]) -> dict[str, int]:
    """Return what tells whether a document has changed since."""
    return {"if_seq_no": answer["_seq_no"], "if_primary_term": answer["_primary_term"]}
