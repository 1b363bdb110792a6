"""From an address to a listening socket, and from that and an application to a server."""

import logging
import os
import socket
import sys
import threading
import time

import waitress
from flask import Flask

from search import Searcher

#: One page at a time: those made at the same time by one process wait for each other and drive
#: each other's arrays out of the cache, so that all take a fifth longer. No query takes a second.
_THREADS = 1
#: Connections that may wait until a process takes them.
_WAITING = 1024
#: Seconds between two looks for another version of the index.
_LOOK = 0.4


def listen(host: str, port: int, count: int = 1) -> list[socket.socket]:
    """Return count sockets that listen there, for a process each; raises OSError.

    Linux shares new connections out among them. Processes that wait for one socket do not:
    of fifty readers who came together one process took 43, the other 7.
    """
    first = _bound(host, port)
    if count == 1 or sys.platform != "linux":
        listeners = [first] * count
    else:
        _share(first)  # only now: so it was refused a port that another server has
        others = (_bound(*first.getsockname()[:2], share=True) for _ in range(count - 1))
        listeners = [first, *others]
    for listener in listeners:
        listener.listen(_WAITING)
    return listeners


def _bound(host: str, port: int, *, share: bool = False) -> socket.socket:
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    bound = socket.socket(family, kind)
    if os.name == "posix":  # elsewhere it would take over the port of a running server
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


def url_of(listener: socket.socket) -> str:
    """Return the address that a browser finds listener at."""
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def serve(app: Flask, listener: socket.socket) -> None:
    """Answer requests until the process is told to end, from whichever index is live by then."""
    searcher: Searcher = app.extensions["searcher"]
    threading.Thread(target=_keep_fresh, args=(searcher,), daemon=True).start()
    # It says how long the queue is each time that a request has to wait: a line a request.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    waitress.create_server(app, sockets=[listener], threads=_THREADS, ident=None).run()


def _keep_fresh(searcher: Searcher) -> None:
    """Look for another version of the index even while nobody asks for anything."""
    while True:
        time.sleep(_LOOK)
        searcher.refresh()
