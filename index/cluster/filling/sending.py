"""Documents -> the index of a cluster, by its bulk interface, several requests at once.

A cluster that is busy says so, and is asked again later. What it will never take stops everything,
and is named.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import chain, repeat
from threading import Event
from typing import Any, NamedTuple

from index.cluster.client import Cluster
from index.cluster.documents import Document
from index.cluster.faults import BUSY, CLOSED, GarbledError, RejectedError, UnreachableError
from index.cluster.ways import lifted, reopening
from index.versions.publish import BuildError

#: The documents and bytes of a request, and the requests at once.
_DOCUMENTS, _BYTES, _AT_ONCE = 500, 8 << 20, 4
#: The seconds that a request may take: it is written to all copies of its shards.
_DEADLINE = 120.0
#: The status of a request that is too large for a cluster.
_TOO_LARGE = 413
#: The seconds until a request is sent again, and those after which nobody believes in it any more.
_WAITS, _LONGEST_WAIT, _PATIENCE = (1, 2, 4, 8, 16, 32), 60, 15 * 60
#: What a cluster answers that may not be written to.
BLOCKED = "cluster_block_exception"
_FULL = ("read-only-allow-delete", "flood-stage", "create-index blocked")
#: The characters of what a cluster says that a message quotes.
_QUOTED = 300


class SendingError(BuildError):
    """What was sent did not arrive; the message names it and the way out."""


class Action(NamedTuple):
    """A document to be written, or the removal of the one with an id; None is its JSON then."""

    id: str
    json: bytes | None = None

    @property
    def lines(self) -> bytes:
        """Return the lines of a bulk request."""
        if self.json is None:
            return json.dumps({"delete": {"_id": self.id}}).encode() + b"\n"
        return json.dumps({"index": {"_id": self.id}}).encode() + b"\n" + self.json + b"\n"


@dataclass(slots=True)
class Sent:
    """What was sent: documents, removals, bytes, requests, and requests that had to wait."""

    documents: int = 0
    removals: int = 0
    bytes: int = 0
    requests: int = 0
    waits: int = 0


def written(document: Document) -> Action:
    """Return the action that writes a document."""
    return Action(document.id, document.json)


@dataclass(slots=True)
class Sender:
    """Sends to one index.

    still is called before each request, and raises if it must not go on; arrived is called with the
    number of actions of each request that is done.
    """

    cluster: Cluster
    index: str
    still: Callable[[], None] = lambda: None
    arrived: Callable[[int], None] = lambda _: None
    stop: Event = field(default_factory=Event)
    sent: Sent = field(default_factory=Sent)

    def send(self, actions: Iterable[Action]) -> Sent:
        """Send actions, in no order; raises SendingError or ClusterError. Ctrl-C ends it, too."""
        with ThreadPoolExecutor(_AT_ONCE, "iqtisad-sending") as threads:
            waiting: set[Future[int]] = set()
            try:
                for request in requests(actions):
                    self.still()
                    waiting = self._some(waiting, at_most=_AT_ONCE - 1)
                    waiting.add(threads.submit(self._deliver, request))
                self._some(waiting, at_most=0)
            except BaseException:
                self.stop.set()
                threads.shutdown(wait=True, cancel_futures=True)
                raise
        return self.sent

    def _some(self, waiting: set[Future[int]], *, at_most: int) -> set[Future[int]]:
        """Return those that wait when at most so many do; raise what one of the others raised."""
        while len(waiting) > at_most:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for each in done:
                self.arrived(each.result())
        return waiting

    def _deliver(self, actions: Sequence[Action]) -> int:
        """Send a request until all of it has arrived; return the number of actions."""
        left, waits, begun = list(actions), _waits(), time.monotonic()
        while True:
            left, why = self._once(left)
            if not left or self.stop.is_set():
                break
            if time.monotonic() - begun > _PATIENCE:
                raise SendingError(
                    f"{self.index}: the cluster was too busy for {_PATIENCE // 60} minutes ({why});"
                    " send again when it has less to do, or add nodes"
                )
            self.sent.waits += 1
            self.stop.wait(next(waits))
        self.sent.removals += sum(each.json is None for each in actions)
        self.sent.documents += sum(each.json is not None for each in actions)
        return len(actions)

    def _once(self, actions: list[Action]) -> tuple[list[Action], str]:
        """Send a request once; return what must be sent again, and why."""
        body = b"".join(each.lines for each in actions)
        self.sent.requests += 1
        self.sent.bytes += len(body)
        try:
            answer = self.cluster.ask(
                "POST",
                f"{self.index}/_bulk",
                body,
                params={"filter_path": "errors,items.*.status,items.*.error"},
                deadline=_DEADLINE,
            )
        except (GarbledError, UnreachableError) as error:
            return actions, str(error)
        except RejectedError as error:
            return self._rejected(actions, error)
        return self._left(actions, answer)

    def _rejected(self, actions: list[Action], error: RejectedError) -> tuple[list[Action], str]:
        if error.status == _TOO_LARGE and len(actions) > 1:
            half = len(actions) // 2
            first, second = self._once(actions[:half]), self._once(actions[half:])
            return first[0] + second[0], first[1] or second[1]
        if error.status == _TOO_LARGE:
            raise SendingError(
                f"{self.index}: article {actions[0].id} is too large for the cluster; raise its"
                " http.max_content_length, or leave the article out"
            ) from error
        if error.kind == BLOCKED:
            raise SendingError(blocked(self.index, error.reason)) from error
        if error.status in BUSY:
            return actions, str(error)
        raise error

    def _left(self, actions: list[Action], answer: Any) -> tuple[list[Action], str]:  # noqa: ANN401
        """Return what a busy node did not take, and why; raise SendingError for what is refused."""
        try:
            items = [next(iter(each.values())) for each in answer["items"]]
            statuses = [int(each["status"]) for each in items]
        except (TypeError, LookupError, ValueError, AttributeError, StopIteration):
            return actions, "an answer that is none"
        if len(items) != len(actions):
            return actions, "half an answer"
        left, why = [], ""
        for action, item, status in zip(actions, items, statuses, strict=True):
            kind, reason = _error(item.get("error"))
            if kind == BLOCKED:
                raise SendingError(blocked(self.index, reason))
            if kind == CLOSED:
                raise SendingError(
                    f"{self.index}: is closed; {reopening(self.index)}, then send again"
                )
            if status in BUSY:
                left.append(action)
                why = reason
            elif "error" in item:
                raise SendingError(
                    f"{self.index}: the cluster refuses article {action.id} ({kind}:"
                    f" {reason[:_QUOTED]}); mend it, or leave it out with: iqtisad index update"
                    f" --remove {action.id}"
                )
        return left, why


def requests(actions: Iterable[Action]) -> Iterator[list[Action]]:
    """Yield the actions of each request: at most so many, and at most so many bytes."""
    request, size = list[Action](), 0
    for action in actions:
        length = len(action.lines)
        if request and (len(request) == _DOCUMENTS or size + length > _BYTES):
            yield request
            request, size = [], 0
        request.append(action)
        size += length
    if request:
        yield request


def blocked(index: str, reason: str) -> str:
    """Return why nothing may be written to an index, and the way out."""
    if any(each in reason for each in _FULL):
        return (
            f"{index}: the cluster takes nothing more, the disk of a node is nearly full"
            " (flood-stage watermark); free space, remove old indices or add a node: the block is"
            f" lifted by itself then, or with: PUT /{index}/_settings"
            ' {"index.blocks.read_only_allow_delete": null}'
        )
    way = lifted(reason) or "remove that block from its settings"
    return f"{index}: the cluster takes nothing ({reason[:_QUOTED]}); {way}, then send again"


def _error(error: object) -> tuple[str, str]:
    if not isinstance(error, dict):
        return "", str(error or "")
    cause = error.get("caused_by")
    more = f" {cause.get('reason')}" if isinstance(cause, dict) else ""
    return str(error.get("type", "")), f"{error.get('reason', '')}{more}"


def _waits() -> Iterator[float]:
    return chain(_WAITS, repeat(_LONGEST_WAIT))
