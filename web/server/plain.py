"""The plain server, for machines that granian does not run on: one process, no door.

It answers the same pages. Put a proxy before it: it has no queue, no budgets, no cache of answers.
"""

import logging
import signal
import socket
import sys
from collections.abc import Sequence

from web.server.door.wsgi import Application

#: The pages that are made at the same time; see lane.
_THREADS = 1


def run(application: Application, listeners: Sequence[socket.socket]) -> None:
    """Answer at all listeners until told to end: one that nobody accepts at would get its share."""
    import waitress  # noqa: PLC0415  installed only where granian is not

    # It logs the length of the queue with each request that waits.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    waitress.create_server(application, sockets=listeners, threads=_THREADS, ident=None).run()
