"""The access log of a process: an observer of its door."""

from collections.abc import Callable, Container
from functools import partial
from pathlib import Path

from web.logs.appending import Appending
from web.logs.lines import Format, as_json, combined
from web.server.door.exchange import Exchange
from web.settings.settings import Log

#: The file that is standard error.
_STANDARD_ERROR = "-"


class AccessLog:
    """Writes down each request that is over."""

    def __init__(self, write: Callable[[str], None], line: Format) -> None:
        self._write, self._line = write, line

    def __call__(self, exchange: Exchange) -> None:
        """Write down a request."""
        self._write(self._line(exchange))


def access_log(log: Log, known: Container[str]) -> tuple[AccessLog, Appending] | None:
    """Return the log that the settings name, and its file, to be flushed; None for none.

    known are the names of parameters that tell nothing of what was searched for.
    """
    if not log.access:
        return None
    file = Appending(None if log.access == _STANDARD_ERROR else Path(log.access))
    line = as_json if log.format == "json" else combined
    return AccessLog(file, partial(line, known=None if log.log_queries else known)), file
