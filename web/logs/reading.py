"""Reads access logs again: lines of JSON or of the combined format, packed or not."""

import gzip
import json
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import parse_qs

#: The name of standard input.
STANDARD_INPUT = "-"
_GZIP = b"\x1f\x8b"
_COMBINED = re.compile(
    r'\S+ \S+ \S+ \[(?P<time>[^\]]+)\] "\S+ (?P<target>(?:[^" \\]|\\.)*) [^"]*" \d{3} \d+'
    r' "(?:[^"\\]|\\.)*" "(?:[^"\\]|\\.)*"'
    r" (?P<id>\S+) [\d.]+ \S+ (?P<results>\d+|-) [\d.]+ [\d.]+ (?P<route>\S+) (?:hit|miss)"
    r" (?:whole|cut)"
)
_CLOCK = "%d/%b/%Y:%H:%M:%S %z"
#: The parameter with the text that is searched for.
_TEXT = "q"


class LogError(Exception):
    """A log cannot be read; the message has the way out."""


@dataclass(frozen=True, slots=True)
class Logged:
    """A request of a log; texts and suggested are None where the log does not tell."""

    time: datetime
    route: str
    results: int | None
    texts: tuple[str, ...] | None
    suggested: bool | None


def read_log(name: str) -> Iterator[Logged | None]:
    """Yield the requests of a file, None for a line that is none. Raises LogError."""
    try:
        if name == STANDARD_INPUT:
            yield from _requests(sys.stdin.buffer)
        else:
            with Path(name).open("rb") as file:
                yield from _requests(file)
    except (OSError, EOFError, zlib.error) as error:
        fault = getattr(error, "strerror", None) or str(error)
        raise LogError(f"{name}: cannot be read ({fault}); leave it out, or unpack it") from error


def _requests(file: IO[bytes]) -> Iterator[Logged | None]:
    packed = cast("Any", file).peek(2)[:2] == _GZIP
    lines: Iterable[bytes] = gzip.GzipFile(fileobj=file) if packed else file
    for line in lines:
        if line.strip():
            yield logged(line.decode("utf-8", "replace"))


def logged(line: str) -> Logged | None:
    """Return the request that a line tells of, None if it is no line of an access log."""
    try:
        return _of_json(line) if line.startswith("{") else _of_combined(line)
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def _of_json(line: str) -> Logged:
    told = json.loads(line)
    texts = told.get("texts")
    return Logged(
        time=datetime.fromisoformat(told["time"]),
        route=told["route"],
        results=told["results"],
        texts=None if texts is None else tuple(map(str, texts)),
        suggested=told.get("suggested"),
    )


def _of_combined(line: str) -> Logged | None:
    found = _COMBINED.match(line)
    if found is None:
        return None
    return Logged(
        time=datetime.strptime(found["time"], _CLOCK),  # noqa: DTZ007  it has a zone
        route=found["route"],
        results=None if found["results"] == "-" else int(found["results"]),
        texts=_texts(found["target"].partition("?")[2]),
        suggested=None,
    )


def _texts(query: str) -> tuple[str, ...] | None:
    """Return the texts in a query, None where it has but the names of its parameters."""
    if _TEXT in query.split("&"):
        return None
    return tuple(parse_qs(query, errors="replace").get(_TEXT, ()))
