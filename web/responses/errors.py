"""Errors as pages that keep the query, and as problem+json for the API.

A reader sees what to do next and a request id; the operator finds the same id in the log, with the
cause.
"""

import json
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, abort, current_app, make_response, render_template, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import (
    BadHost,
    HTTPException,
    InternalServerError,
    RequestURITooLarge,
    SecurityError,
    ServiceUnavailable,
)

from search import ClusterError, IndexUnavailableError
from web.l10n.catalog import noted, translate
from web.l10n.labels import BUSY, ERRORS, OTHER_ERROR, SILENT
from web.l10n.preferences import chosen, read_preferences, unknown_choices
from web.parameters import ParameterError, forgiving_request, typed_text
from web.server.door import refusals
from web.server.door.exchange import KEY, Exchange, request_id

#: The beginning of addresses whose answers, errors included, are for programs.
API = "/api/"
#: The most bytes of the query of an address: a text of MAX_TEXT letters of four bytes, escaped, has
#: 6,144; the rest is for filters, and for a text that is longer and is cut.
MAX_QUERY_STRING = 16_000
#: The most letters of a path: an id or a name is shorter.
MAX_PATH = 1000
#: The seconds after which a client may ask again if there is no index.
_RETRY_AFTER = 30
#: The faults of a host that is none.
_HOSTS = (BadHost, SecurityError)
_ELSEWHERE = noted("لا يجيب هذا الموقع عن اسم المضيف الذي في العنوان؛ افتحه بعنوانه المعروف.")


def register(app: Flask) -> None:
    """Answer every error of app with a page or a problem."""
    app.before_request(_refuse_as_told)
    app.before_request(_refuse_long_addresses)
    app.before_request(_refuse_unknown_choices)
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(IndexUnavailableError, _answer_without_index)


class BusyError(ServiceUnavailable):
    """There is an index, but no time: more is asked for than can be answered."""

    description = "More is asked for than can be answered now. Ask again in a few seconds."


class SilentError(ServiceUnavailable):
    """There is an index, in a cluster that does not give what it is asked for."""

    description = "The archive does not answer now. Ask again in half a minute."


def _refuse_as_told() -> None:
    """Answer with the error by which the server refuses what it does not let in."""
    status = request.environ.get(refusals.KEY)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        raise BusyError
    if status:
        abort(status)


def _refuse_long_addresses() -> None:
    if len(request.path) > MAX_PATH:
        request.path = "/"  # neither is it repeated
        raise RequestURITooLarge
    if len(request.query_string) > MAX_QUERY_STRING:
        request.args = ImmutableMultiDict(_kept(request.args))
        raise RequestURITooLarge


def _kept(arguments: MultiDict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what the page says again of an address that is too long: its links would be, too."""
    yield "q", typed_text(arguments)
    yield from chosen(read_preferences(request.args)).items()


def _refuse_unknown_choices() -> None:
    """Refuse an unknown language, digits or months; the API ignores preferences."""
    faults = list(unknown_choices(request.args))
    if faults and not request.path.startswith(API):
        raise ParameterError(forgiving_request(request.args), faults)


def _answer_without_index(error: IndexUnavailableError) -> Response:
    unavailable = (
        SilentError(retry_after=_RETRY_AFTER)
        if isinstance(error, ClusterError)
        else ServiceUnavailable("There is no index to search yet.", retry_after=_RETRY_AFTER)
    )
    unavailable.__cause__ = error
    return _answer(unavailable)


def _answer(error: HTTPException) -> Response:
    given = _given_id()
    _log(error, given)
    write = _problem if request.path.startswith(API) else _page
    response = write(error, given)
    headers = dict(error.get_headers())
    headers.pop("Content-Type")
    response.headers.update(headers)
    if given:
        response.headers["X-Request-ID"] = given
    return response


def _given_id() -> str:
    """Return the id that the server has given to the request, or a new one.

    What the server refuses with is made before there is a request: it has none.
    """
    if refusals.KEY in request.environ:
        return ""
    exchange: Exchange | None = request.environ.get(KEY)
    return exchange.id if exchange else request_id(request.headers.get("X-Request-ID", ""))


def _log(error: HTTPException, request_id: str) -> None:
    """Log the errors that are not the reader's fault, but for those of which the server knows."""
    if not request_id:
        return
    if isinstance(error, InternalServerError):
        current_app.logger.error(
            "request %s: %s %s",
            request_id,
            request.method,
            request.path,
            exc_info=error.original_exception,
            extra={"request_id": request_id},
        )
    elif isinstance(error, ServiceUnavailable):
        current_app.logger.error(
            "request %s: %s", request_id, error.__cause__, extra={"request_id": request_id}
        )


def _page(error: HTTPException, request_id: str) -> Response:
    faults = (error, request.routing_exception)  # the address may be wrong as well
    if any(isinstance(fault, _HOSTS) for fault in faults):  # a page has links, which need a host
        told = translate(_ELSEWHERE, read_preferences(request.args).lang)
        return Response(f"{told}\n", error.code, mimetype="text/plain")
    title, advice = _said(error)
    page = render_template(
        "error.html",
        code=error.code,
        title=title,
        advice=advice,
        faults=error.faults if isinstance(error, ParameterError) else (),
        asked=forgiving_request(request.args),
        request_id=request_id,
    )
    return make_response(page, error.code)


def _said(error: HTTPException) -> tuple[str, str]:
    """Return what happened, and what to do next."""
    if isinstance(error, BusyError):
        return BUSY
    if isinstance(error, SilentError):
        return SILENT
    return ERRORS.get(error.code or 0, OTHER_ERROR)


def _problem(error: HTTPException, request_id: str) -> Response:
    """Return error in the format of RFC 9457."""
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": error.name,
        "status": error.code,
        "detail": error.description,
    }
    if request_id:
        problem["instance"] = f"urn:request:{request_id}"
    if isinstance(error, ParameterError):
        problem["parameters"] = [
            {"name": fault.parameter, "value": fault.value, "allowed": fault.allowed}
            for fault in error.faults
        ]
    body = json.dumps(problem, ensure_ascii=False)
    return Response(body, error.code, content_type="application/problem+json")
