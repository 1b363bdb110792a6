"""Remembers finished answers: the hundredth reader of a query waits for nothing.

An answer is remembered with what it was made from (the version of the index, the names of labels,
the day), and is given again only while that is what an answer would be made from now.
"""

from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any, TypeAlias

from cachetools import LRUCache
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header, parse_etags

from web.server.door.wsgi import Answer, Environ

#: What an answer depends on beside what it is made from.
Key: TypeAlias = tuple[str, ...]

#: The largest answer that is remembered.
_LARGEST = 1 << 20
#: What an answer takes in memory beside its body. Measured: its headers, its key.
_OVERHEAD = 3000
#: Headers by which a client asks for something else than the whole answer or nothing.
_CONDITIONS = (
    "HTTP_RANGE",
    "HTTP_IF_RANGE",
    "HTTP_IF_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_UNMODIFIED_SINCE",
)
#: What a 304 repeats of the headers of the answer (RFC 9110, 15.4.5), and what it must not.
_OF_BODY = frozenset((b"content-length", b"content-encoding", b"content-type"))


@dataclass(frozen=True, slots=True)
class _Remembered:
    made_from: Any
    answer: Answer
    tag: str


class ResponseCache:
    """The answers of a process, at most so many bytes of them, the latest asked for. One thread."""

    def __init__(self, size: int) -> None:
        """Remember size bytes; 0 for nothing."""
        self._answers: LRUCache[Key, _Remembered] = LRUCache(size, getsizeof=_size)

    def __len__(self) -> int:
        """Return the number of answers."""
        return len(self._answers)

    @property
    def size(self) -> int:
        """The bytes that the answers take."""
        return int(self._answers.currsize)

    def get(self, environ: Environ, made_from: Any) -> Answer | None:  # noqa: ANN401
        """Return the answer to a request, 304 if the client has it; None if it must be made."""
        key = _key(environ)
        found = self._answers.get(key) if key else None
        if key is None or found is None:
            return None
        if found.made_from != made_from:
            del self._answers[key]
            return None
        return _not_modified(found.answer) if _has(environ, found.tag) else found.answer

    def put(self, environ: Environ, answer: Answer, made_from: Any) -> None:  # noqa: ANN401
        """Remember an answer that anybody may get who asks for the same."""
        key = _key(environ)
        if key and made_from is not None and _is_for_all(answer):
            tag = answer.header(b"etag").removeprefix("W/").strip('"')
            remembered = _Remembered(made_from, answer, tag)
            if _size(remembered) <= self._answers.maxsize:
                self._answers[key] = remembered


def _size(remembered: _Remembered) -> int:
    return len(remembered.answer.body) + _OVERHEAD  # type: ignore[arg-type]  # no stream


def _is_for_all(answer: Answer) -> bool:
    return (
        answer.status == HTTPStatus.OK
        and isinstance(answer.body, bytes)
        and len(answer.body) <= _LARGEST
        and "no-store" not in answer.header(b"cache-control")
        and not answer.header(b"set-cookie")
    )


def _key(environ: Environ) -> Key | None:
    """Return what the answer to a request depends on, None if it is for this request only."""
    if environ["REQUEST_METHOD"] != "GET" or any(name in environ for name in _CONDITIONS):
        return None
    packed = takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    return (
        environ["wsgi.url_scheme"],
        environ.get("HTTP_HOST", ""),
        environ.get("HTTP_ORIGIN", ""),
        environ["SCRIPT_NAME"],
        environ["PATH_INFO"],
        environ["QUERY_STRING"],
        "gzip" if packed else "",
    )


@lru_cache(256)
def takes_gzip(accepted: str) -> bool:
    """Return whether a client takes gzip; accepted is its Accept-Encoding."""
    return bool(parse_accept_header(accepted, Accept)["gzip"])


def _has(environ: Environ, tag: str) -> bool:
    tags = environ.get("HTTP_IF_NONE_MATCH")
    return bool(tag and tags) and parse_etags(tags).contains_weak(tag)


def _not_modified(answer: Answer) -> Answer:
    headers = [(name, value) for name, value in answer.headers if name not in _OF_BODY]
    return Answer(HTTPStatus.NOT_MODIFIED, headers, b"", answer.facts)
