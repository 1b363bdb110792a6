"""The client of a cluster: what is asked of it, and what comes back, as values of JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from index.cluster.address import Address, Credentials
from index.cluster.faults import (
    BrokenError,
    ClusterError,
    GarbledError,
    LateError,
    LostPartError,
    NotConnectedError,
    RefusedError,
    RejectedError,
    UnreachableError,
    lost_a_part,
    raise_refusal,
    stranger,
)
from index.cluster.question import Json, Question, Reading, joined, written

if TYPE_CHECKING:
    from index.cluster.asking import Asker

#: Seconds for an answer, all tries together: a reader waits no longer. Set by hand.
DEADLINE = 3.0
#: What says whether all of an archive was searched: never filtered out of an answer.
_WHOLE = "_shards,timed_out"
#: Which copies of the parts of an index a search is for.
_PREFERENCE = "preference"


@dataclass(frozen=True, slots=True)
class Search:
    """One of several searches: its body, and what stands beside it (search_type, preference)."""

    body: Mapping[str, Any]
    params: Mapping[str, Any] = field(default_factory=dict)


class Cluster:
    """Asks the nodes of a cluster. Threads may share it.

    Raises AddressError if the secret or the file of the CA is missing, ClusterError if
    opensearch-py is.
    """

    def __init__(
        self, address: Address, credentials: Credentials, *, deadline: float = DEADLINE
    ) -> None:
        self.address = address
        self._deadline = deadline
        self._asker = _asker(address, credentials)

    def about(self) -> dict[str, Any]:
        """Return what the cluster says of itself; raises GarbledError if it is none."""
        return self._answer(Question.of("GET", ""), _read_about)

    def ask(
        self,
        method: str,
        path: str,
        body: Json = None,
        *,
        params: Mapping[str, Any] | None = None,
        deadline: float | None = None,
    ) -> Json:
        """Return the parsed answer of a path, which is quoted; True or False for HEAD.

        Text and bytes are sent as they are, anything else as JSON. deadline is in seconds. What is
        answered about a document that is not there is returned. Raises a ClusterError.
        """
        return self._answer(Question.of(method, path, body, params), deadline=deadline)

    def search(
        self, index: str, body: Json, *, deadline: float | None = None, **params: Json
    ) -> dict[str, Any]:
        """Return what a search finds, perhaps in a part of the archive alone (is_partial)."""
        if "filter_path" in params:
            params["filter_path"] = f"{joined(params['filter_path'])},{_WHOLE}"
        question = Question.of("POST", f"{index}/_search", body, params)
        return self._answer(question, _read_one, deadline)

    def searches(
        self, index: str, asked: Sequence[Search], *, deadline: float | None = None
    ) -> list[dict[str, Any]]:
        """Return what each search finds; raises the error of the first that fails."""

        def read(node: str, answer: Json) -> list[dict[str, Any]]:
            return _read_searches(node, answer, len(asked))

        if not asked:
            return []
        question = Question.of("POST", f"{index}/_msearch", _lines(asked))
        if any(_PREFERENCE in search.params for search in asked):
            question = replace(question, anywhere=_lines(map(_of_any_copy, asked)))
        return self._answer(question, read, deadline)

    def close(self) -> None:
        """Close all connections."""
        self._asker.close()

    def _answer(
        self,
        question: Question,
        read: Reading = lambda _, answer: answer,
        deadline: float | None = None,
    ) -> Json:
        return self._asker.ask(question, deadline or self._deadline, read)


def is_partial(answer: Mapping[str, Any]) -> bool:
    """Return whether a search was answered for a part of the archive alone.

    >>> is_partial({"timed_out": False, "_shards": {"total": 3, "successful": 2, "failed": 1}})
    True
    """
    answered, asked = parts(answer)
    return bool(answer.get("timed_out")) or answered < asked


def parts(answer: Mapping[str, Any]) -> tuple[int, int]:
    """Return how many parts (shards) of the archive answered, and how many there are."""
    shards = answer["_shards"]
    asked = shards["total"]
    return min(shards["successful"], asked - shards["failed"]), asked


def _lines(asked: Iterable[Search]) -> bytes:
    """Return the body of _msearch."""
    parts = (part for search in asked for part in (dict(search.params), search.body))
    return "".join(f"{written(part)}\n" for part in parts).encode("utf-8", "replace")


def _of_any_copy(search: Search) -> Search:
    return replace(
        search, params={name: each for name, each in search.params.items() if name != _PREFERENCE}
    )


def _asker(address: Address, credentials: Credentials) -> "Asker":
    try:
        from index.cluster.asking import Asker  # noqa: PLC0415  opensearch-py is an extra
    except ImportError as error:
        raise ClusterError(
            f"{address}: a cluster is asked through opensearch-py, which cannot be imported"
            f" ({error}); install it with: pip install 'iqtisad[cluster]'"
        ) from None
    return Asker(address, credentials)


def _read_about(node: str, answer: Json) -> dict[str, Any]:
    version = answer.get("version") if isinstance(answer, dict) else None
    if not isinstance(version, dict) or "cluster_name" not in answer:
        raise stranger(node, "no name of a cluster")
    if version.get("distribution") != "opensearch":
        raise stranger(node, f"version {version.get('number')} of another program")
    return answer


def _read_search(node: str, answer: Json) -> dict[str, Any]:
    shards = answer.get("_shards") if isinstance(answer, dict) else None
    if not isinstance(shards, dict) or not {"total", "successful", "failed"} <= shards.keys():
        raise stranger(node, "no result of a search")
    return answer


def _read_one(node: str, answer: Json) -> dict[str, Any]:
    found = _read_search(node, answer)
    if lost_a_part(found):
        raise LostPartError(node, found)
    return found


def _read_searches(node: str, answer: Json, asked: int) -> list[dict[str, Any]]:
    found = answer.get("responses") if isinstance(answer, dict) else None
    if not isinstance(found, list) or len(found) != asked:
        raise stranger(node, "no results of searches")
    for one in found:
        if isinstance(one, dict):
            raise_refusal(node, one.get("status", 500), one)
    results = [_read_search(node, one) for one in found]
    if any(map(lost_a_part, results)):
        raise LostPartError(node, results)
    return results


__all__ = [
    "DEADLINE",
    "BrokenError",
    "Cluster",
    "ClusterError",
    "GarbledError",
    "LateError",
    "NotConnectedError",
    "RefusedError",
    "RejectedError",
    "Search",
    "UnreachableError",
    "is_partial",
    "parts",
]
