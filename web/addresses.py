"""The addresses of pages and files: what was asked for, and how its reader wants it."""

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeAlias
from urllib.parse import quote, urlencode, urlsplit

import flask

from search import Request
from web.current import preferences
from web.parameters import to_parameters
from web.preferences import CHOICES, chosen

PageOf: TypeAlias = Callable[[str], str]

#: Stand for themselves behind the question mark of an address (url.spec.whatwg.org).
_UNESCAPED = "!$'()*,/:;?@"
#: The blueprints whose answers have words in them.
_SPEAKING = frozenset(("pages", "trends", "downloads", "openapi", "opensearch"))
#: What leaves preferences out of an address.
_AS_ANYBODY: dict[str, Any] = dict.fromkeys(CHOICES)


def register(app: flask.Flask) -> None:
    """Let every address of app hold what its reader chose, where that makes a difference."""
    app.url_defaults(_keep_preferences)


def results_url(request: Request, endpoint: str = "pages.results", *, whole: bool = False) -> str:
    """Return the address of the results of request; whole, it holds the host too."""
    return _with_query(flask.url_for(endpoint, _external=whole), request)


def permanent_urls() -> PageOf:
    """Return what gives for an id the address of the article's page, as it is quoted elsewhere.

    It does so when the request is over, too: files are written while they are sent.
    """
    pages = permanent_url("-").removesuffix("-")
    return lambda article_id: pages + article_id  # a safe name: it stands there as it is


def permanent_url(article_id: str) -> str:
    """Return the address of an article's page, whoever reads it and however."""
    return flask.url_for("pages.article", article_id=article_id, _external=True, **_AS_ANYBODY)


def article_url(article_id: str, request: Request) -> str:
    """Return the address of an article that remembers the request it was found by."""
    return _with_query(flask.url_for("pages.article", article_id=article_id), request)


def _with_query(address: str, request: Request) -> str:
    query = _query(request)
    return f"{begun(address)}{query}" if query else address


def begun(address: str) -> str:
    """Return an address ready for one parameter more.

    >>> begun("/search"), begun("/search?lang=en")
    ('/search?', '/search?lang=en&')
    """
    return f"{address}{'&' if '?' in address else '?'}"


@lru_cache(1024)
def _query(request: Request) -> str:
    """Return what stands behind the question mark: the same for every hit of a page."""
    return urlencode(to_parameters(request), doseq=True, safe=_UNESCAPED)


def here(without: Collection[str] = (), **changes: str) -> str:
    """Return the address of the page that is shown, without some parameters.

    changes are to what the reader prefers.
    """
    preferred = chosen(replace(preferences(), **changes))
    left_out = {*CHOICES, *without}
    others = [(n, v) for n, v in flask.request.args.items(multi=True) if v and n not in left_out]
    query = urlencode([*others, *preferred.items()], safe=_UNESCAPED)
    return f"{quote(flask.request.path)}?{query}" if query else quote(flask.request.path)


def host_of(url: str) -> str:
    """Return the host of a web address, "" where url is none and must not be a link.

    >>> host_of("https://www.example.org/a"), host_of("javascript:alert(1)")
    ('www.example.org', '')
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def _keep_preferences(endpoint: str, values: dict[str, Any]) -> None:
    """Let an address of ours hold what the reader chose, wherever that makes a difference."""
    if endpoint.partition(".")[0] in _SPEAKING:
        for name, value in chosen(preferences()).items():
            values.setdefault(name, value)
