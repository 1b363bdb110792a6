"""The headers of every response: what a browser may do with it, how long it may keep it."""

from http import HTTPStatus

from flask import Flask, Response, request

_POLICY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';"
        " font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",  # what a reader looks for is no publisher's business
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers without frame-ancestors
}


def register(app: Flask) -> None:
    """Let app put the headers on every response."""
    app.after_request(_with_policy)
    app.after_request(_with_tag)
    app.after_request(_with_freshness)  # runs first: what is registered later runs earlier


def _with_policy(response: Response) -> Response:
    response.headers.update(_POLICY)
    return response


def _with_freshness(response: Response) -> Response:
    """Let pages be kept but asked for again, static files be kept, errors never be."""
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        response.cache_control.no_store = True
    elif request.endpoint == "static":
        response.cache_control.immutable = True  # another content has another address
    elif not response.cache_control:
        response.cache_control.no_cache = True
    return response


def _with_tag(response: Response) -> Response:
    """Let a page that has not changed be answered by 304."""
    if response.status_code == HTTPStatus.OK and response.cache_control.no_cache:
        response.add_etag(weak=True)  # one that is there already stays
        response.make_conditional(request)
    return response
