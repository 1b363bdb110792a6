"""The files that every page is made up of (style, script, fonts): made before anybody asks.

They wait in no queue and cost nobody anything: a page that says that the site is busy needs them
more than any other.
"""

from collections.abc import Iterable
from http import HTTPStatus
from io import BytesIO

from web.server.door.response_cache import takes_gzip
from web.server.door.wsgi import Answer, Application, Environ, ask


class Parts:
    """The answers for some addresses, each packed and as it is. They hold for ever."""

    def __init__(self, application: Application, paths: Iterable[str]) -> None:
        """Ask an application for what lies at paths; what it has not is asked for as usual."""
        answers = {
            (path, packed): ask(application, _environ(path, packed))
            for path in paths
            for packed in (True, False)
        }
        self._answers = {
            key: answer
            for key, answer in answers.items()
            if answer.status == HTTPStatus.OK and isinstance(answer.body, bytes)
        }

    def answer(self, environ: Environ) -> Answer | None:
        """Return the answer to a request, None if it is for something else."""
        if environ["REQUEST_METHOD"] != "GET":
            return None
        packed = takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        return self._answers.get((environ["PATH_INFO"], packed))


def _environ(path: str, packed: bool) -> Environ:  # noqa: FBT001  a key of the answers
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_ACCEPT_ENCODING": "gzip" if packed else "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
