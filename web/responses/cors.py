"""Which pages of other sites may read the answers of the API (fetch.spec.whatwg.org)."""

from collections.abc import Sequence
from functools import partial

from flask import Flask, Response, request

from web.responses.errors import API

#: The origin that stands for all.
ANY = "*"
_READ_ONLY = frozenset(("GET", "HEAD"))
#: What a script may read of an answer beside its body.
_EXPOSED = "ETag, Link, Retry-After, X-Request-ID"


def register(app: Flask, origins: Sequence[str]) -> None:
    """Let the pages of some origins read what the API answers; ANY for all pages, () for none."""
    if origins:
        app.after_request(partial(_opened, frozenset(origins)))


def _opened(origins: frozenset[str], response: Response) -> Response:
    if not request.path.startswith(API) or request.method not in _READ_ONLY:
        return response
    allowed = ANY if ANY in origins else request.headers.get("Origin", "")
    if allowed != ANY:
        response.vary.add("Origin")
    if allowed in origins:
        response.headers["Access-Control-Allow-Origin"] = allowed
        response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    return response
