"""The answers by which a server refuses: made before anybody asks, because it is busy by then."""

import math
from http import HTTPStatus
from io import BytesIO

from web.server.door.wsgi import Answer, Application, Environ, ask

#: The key of an environment that asks the application for its page of an error.
KEY = "iqtisad.refusal"
#: The statuses with which a server refuses what the application never sees.
STATUSES = (
    HTTPStatus.LENGTH_REQUIRED,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
_PROGRAMS = "/api/"
_ENGLISH = "lang=en"


class Refusals:
    """A page and a problem of each status, in each language."""

    def __init__(self, application: Application) -> None:
        self._answers = {
            (status, path, query): ask(application, _environ(status, path, query))
            for status in STATUSES
            for path in ("/", _PROGRAMS)
            for query in ("", _ENGLISH)
        }

    def answer(self, status: HTTPStatus, environ: Environ, retry_after: float = 0.0) -> Answer:
        """Return the answer of a status in the language of a request; retry_after in seconds."""
        path = _PROGRAMS if environ["PATH_INFO"].startswith(_PROGRAMS) else "/"
        query = _ENGLISH if _ENGLISH in environ["QUERY_STRING"].split("&") else ""
        made = self._answers[status, path, query]
        headers = [each for each in made.headers if each[0] != b"retry-after"]
        if retry_after:
            headers.append((b"retry-after", str(math.ceil(retry_after)).encode()))
        return Answer(made.status, headers, made.body)


def _environ(status: HTTPStatus, path: str, query: str) -> Environ:
    return {
        KEY: status,
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
