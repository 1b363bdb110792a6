"""A request as a line: as Apache and nginx write it (combined), or as an object of JSON.

A line of the combined format goes on with what they do not tell:

    … "REFERER" "AGENT" ID SECONDS INDEX RESULTS WAITED CPU ROUTE CACHE END

CACHE is hit or miss, END whole or cut. A dash stands for what is not known.
"""

import re
from collections.abc import Callable, Container
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeAlias

from search import json_text
from web.logs.addresses import names_only, readable, target_of, without_texts
from web.server.door.exchange import Exchange

#: Makes a line of a request that is over.
Format: TypeAlias = Callable[[Exchange], str]

#: The status of a request whose client left before there was an answer, as nginx has it.
GONE = 499
#: The bytes of an address, and of a header, that are written down: longer ones are no reader's.
_ADDRESS, _HEADER = 16_000, 2_000
#: What would end a value of the combined format, or a line; nginx escapes the same.
_SPECIAL = re.compile(r'[\x00-\x1f\x7f-\U0010ffff"\\]')
#: Names of parameters that are known, None to write down what was asked as it is.
Known: TypeAlias = Container[str] | None


def status_of(exchange: Exchange) -> int:
    """Return the status of an answer, 499 if its client left before there was one."""
    return exchange.status or GONE


def combined(exchange: Exchange, known: Known) -> str:
    """Return a request as a line of the combined format."""
    path, query, referer = _asked(exchange, known)
    request = f"{exchange.method[:_HEADER]} {target_of(path, query)} {exchange.protocol}"
    told = (
        f"{exchange.id} {exchange.seconds:.6f} {exchange.index or '-'}"
        f" {'-' if exchange.results is None else exchange.results}"
        f" {exchange.waited:.6f} {exchange.cpu:.6f} {exchange.route or '-'}"
        f" {'hit' if exchange.remembered else 'miss'} {'whole' if exchange.whole else 'cut'}"
    )
    return (
        f"{_bare(exchange.client)} - - [{_clock(int(exchange.arrived))}] {_quoted(request)}"
        f" {status_of(exchange)} {exchange.size} {_quoted(referer)}"
        f" {_quoted(exchange.agent[:_HEADER])} {told}\n"
    )


def as_json(exchange: Exchange, known: Known) -> str:
    """Return a request as an object of JSON, on one line."""
    path, query, referer = _asked(exchange, known)
    told: dict[str, Any] = {
        "time": _moment(exchange.arrived),
        "client": exchange.client,
        "id": exchange.id,
        "method": exchange.method[:_HEADER],
        "path": readable(path),
        "query": readable(query),
        "protocol": exchange.protocol,
        "status": status_of(exchange),
        "bytes": exchange.size,
        "seconds": round(exchange.seconds, 6),
        "waited": round(exchange.waited, 6),
        "cpu": round(exchange.cpu, 6),
        "route": exchange.route,
        "index": exchange.index,
        "results": exchange.results,
        "suggested": exchange.suggested,
        "remembered": exchange.remembered,
        "whole": exchange.whole,
        "agent": readable(exchange.agent[:_HEADER]),
        "referer": readable(referer),
    }
    if known is None:
        told["texts"] = exchange.texts
    return json_text(told) + "\n"


def _asked(exchange: Exchange, known: Known) -> tuple[str, str, str]:
    """Return path, query and referer as they may be written down."""
    path, query = exchange.path[:_ADDRESS], exchange.query[:_ADDRESS]
    referer = exchange.referer[:_HEADER]
    if known is None:
        return path, query, referer
    path = path.partition("?")[0]  # it was %3F: an address in an address
    return path, names_only(query, known), without_texts(referer, known)


def _quoted(text: str) -> str:
    return f'"{_SPECIAL.sub(_escape, text)}"' if text else '"-"'


def _bare(text: str) -> str:
    return _SPECIAL.sub(_escape, text).replace(" ", "\\x20") or "-"


def _escape(found: re.Match[str]) -> str:
    return "".join(f"\\x{byte:02X}" for byte in found[0].encode("latin-1", "replace"))


@lru_cache(1)
def _clock(second: int) -> str:
    return f"{datetime.fromtimestamp(second).astimezone():%d/%b/%Y:%H:%M:%S %z}"


def _moment(seconds: float) -> str:
    before, zone = _second(int(seconds))
    return f"{before}.{int(seconds % 1 * 1000):03}{zone}"


@lru_cache(1)
def _second(second: int) -> tuple[str, str]:
    """Return a moment in the format of ISO 8601 up to its second, and its zone."""
    told = datetime.fromtimestamp(second).astimezone().isoformat()
    return told[:19], told[19:]
