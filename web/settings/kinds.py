"""The kinds of values that a key takes: what is accepted, and how a message names it.

Each has a type of Click, so that an option, a variable and a line of the file are judged alike.
"""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import click

#: What stands for all who come through a Unix socket: they have no address (see web.origin).
_UNIX = "unix"
#: The bytes of a path that the kernel takes for a socket: sun_path of Linux without its zero.
_SOCKET_PATH = 107
_LAST_PORT = 65535
#: The largest numbers: servers and clocks count seconds as milliseconds of 31 bits.
_MOST_WHOLE, _MOST = 1_000_000_000, 1_000_000.0


@dataclass(frozen=True, slots=True)
class Kind:
    """What values are accepted, how they are called, and what TOML writes them as.

    What is refused is quoted, unless it may hold a secret: then the judge's own sentence is told.
    """

    judge: click.ParamType  # type: ignore[type-arg]  # Click 8.1 has none
    expects: str
    written: tuple[type, ...] = (str,)
    quoted: bool = True


class _Checked(click.ParamType):  # type: ignore[type-arg]  # Click 8.1 has none
    """A type of Click made of a function that raises ValueError."""

    def __init__(self, name: str, check: Callable[[Any], Any], expects: str) -> None:
        self.name, self._check, self._expects = name, check, expects

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401
        """Return the value; fail in a sentence."""
        try:
            return self._check(value)
        except ValueError as error:
            return self.fail(self._told(value, error), param, ctx)

    def _told(self, value: object, error: ValueError) -> str:  # noqa: ARG002  of those below
        return f"{value!r} is not {self._expects}"


class _Explained(_Checked):
    """The same, where what the function raises is a sentence with the way out."""

    def _told(self, value: object, error: ValueError) -> str:  # noqa: ARG002
        return str(error)


def _checked(name: str, check: Callable[[Any], Any], expects: str, *written: type) -> Kind:
    return Kind(_Checked(name, check, expects), expects, written or (str,))


def whole(least: int, most: int = _MOST_WHOLE) -> Kind:
    """Return the kind of whole numbers between bounds."""
    expects = f"a whole number from {least} to {most}"
    return Kind(click.IntRange(least, most), expects, (int,))


def number(least: float) -> Kind:
    """Return the kind of numbers from a bound to a million."""

    def check(value: Any) -> float:  # noqa: ANN401
        if not least <= (found := float(value)) <= _MOST:
            raise ValueError
        return found

    return _checked("number", check, f"a number from {least:g} to {_MOST:.0f}", int, float)


def choice(*choices: str) -> Kind:
    """Return the kind of a few words."""
    return Kind(click.Choice(choices), f"one of {', '.join(choices)}")


FLAG = Kind(click.BOOL, "true or false", (bool,))
DIRECTORY = Kind(click.Path(file_okay=False, path_type=Path), "a directory")
FILE = Kind(click.Path(dir_okay=False, path_type=Path), "a file")


def _line(text: str) -> str:
    if not text.isprintable():
        raise ValueError
    return text.strip()


def _host(text: str) -> str:
    """Return the name of a host in small letters; a point before it stands for all below it."""
    found = _line(text).lower()
    if not found or set(found) & set("/@[] "):
        raise ValueError
    found.removeprefix(".").encode("idna")  # raises for a label that is empty or too long
    return found


def _origin(text: str) -> str:
    """Return an origin as browsers send it, or the * for all."""
    if text == "*":
        return text
    parts = urlsplit(_line(text).lower())
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise ValueError
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError
    return f"{parts.scheme}://{parts.netloc}"


def _public_url(text: str) -> str:
    """Return an address without the slash at its end, none for none."""
    parts = urlsplit(_line(text))
    if text and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise ValueError
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError
    if text and not _may_lead(parts):
        raise ValueError
    return text.strip().rstrip("/")


def _may_lead(parts: SplitResult) -> bool:
    """Return whether addresses can begin with one, as web.origin reads it; may raise ValueError."""
    # Not above: most commands have no such address.
    from werkzeug.sansio.utils import host_is_trusted  # noqa: PLC0415

    _ = parts.port  # raises, if it is none
    host = parts.netloc.lower().encode("idna").decode()
    # Links that began with two slashes would lead to another host.
    return host_is_trusted(host, [host]) and "//" not in parts.path


def _network(text: str) -> str:
    line = _line(text)
    return line if line == _UNIX else str(ip_network(line))


def _listener(text: str) -> str:
    """Return HOST:PORT, none for none."""
    host, _, port = text.rpartition(":")
    if text and not (_host(host.strip("[]")) and port.isdecimal() and 0 < int(port) <= _LAST_PORT):
        raise ValueError
    return text


def _socket(path: str) -> Path:
    if len(path.encode()) > _SOCKET_PATH or not path.isprintable():
        raise ValueError
    return Path(path)


def _cluster(text: str) -> str:
    """Return the address of a cluster in its usual spelling."""
    # Not above: it imports the engines, and most indexes are in a directory.
    from search import located  # noqa: PLC0415

    return str(located(text.strip()))


PORT = whole(0, _LAST_PORT)
TEXT = _checked("text", _line, "a text of one line")
HOST = _checked("host", _host, "the name or address of a host")
ORIGIN = _checked("origin", _origin, "an origin such as https://example.org")
PUBLIC_URL = _checked("url", _public_url, "an address such as https://search.example.org")
NETWORK = _checked("network", _network, f"an address, a network such as 10.0.0.0/8, or {_UNIX}")
LISTENER = _checked("listener", _listener, "HOST:PORT such as 127.0.0.1:9090")
SOCKET = _checked("path", _socket, f"a path of at most {_SOCKET_PATH} bytes")
CLUSTER = Kind(
    _Explained("address", _cluster, ""),
    "an address such as opensearch+https://user@search.example.org:9200/news",
    quoted=False,
)
