"""Looks at where a server would listen, and how many readers may come."""

import errno
import http.client
import os
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from web.operation.finding import Finding, fault, ok, warning
from web.settings.settings import Settings

#: The seconds that somebody who listens there already has for an answer.
_PATIENCE = 2.0
#: The files that a process opens beside its connections. Set by hand: an index has two dozen.
_BESIDE = 256
_REASONS = {
    errno.EACCES: "this user may not; take a port from 1024 on",
    errno.EADDRNOTAVAIL: "no address of this machine; name one with --host",
}


def address(settings: Settings) -> Iterator[Finding]:
    """Say whether a server could listen where it is told to."""
    if os.environ.get("LISTEN_FDS"):
        yield ok("address", "the socket is handed over (LISTEN_FDS)")
    elif settings.socket:
        yield _path(settings.socket)
    else:
        yield _port("address", settings.host, settings.port, "--port")
    if settings.metrics:
        host, _, port = settings.metrics.rpartition(":")
        yield _port("metrics", host.strip("[]"), int(port), "--metrics")


def _port(thing: str, host: str, port: int, option: str) -> Finding:
    where = f"{f'[{host}]' if ':' in host else host}:{port}"
    try:
        _bind(host, port)
    except (OSError, UnicodeError) as error:
        number = getattr(error, "errno", None)
        if number == errno.EADDRINUSE:
            return _taken(thing, where, host, port, option)
        reason = getattr(error, "strerror", None) or "no name of a host"
        way = _REASONS.get(number or 0, "name another with --host")
        return fault(thing, f"{where}: {reason}; {way}")
    return ok(thing, f"{where} is free")


def _bind(host: str, port: int) -> None:
    family, kind, _, _, at = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as bound:
        if os.name == "posix":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(at)
        bound.listen(1)


def _taken(thing: str, where: str, host: str, port: int, option: str) -> Finding:
    """Return who listens there: a server of ours is no fault."""
    connection = http.client.HTTPConnection(host, port, timeout=_PATIENCE)
    try:
        connection.request("GET", "/healthz")
        ours = connection.getresponse().read(16).strip() == b"ok"
    except (OSError, http.client.HTTPException):
        ours = False
    finally:
        connection.close()
    if ours:
        return ok(thing, f"{where}: a server answers there, and is well")
    return fault(thing, f"{where} is taken by another program; choose another with {option}")


def _path(path: Path) -> Finding:
    if os.path.lexists(path) and not stat.S_ISSOCK(path.lstat().st_mode):
        return fault("address", f"{path} is there and no socket; name another with --socket")
    folder = path.absolute().parent
    if not os.access(folder, os.W_OK | os.X_OK):
        says = "cannot be written" if folder.is_dir() else "is not there"
        return fault("address", f"{folder} {says}; make it for this user, or change --socket")
    return ok("address", f"{path} can be listened at")


def connections(settings: Settings) -> Iterator[Finding]:
    """Say whether a process may open as many connections as it is told to."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  other systems have none

    wanted = settings.limits.connections + _BESIDE
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if most not in (resource.RLIM_INFINITY, -1) and most < wanted:
        says = f"a process may open {most} files, and limits.connections needs {wanted}"
        yield warning("connections", f"{says}; set LimitNOFILE in the unit, or lower the limit")
    else:
        yield ok("connections", f"a process may open {settings.limits.connections} of them")
