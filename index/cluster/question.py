"""What a cluster is asked, and what it answers, as they cross the network."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Self
from urllib.parse import urlencode

#: What JSON is read as: mappings, lists, texts, numbers.
Json = Any
#: What is made of a parsed answer, the name of the node with it for errors.
Reading = Callable[[str, Json], Json]
_READS = frozenset({"GET", "HEAD"})
#: What may be asked twice though it is not a GET: it reads, or writes the same again.
_REPEATABLE = frozenset({"_search", "_msearch", "_mget", "_count", "_bulk", "_refresh"})
_SEARCHES = frozenset({"_search", "_msearch"})
_LINES = frozenset({"_bulk", "_msearch"})


@dataclass(frozen=True, slots=True)
class Request:
    """What a node is asked: a path with its parameters, and a body ready to be sent."""

    method: str
    path: str
    body: bytes | None = None
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a node answered, as bytes."""

    status: int
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Question:
    """What a cluster is asked, ready to be sent.

    anywhere is the body that asks whichever copies are the quickest, where body prefers some.
    """

    method: str
    path: str
    body: bytes | None
    params: Mapping[str, str]
    anywhere: bytes | None = None

    @classmethod
    def of(
        cls, method: str, path: str, body: Json = None, params: Mapping[str, Any] | None = None
    ) -> Self:
        """Return the question; text and bytes are sent as they are, anything else as JSON."""
        if body is not None and not isinstance(body, bytes):
            text = body if isinstance(body, str) else written(body)
            body = text.encode("utf-8", "replace")  # half a letter is in no article
        said = {name: joined(value) for name, value in (params or {}).items() if value is not None}
        return cls(method, f"/{path.lstrip('/')}", body, MappingProxyType(said))

    def of_any_copy(self) -> Self:
        """Return the question without the copies that it prefers: one of them may be late."""
        return replace(self, body=self.anywhere, anywhere=None) if self.anywhere else self

    @property
    def _verb(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def repeatable(self) -> bool:
        """Whether it does no harm to ask this twice."""
        return self.method in _READS or self._verb in _REPEATABLE

    def request(self, seconds: float) -> Request:
        """Return what a node is asked that has so many seconds: a search is not worth more."""
        params = dict(self.params)
        if self._verb in _SEARCHES:
            params.setdefault("cancel_after_time_interval", f"{max(1, int(seconds * 1000))}ms")
        path = f"{self.path}?{urlencode(params)}" if params else self.path
        return Request(self.method, path, self.body, lines=self._verb in _LINES)


def written(value: Json) -> str:
    """Return a value as JSON in a line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def joined(value: Json) -> str:
    """Return a value as OpenSearch reads it in a path.

    >>> joined(True), joined(["a", "b"]), joined(2)
    ('true', 'a,b', '2')
    """
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
