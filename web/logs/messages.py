"""What goes wrong as lines on standard error, in the form of the access log.

An error of the application has the id of its request, which the reader sees, too.
"""

import logging
import sys
import traceback
from datetime import datetime
from typing import Any

from search import escaped, json_text
from web.settings.settings import Log

#: What a record may have beside its message; see responses.errors.
_REQUEST = "request_id"


def tell_by(log: Log) -> None:
    """Let everything that this process logs from now on be told in the form of a log."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JSONLines() if log.format == "json" else Lines())
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)


class Lines(logging.Formatter):
    """A line a message; a traceback follows, indented as it is."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as text that commands no terminal."""
        said = [escaped(record.getMessage()), *map(escaped, _traceback(record).splitlines())]
        return f"{_moment(record)} [{record.levelname.lower()}] " + "\n".join(said)


class JSONLines(logging.Formatter):
    """An object a message, with its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as an object of JSON, on one line."""
        told: dict[str, Any] = {
            "time": _moment(record),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        if request := getattr(record, _REQUEST, ""):
            told["id"] = request
        if exception := _traceback(record):
            told["exception"] = exception
        return json_text(told)


def _moment(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")


def _traceback(record: logging.LogRecord) -> str:
    if not record.exc_info or record.exc_info[1] is None:
        return ""
    return "".join(traceback.format_exception(record.exc_info[1])).rstrip()
