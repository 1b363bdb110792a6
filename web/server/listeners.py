"""The sockets at which a service listens. They outlive its processes: a restart refuses nobody."""

import os
import socket
import stat
import sys
from pathlib import Path

#: The most connections that wait to be accepted. Linux cuts it to net.core.somaxconn.
_WAITING = 4096
#: The seconds that Linux waits for a request before a silent connection is accepted all the same.
_SILENT = 1
#: Where Linux says how many of them there are, in what it tells of a socket (struct tcp_info).
_UNACKED = slice(24, 28)
#: The first descriptor that is passed on by who starts the service (sd_listen_fds(3)).
_FIRST = 3


def at_address(host: str, port: int, count: int = 1) -> list[socket.socket]:
    """Return the sockets that listen at an address, one for each of count processes.

    Linux distributes new connections among them. Processes that share one socket do not: of fifty
    readers who came at the same time one process served 43, the other 7. Elsewhere it is one.
    Raises OSError, or UnicodeError for what is no name of a host.
    """
    first = _bound(host, port)
    listening = [first]
    if count > 1 and sys.platform == "linux":
        _share(first)  # only now: a port of another server has been refused
        address = first.getsockname()[:2]
        listening += [_bound(*address, share=True) for _ in range(count - 1)]
    return [_listen(each) for each in listening]


def at_path(path: Path) -> socket.socket:
    """Return the socket that listens at a path, in the place of one that nobody listens at.

    Everybody who may enter its directory may connect. Raises OSError.
    """
    _remove_abandoned(path)
    bound = socket.socket(socket.AF_UNIX)
    try:
        bound.bind(str(path))
        path.chmod(0o666)
    except OSError:
        bound.close()
        raise
    return _listen(bound)


def inherited() -> list[socket.socket]:
    """Return the sockets that systemd has opened for this process, none if it has not.

    Their variables are removed: they are not for other processes.
    """
    count = os.environ.pop("LISTEN_FDS", "")
    mine = os.environ.pop("LISTEN_PID", "") == str(os.getpid())
    os.environ.pop("LISTEN_FDNAMES", None)
    if not mine or not count.isdecimal():
        return []
    return [_listen(socket.socket(fileno=_FIRST + number)) for number in range(int(count))]


def url_of(listening: socket.socket) -> str:
    """Return where a socket listens: an address for a browser, or a path."""
    if listening.family == getattr(socket, "AF_UNIX", None):
        return f"unix:{listening.getsockname()}"
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def waiting(listening: socket.socket) -> int:
    """Return how many connections wait to be accepted, 0 where the system does not tell."""
    option = getattr(socket, "TCP_INFO", None)
    if option is None or listening.family not in (socket.AF_INET, socket.AF_INET6):
        return 0
    told = listening.getsockopt(socket.IPPROTO_TCP, option, _UNACKED.stop)
    return int.from_bytes(told[_UNACKED], sys.byteorder)


def _bound(host: str, port: int, *, share: bool = False) -> socket.socket:
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    bound = socket.socket(family, kind)
    if os.name == "posix":  # elsewhere it would steal the port of a running server
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if share:
        _share(bound)
    try:
        bound.bind(address)
    except OSError:
        bound.close()
        raise
    return bound


def _share(bound: socket.socket) -> None:
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)


def _listen(bound: socket.socket) -> socket.socket:
    _accept_with_request(bound)
    bound.listen(_WAITING)
    bound.setblocking(False)  # noqa: FBT003  it has no name
    bound.set_inheritable(True)
    return bound


def _accept_with_request(bound: socket.socket) -> None:
    """Have connections accepted with their first bytes, where the system can (tcp(7)).

    A process that ends closes those of whose request it has seen nothing: of a client that had
    connected and was about to ask, the request was lost. So it stays for the next process.
    """
    option = getattr(socket, "TCP_DEFER_ACCEPT", None)
    if option is not None and bound.family in (socket.AF_INET, socket.AF_INET6):
        bound.setsockopt(socket.IPPROTO_TCP, option, _SILENT)


def _remove_abandoned(path: Path) -> None:
    """Remove the socket of a service that has ended; anything else stays, and is in the way."""
    if not (path.exists() and stat.S_ISSOCK(path.stat().st_mode)):
        return
    with socket.socket(socket.AF_UNIX) as asked:
        try:
            asked.connect(str(path))
        except ConnectionRefusedError:
            path.unlink(missing_ok=True)
