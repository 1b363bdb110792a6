"""Asks a WSGI application (PEP 3333) for what came in as ASGI (asgi.readthedocs.io)."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeAlias
from urllib.parse import unquote_to_bytes

from web.server.door.exchange import Facts

Scope: TypeAlias = dict[str, Any]
Environ: TypeAlias = dict[str, Any]
Headers: TypeAlias = list[tuple[bytes, bytes]]
#: An application: Flask, or anything else that PEP 3333 describes.
Application: TypeAlias = Any

_NO_FACTS = Facts()
#: The protocols that servers name by the larger of their numbers alone.
_PROTOCOLS = {"1": "HTTP/1.0", "2": "HTTP/2.0"}
#: Headers that PEP 3333 names without HTTP_.
_BARE = {"HTTP_CONTENT_TYPE": "CONTENT_TYPE", "HTTP_CONTENT_LENGTH": "CONTENT_LENGTH"}
#: The bytes of a stream that are sent at once. Set by hand: made in about the time of a page.
_PIECE = 1 << 14
#: The largest answer that is taken whole, if it says its length.
_WHOLE = 8 << 20


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, its headers with lower-case names, and the body: bytes, or a stream of them.

    facts are what the application told of it.
    """

    status: int
    headers: Headers
    body: "bytes | Stream"
    facts: Facts = _NO_FACTS

    def header(self, name: bytes) -> str:
        """Return the first value of a header, "" if there is none."""
        return next((value.decode("latin-1") for key, value in self.headers if key == name), "")


class Stream:
    """The body of an answer that is made while it is sent."""

    def __init__(self, body: Iterable[bytes]) -> None:
        self._body, self._chunks = body, iter(body)

    def piece(self) -> bytes:
        """Return what comes next, b"" at the end."""
        pieces, size = [], 0
        for chunk in self._chunks:
            pieces.append(chunk)
            size += len(chunk)
            if size >= _PIECE:
                break
        return b"".join(pieces)

    def close(self) -> None:
        """Let go of what the stream is made from."""
        _close(self._body)


def environ_of(scope: Scope) -> Environ:
    """Return the environment of a request without a body; each byte of the path a character."""
    path = unquote_to_bytes(scope["raw_path"])
    server, client = scope.get("server") or ("", ""), scope.get("client") or ("", "")
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": path.decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": _protocol(scope["http_version"]),
        "SERVER_NAME": server[0] or "localhost",
        "SERVER_PORT": str(server[1] or ""),
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    environ.update(_headers(scope["headers"]))
    return environ


def _protocol(version: str) -> str:
    return _PROTOCOLS.get(version, f"HTTP/{version}")


def _headers(given: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the headers as PEP 3333 names them; values of a repeated one are joined."""
    headers: dict[str, str] = {}
    for name, value in given:
        if b"_" in name:  # it would pass for another: X_Forwarded_For
            continue
        key = "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
        key = _BARE.get(key, key)
        text = value.decode("latin-1")
        headers[key] = (
            f"{headers[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{text}"
            if (key in headers)
            else text
        )
    return headers


def ask(application: Application, environ: Environ) -> Answer:
    """Return the answer of an application; what says that it is short is taken whole."""
    started: list[tuple[int, Headers]] = []

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        encoded = [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in headers]
        started[:] = [(int(status[:3]), encoded)]

    body = application(environ, start)
    status, headers = started[0]
    length = next((int(value) for name, value in headers if name == b"content-length"), None)
    if environ["REQUEST_METHOD"] == "HEAD" or (length is not None and length <= _WHOLE):
        return Answer(status, headers, _all_of(body))
    return Answer(status, headers, Stream(body))


def _all_of(body: Iterable[bytes]) -> bytes:
    try:
        return b"".join(body)
    finally:
        _close(body)


def _close(body: Iterable[bytes]) -> None:
    close = getattr(body, "close", None)
    if close:
        close()
