"""Listening sockets, and a server that answers at one."""

import logging
import os
import socket
import sys
import threading
import time

import waitress
from flask import Flask

from search import Searcher
from web.server.requests import Channel

#: The pages that a process makes at the same time. Two threads wait for each other and evict each
#: other's arrays from the cache: all pages take a fifth longer. No query takes longer than the
#: time limit of engine.local.collector.
_THREADS = 1
#: The most connections that wait for a process.
_WAITING = 1024
#: The seconds between two checks for another version of the index.
_LOOK = 0.4


def listen(host: str, port: int, count: int = 1) -> list[socket.socket]:
    """Return count sockets that listen at an address, one for each process; raises OSError.

    Linux distributes new connections among them. Processes that share one socket do not: of fifty
    readers who came at the same time one process served 43, the other 7.
    """
    first = _bound(host, port)
    if count == 1 or sys.platform != "linux":
        listeners = [first] * count
    else:
        _share(first)  # only now: a port of another server has been refused
        others = (_bound(*first.getsockname()[:2], share=True) for _ in range(count - 1))
        listeners = [first, *others]
    for listener in listeners:
        listener.listen(_WAITING)
    return listeners


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


def url_of(listener: socket.socket) -> str:
    """Return the address of a listening socket, for a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def serve(app: Flask, listener: socket.socket) -> None:
    """Answer requests with the live index until the process is told to end."""
    searcher: Searcher = app.extensions["searcher"]
    threading.Thread(target=_keep_fresh, args=(searcher,), daemon=True).start()
    # It logs the length of the queue with each request that waits.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = waitress.create_server(app, sockets=[listener], threads=_THREADS, ident=None)
    server.channel_class = Channel
    server.run()


def _keep_fresh(searcher: Searcher) -> None:
    """Check for another version of the index even while there are no requests."""
    while True:
        time.sleep(_LOOK)
        searcher.refresh()
