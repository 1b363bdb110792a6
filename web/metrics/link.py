"""How processes tell their parent what they did: messages over a socket that all share.

Each process sends every second what was asked of it since, and what is going on in it. The parent
counts; what a process did stays counted when it ends, and one that hangs keeps nobody from reading
the counts.
"""

import json
import os
import socket
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from web.server.door.exchange import Exchange

#: The requests that a message tells of: in 30 kB, which the socket of any system takes.
_AT_ONCE = 200
#: The most requests that wait to be told while the parent does not listen.
_MOST = 20_000
#: The longest message that is read.
_LONGEST = 1 << 18
#: The bytes that the socket may hold, if the system lets it.
_BUFFER = 1 << 20


class Asked(NamedTuple):
    """A request that is over, as it is counted; see Exchange."""

    method: str
    route: str
    status: int
    seconds: float
    waited: float
    cpu: float
    size: int
    remembered: bool
    version: str
    results: int | None


class Message(NamedTuple):
    """What a process tells: its number, what is going on in it by name, what it was asked."""

    process: int
    state: dict[str, int]
    asked: tuple[Asked, ...]


class Link:
    """The socket. It is made before the processes are."""

    def __init__(self) -> None:
        self._told, self._heard = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._told.setblocking(False)  # noqa: FBT003  it has no name
        self._told.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER)

    def close(self) -> None:
        """Close both ends."""
        self._told.close()
        self._heard.close()

    def tell(self, message: Message) -> bool:
        """Send a message; return whether it was taken."""
        try:
            self._told.send(json.dumps(message).encode())
        except OSError:  # nobody has listened for a while
            return False
        return True

    def messages(self) -> Iterator[Message]:
        """Yield what is told, for ever."""
        while True:
            process, state, asked = json.loads(self._heard.recv(_LONGEST))
            yield Message(process, state, tuple(Asked(*each) for each in asked))


class Reporter:
    """Reports the requests of a process: an observer of its door. For one thread."""

    def __init__(self, link: Link, state: Callable[[], dict[str, int]] = dict) -> None:
        self._link, self.state = link, state
        self._asked: deque[Asked] = deque(maxlen=_MOST)

    def __call__(self, exchange: Exchange) -> None:
        """Remember a request that is over."""
        self._asked.append(
            Asked(
                exchange.method,
                exchange.route,
                exchange.status,
                exchange.seconds,
                exchange.waited,
                exchange.cpu,
                exchange.size,
                exchange.remembered,
                exchange.index,
                exchange.results,
            )
        )

    def report(self) -> None:
        """Tell what was asked since the last time; what is not taken waits."""
        while True:
            some = [self._asked.popleft() for _ in range(min(_AT_ONCE, len(self._asked)))]
            if not self._link.tell(Message(os.getpid(), self.state(), tuple(some))):
                self._asked.extendleft(reversed(some))
                return
            if not self._asked:
                return


def has_ended(process: int) -> bool:
    """Return whether a process has ended."""
    with suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
    return False
