"""A server in this process: the real door over an application, for browsers and sockets."""

import asyncio
import os
import threading
from contextlib import contextmanager
from functools import partial

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.net import SocketHolder
from granian.server.embed import Server

from web.server import listeners
from web.server.door.door import Door, Hooks
from web.settings.settings import Limits


class _Embedded(Server):
    """Granian in a thread of this process, over a socket that listens already."""

    def __init__(self, door, listener):
        super().__init__(
            door,
            interface=Interfaces.ASGINL,
            http=HTTPModes.http1,
            websockets=False,
            backpressure=Limits().connections,
            log_level=LogLevels.error,  # it warns that it is experimental
        )
        self._listener = listener

    def _init_shared_socket(self):
        is_path = False
        self._shd = SocketHolder(os.dup(self._listener.fileno()), is_path, self.backlog)


@contextmanager
def served(app, limits=None):
    """Yield the address of a server of an application; nothing is remembered unless limits do."""
    (listener,) = listeners.at_address("127.0.0.1", 0)
    loop = asyncio.new_event_loop()
    door = Door(app, limits or Limits(response_cache_mb=0), Hooks())
    started = threading.Event()
    server = []
    thread = threading.Thread(target=partial(_serve, loop, door, listener, server, started))
    thread.start()
    started.wait()
    try:
        yield listeners.url_of(listener).rstrip("/")
    finally:
        loop.call_soon_threadsafe(server[0].stop)
        thread.join()
        listener.close()


def _serve(loop, door, listener, server, started):
    asyncio.set_event_loop(loop)
    server.append(_Embedded(door, listener))
    loop.call_soon(started.set)
    loop.run_until_complete(server[0].serve())
    loop.close()
