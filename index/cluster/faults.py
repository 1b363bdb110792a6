"""What goes wrong with a cluster: errors that name the node, the fault and the way out."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from types import MappingProxyType

from index.cluster.question import Json
from index.cluster.ways import BUILD, lifted, reopening
from index.versions.manifest import IndexUnavailableError
from index.versions.small_files import printable

#: Statuses of a node, or of a proxy before it, that has no time or no cluster: others may have.
BUSY = frozenset({429, 502, 503, 504})
_SECURITY = "security_exception"
#: What OpenSearch says when a search took longer than it may (cancel_after_time_interval).
_CANCELLED = "task_cancelled_exception"
#: What a node says that has not found the others, or lost one while that was at work: seen of nodes
#: that start again. Others may do better.
_ALONE = frozenset({"node_not_connected_exception", "connect_transport_exception"})
_LOST = frozenset({"node_disconnected_exception", "node_closed_exception"})
#: A search that failed as a whole, and not for the sake of what was asked.
_SEARCH = "search_phase_execution_exception"
#: With status 503 a node without a cluster, else a disk that is full or an index that is locked.
_BLOCK = "cluster_block_exception"
#: An index that somebody closed: its cause names it.
CLOSED = "index_closed_exception"
_PRIVILEGE = re.compile(r"\[((?:indices|cluster):[\w/*,: \[\]-]+?)\] and User")
_ACCOUNT = "correct the user in the address, or the secret in IQTISAD_OPENSEARCH_SECRET"
_LOG = "the log of the node says more"
#: What to do about what OpenSearch names; the rest goes by its status.
_ROOM = "make room on the disks of its nodes, or lift the block"
_WAYS = MappingProxyType(
    {
        _BLOCK: _ROOM,
        "index_create_block_exception": _ROOM,
        "too_many_clauses": "ask for fewer words",
        "too_many_nested_clauses": "ask for fewer words",
        "circuit_breaking_exception": "try again later, or give its nodes more memory",
    }
)
_LATER = "it has too much to do: try again later, or give the cluster more nodes"


class ClusterError(IndexUnavailableError):
    """A cluster does not give what it was asked for."""


class UnreachableError(ClusterError):
    """No node answered in time."""


class NotConnectedError(UnreachableError):
    """A node could not be reached: what was to be asked was not sent."""


class LateError(UnreachableError):
    """A node did not answer in time: what it was asked may still be done."""


class BrokenError(UnreachableError):
    """A node's answer broke off: what it was asked may have been done."""


class LostPartError(ClusterError):
    """A node at work on a part of the archive ended meanwhile; answer is what the others found."""

    def __init__(self, node: str, answer: Json) -> None:
        self.answer = answer
        super().__init__(f"{node}: lost another node that was at work")


class GarbledError(ClusterError):
    """What answered does not speak as OpenSearch does."""


class RefusedError(ClusterError):
    """The account is unknown (status 401), or may not do this (403)."""

    def __init__(self, message: str, *, status: int) -> None:
        self.status = status
        super().__init__(message)


class RejectedError(ClusterError):
    """OpenSearch, or a proxy before it, does not do it; kind is its name of the fault, or ""."""

    def __init__(self, node: str, *, status: int, kind: str, reason: str, way: str) -> None:
        self.status, self.kind, self.reason = status, kind, reason
        what = f"{kind}, status {status}" if kind else f"status {status}"
        super().__init__(f"{node}: {printable(reason)} ({what}); {way}")


def refusal(
    node: str, status: int, answer: Json = None, hide: Callable[[str], str] = str
) -> ClusterError | None:
    """Return why a node does not do what it was asked, None if answer does not say so.

    An answer is what it sent, parsed, None if that is no JSON; hide takes secrets out of it.
    """
    kind, reason, index = map(hide, _named(answer))
    if status == HTTPStatus.UNAUTHORIZED:
        return RefusedError(f"{node}: the account is not known there; {_ACCOUNT}", status=status)
    if status == HTTPStatus.FORBIDDEN and kind in {"", _SECURITY}:
        return RefusedError(_forbidden(node, reason), status=status)
    if reason or status in BUSY or status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        reason = reason or HTTPStatus(status).phrase
        way = reopening(index) if kind == CLOSED and index else _way(kind, status, reason)
        rejected = RejectedError(node, status=status, kind=kind, reason=reason, way=way)
        return _unable(node, status, kind) or rejected
    return None


def raise_refusal(node: str, status: int, answer: Json, hide: Callable[[str], str] = str) -> None:
    """Raise the error that an answer is; hide takes secrets out of it."""
    fault = refusal(node, status, answer, hide)
    if fault:
        raise fault


def lost_a_part(found: Json) -> bool:
    """Return whether a search lacks a part that another node may find, asked once more."""
    failures = found["_shards"].get("failures") or []
    reasons = [one.get("reason") for one in failures if isinstance(one, Mapping)]
    return any(isinstance(why, Mapping) and why.get("type") in _LOST for why in reasons)


def stranger(node: str, what: str) -> GarbledError:
    """Return the error of an answer that OpenSearch would not give."""
    return GarbledError(
        f"{node}: does not answer as OpenSearch does ({printable(what)}); see whether another"
        " program, or a proxy, is at this address"
    )


@contextmanager
def understood(where: str, what: str) -> Iterator[None]:
    """Raise GarbledError where an answer has not the parts that are read of it."""
    try:
        yield
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        raise stranger(where, what) from error


def _unable(node: str, status: int, kind: str) -> UnreachableError | None:
    """Return why a node cannot do what others may, None if that is not the matter."""
    if kind == _CANCELLED:
        return LateError(f"{node}: gave up, as no time was left")
    if kind in _LOST:
        return BrokenError(f"{node}: lost another node that was at work")
    if kind in _ALONE or (kind == _BLOCK and status == HTTPStatus.SERVICE_UNAVAILABLE):
        return NotConnectedError(f"{node}: is not connected to the other nodes")
    if kind == _SEARCH and status == HTTPStatus.SERVICE_UNAVAILABLE:
        return NotConnectedError(f"{node}: finds no part of the index")
    if kind == _SEARCH and status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return BrokenError(f"{node}: the search broke off")
    return None


def _way(kind: str, status: int, reason: str) -> str:
    if status == HTTPStatus.NOT_FOUND:
        return BUILD
    if kind == _BLOCK and (way := lifted(reason)):
        return way
    return _WAYS.get(kind, _LATER if status in BUSY else _LOG)


def _forbidden(node: str, reason: str) -> str:
    privilege = _PRIVILEGE.search(reason)
    lacking = f"the privilege {printable(privilege[1])}" if privilege else "this privilege"
    return f"{node}: the account lacks {lacking}; give it to a role of the account, or {_ACCOUNT}"


def _named(answer: Json) -> tuple[str, str, str]:
    """Return the kind and the reason of an error, and the index; "" what is not told.

    >>> _named({"error": {"type": "a", "reason": "b"}})
    ('a', 'b', '')
    """
    error = answer.get("error") if isinstance(answer, Mapping) else None
    if isinstance(error, str):
        return "", error, ""
    if not isinstance(error, Mapping):
        return "", "", ""
    causes = error.get("root_cause")
    first = causes[0] if isinstance(causes, list) and causes else None
    cause = first if isinstance(first, Mapping) and first.get("reason") else error
    kind = str(cause.get("type") or "")
    reason, index = str(cause.get("reason") or kind), str(cause.get("index") or "")
    return kind, f"{index} is closed" if kind == CLOSED and index else reason, index
