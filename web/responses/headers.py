"""The headers of every response: what a browser may do with it, and how long it may cache it."""

from http import HTTPStatus

from flask import Flask, Response, g, request

_POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';"
        " font-src 'self'; img-src 'self'; manifest-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",  # publishers do not learn what readers search for
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers without frame-ancestors
}
#: The page that others may frame has no script and no form, and may be loaded by any page.
_FRAMED = "trends.embed"
_FRAMED_POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self';"
        " form-action 'none'; base-uri 'none'; frame-ancestors *"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
}
#: Search engines list articles. Results are endless, and the rest is for programs.
_UNLISTED_BLUEPRINTS = frozenset(("api", "downloads"))
_UNLISTED = frozenset(("pages.results", "trends.page", "trends.csv", "opensearch.suggest"))
#: What a client may ask that has the page already.
_CONDITIONS = frozenset(("HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"))


def register(app: Flask) -> None:
    """Add the headers to every response of app."""
    app.after_request(_with_policy)
    app.after_request(_with_tag)
    app.after_request(_with_freshness)  # runs first: the last one registered


def is_partial() -> bool:
    """Return whether the answer is of a part of the archive alone: the next one may be whole."""
    snapshot = g.get("snapshot")
    return bool(g.get("partial")) or (snapshot is not None and snapshot.is_partial)


def may_change() -> bool:
    """Return whether the same request may be answered otherwise soon, from the same index."""
    return is_partial() or bool(g.get("unsettled"))


def _with_policy(response: Response) -> Response:
    response.headers.extend(_POLICY)  # nobody else sets them
    if request.endpoint == _FRAMED and response.status_code < HTTPStatus.BAD_REQUEST:
        response.headers.update(_FRAMED_POLICY)
        del response.headers["X-Frame-Options"]
    if request.endpoint in _UNLISTED or request.blueprint in _UNLISTED_BLUEPRINTS:
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _with_freshness(response: Response) -> Response:
    """Allow caching: pages with revalidation, static files for good, errors never.

    Nor what may change, which has no tag either: the answer of a moment later would have the same.
    A part of the archive says so: there is no room for it in a table or a list of addresses.
    """
    if is_partial():
        response.headers["X-Iqtisad-Partial"] = "1"
    if may_change():
        response.cache_control.no_store = True
        response.headers.remove("ETag")
        response.headers.remove("Last-Modified")
    elif response.status_code >= HTTPStatus.BAD_REQUEST:
        response.cache_control.no_store = True
    elif request.endpoint == "static":
        response.cache_control.immutable = True  # changed files have other addresses
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-cache"
    return response


def _with_tag(response: Response) -> Response:
    """Answer 304 for a page that has not changed."""
    if (
        response.status_code == HTTPStatus.OK
        and response.headers.get("Cache-Control") == "no-cache"
    ):
        response.add_etag(weak=True)  # keeps an existing tag
        if not _CONDITIONS.isdisjoint(request.environ):
            response.make_conditional(request)
    return response
