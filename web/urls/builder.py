"""Builds the addresses of pages and files: a request, and the preferences of its reader."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeAlias
from urllib.parse import quote, unquote, urlencode, urlsplit

import flask

from search import Filters, Request
from web.context import preferences
from web.l10n.preferences import CHOICES, chosen
from web.parameters import to_parameters

PageOf: TypeAlias = Callable[[str], str]

#: Characters that need no escape in the query of an address (url.spec.whatwg.org).
_UNESCAPED = "!$'()*,/:;?@"
#: Characters that would change the order or the lines of an address.
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
#: The blueprints whose answers depend on preferences.
_SPEAKING = frozenset(("pages", "entities", "trends", "downloads", "openapi", "opensearch"))
#: The values that leave preferences out of an address.
NO_PREFERENCES: dict[str, Any] = dict.fromkeys(CHOICES)


def register(app: flask.Flask) -> None:
    """Let every address of app contain the reader's preferences where they make a difference."""
    app.url_defaults(_keep_preferences)


def results_url(request: Request, endpoint: str = "pages.results", *, whole: bool = False) -> str:
    """Return the address of the results of request; whole adds the host."""
    return _with_query(flask.url_for(endpoint, _external=whole), request)


def results_urls(endpoint: str) -> Callable[[Request], str]:
    """Return a function from a request to the address of its results at an endpoint.

    For an answer with many addresses: they differ in their query only.
    """
    address = flask.url_for(endpoint)
    return lambda request: _with_query(address, request)


def permanent_urls() -> PageOf:
    """Return a function from an id to the permanent address of the article's page.

    It works after the request has ended, too: files are written while they are sent.
    """
    pages = permanent_url("-").removesuffix("-")
    return lambda article_id: pages + article_id  # ids are safe names: they need no escape


def permanent_url(article_id: str) -> str:
    """Return the address of an article's page without preferences, as it is quoted elsewhere."""
    return flask.url_for("pages.article", article_id=article_id, _external=True, **NO_PREFERENCES)


def article_url(article_id: str, request: Request) -> str:
    """Return the address of an article with the request that it was found by."""
    return _with_query(flask.url_for("pages.article", article_id=article_id), request)


def values_url(facet: str, request: Request) -> str:
    """Return the address of the list of all values of a facet in the results of request."""
    return _with_query(flask.url_for("pages.values", facet=facet), request)


def _with_query(address: str, request: Request) -> str:
    query = _query(request)
    return f"{begun(address)}{query}" if query else address


def begun(address: str) -> str:
    """Return an address ready for one more parameter.

    >>> begun("/search"), begun("/search?lang=en")
    ('/search?', '/search?lang=en&')
    """
    return f"{address}{'&' if '?' in address else '?'}"


@lru_cache(1024)
def _query(request: Request) -> str:
    """Return the query of an address; cached, because it is the same for every hit of a page."""
    return urlencode(to_parameters(request), doseq=True, safe=_UNESCAPED)


def begun_url(request: Request) -> str:
    """Return the address of the results of request, ready for one more parameter.

    A page has dozens of addresses that differ in their last parameter only.
    """
    return begun(results_url(request))


def days_query(filters: Filters) -> str:
    """Return the parameters of the days that filters limit, both limits given."""
    return f"from={filters.since}&to={filters.until}"


def here(without: Collection[str] = (), **changes: str) -> str:
    """Return the address of the current page with other preferences, without some parameters."""
    preferred = chosen(replace(preferences(), **changes))
    removed = {*CHOICES, *without}
    others = [(n, v) for n, v in flask.request.args.items(multi=True) if v and n not in removed]
    query = urlencode([*others, *preferred.items()], safe=_UNESCAPED)
    return f"{quote(flask.request.path)}?{query}" if query else quote(flask.request.path)


def host_of(url: str) -> str:
    """Return the host of a web address, "" if url is none and must not be a link.

    >>> host_of("https://www.example.org/a"), host_of("javascript:alert(1)")
    ('www.example.org', '')
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def address_parts(url: str) -> list[str]:
    """Return a web address as a reader reads it: the host and the steps of its path, decoded.

    >>> address_parts("https://www.example.org/%D9%86%D9%81%D8%B7/2018/a?id=7")
    ['www.example.org', 'نفط', '2018', 'a?id=7']
    """
    bare = url.strip().partition("://")[2] or url.strip()
    return [part for each in bare.split("/") if (part := _UNREADABLE.sub("\ufffd", unquote(each)))]


def _keep_preferences(endpoint: str, values: dict[str, Any]) -> None:
    """Add the reader's preferences to the values of an address that depends on them."""
    if endpoint.partition(".")[0] in _SPEAKING:
        for name, value in chosen(preferences()).items():
            values.setdefault(name, value)
