"""The nodes of a cluster, over opensearch-py: connections that are kept, and who is asked next.

The only module that imports opensearch-py, which is the extra iqtisad[cluster]. What it takes of it
are the connections, and the pool that knows which nodes are dead. What it logs would be what
readers ask for.
"""

import logging
import random
import ssl
import time
from collections.abc import Iterator
from http.client import HTTPException

from opensearchpy.connection import Urllib3HttpConnection
from opensearchpy.connection_pool import ConnectionPool
from urllib3 import BaseHTTPResponse, Timeout
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
    SSLError,
)
from urllib3.exceptions import (
    TimeoutError as Late,
)

from index.cluster.address import CA_FILE, Address, Credentials, named
from index.cluster.faults import BrokenError, GarbledError, LateError, NotConnectedError
from index.cluster.question import Answer, Request
from index.versions.small_files import printable

#: Seconds to connect within, and no more whatever the deadline. Set by hand: a network of machines
#: takes a thousandth, one that is switched off takes for ever.
CONNECTING = 1.0
#: Seconds until a dead node is asked first again; doubled twice while it stays dead. Set by hand.
_DEAD, _DOUBLED = 5.0, 2
#: Connections kept to a node; more are opened when as many threads ask. Set by hand.
_KEPT = 32
#: The most bytes of an answer. Set by hand: an export of a thousand articles has some 5 MB.
LARGEST = 512 << 20
#: Bytes read at once. Measured: of the processor's time 1 MB takes .43 ms so, by 256 kB 1.06.
_PIECE = 1 << 17
#: Codes of OpenSSL (x509_vfy.h): a certificate of another name, of another number; an old one.
_OTHER_HOST, _EXPIRED = frozenset({62, 64}), 10

logging.getLogger("opensearch").addHandler(logging.NullHandler())
logging.getLogger("opensearch").propagate = False


class Node(Urllib3HttpConnection):
    """A node of a cluster; threads share it."""

    @property
    def name(self) -> str:
        """The node as messages name it."""
        return named(self.hostname, self.port)

    def answer(self, request: Request, seconds: float) -> Answer:
        """Return what the node answers within so many seconds; raises a ClusterError."""
        try:
            return self._asked(request, seconds)
        except (ConnectTimeoutError, NewConnectionError, SSLError) as error:
            raise NotConnectedError(f"{self.name}: {_unconnected(error)}") from None
        except Late:
            raise LateError(f"{self.name}: no answer within {seconds:.1f} s") from None
        except (HTTPError, HTTPException, OSError) as error:
            what = type(error).__name__
            raise BrokenError(f"{self.name}: the answer broke off ({what})") from None

    def close(self) -> None:
        """Close the connections that are kept; who asks after that has a BrokenError."""
        self.pool.close()

    def _asked(self, request: Request, seconds: float) -> Answer:
        end = time.monotonic() + seconds
        media_type = "application/x-ndjson" if request.lines else "application/json"
        response = self.pool.urlopen(
            request.method,
            request.path,
            request.body,
            headers={**self.headers, "content-type": media_type},
            retries=False,
            redirect=False,
            preload_content=False,
            timeout=Timeout(connect=min(CONNECTING, seconds), read=seconds),
        )
        try:
            body = self._read(response, end)
        except BaseException:
            response.close()  # what is left of the answer is not another's
            raise
        response.release_conn()
        return Answer(response.status, response.headers.get("content-type", ""), body)

    def _read(self, response: BaseHTTPResponse, end: float) -> bytes:
        """Return the body, read in pieces: a limit of each piece would be none of the whole."""
        pieces: list[bytes] = []
        size, told = 0, response.length_remaining or 0
        while max(size, told) <= LARGEST:
            _limit(response, end - time.monotonic())
            piece = response.read1(_PIECE)
            if not piece:
                return b"".join(pieces)
            pieces.append(piece)
            size += len(piece)
        raise GarbledError(f"{self.name}: an answer of more than {LARGEST >> 20} MB; ask for less")


class Nodes:
    """The nodes of a cluster, and which of them are dead; threads share it."""

    def __init__(self, address: Address, credentials: Credentials) -> None:
        authorization = credentials.authorization(address.user)
        headers = {"user-agent": "iqtisad"}
        if authorization:
            headers["authorization"] = authorization
        tls = credentials.tls() if address.secure else None
        self._nodes = [_node(*server, headers, tls) for server in address.hosts]
        self._pool = ConnectionPool(
            [(node, {}) for node in self._nodes], dead_timeout=_DEAD, timeout_cutoff=_DOUBLED
        )

    def __len__(self) -> int:
        """Return how many nodes the address names."""
        return len(self._nodes)

    def in_turn(self) -> Iterator[Node]:
        """Yield all nodes, each once, those last that were found dead not long ago."""
        first = self._pool.get_connection()
        yield first
        living = {*self._pool.connections}
        others = [node for node in self._nodes if node is not first]
        random.shuffle(others)
        yield from sorted(others, key=lambda node: node not in living)

    def found_dead(self, node: Node) -> None:
        """Ask others before this one for a while."""
        self._pool.mark_dead(node)

    def found_alive(self, node: Node) -> None:
        """Forget how often a node was found dead."""
        self._pool.mark_live(node)

    def close(self) -> None:
        """Close all connections."""
        for node in self._nodes:
            node.close()


def _node(host: str, port: int, headers: dict[str, str], tls: ssl.SSLContext | None) -> Node:
    return Node(
        host=host,
        port=port,
        headers=headers,
        use_ssl=tls is not None,
        ssl_context=tls,
        pool_maxsize=_KEPT,
    )


def _limit(response: BaseHTTPResponse, seconds: float) -> None:
    """Let the next piece of a body come within so many seconds."""
    if seconds <= 0:
        raise Late
    socket = getattr(response.connection, "sock", None)
    if socket is not None:  # it is handed over where the node closes the connection
        socket.settimeout(seconds)


def _unconnected(error: HTTPError) -> str:
    """Return why a node could not be reached, and what to do if that is a matter of TLS."""
    if isinstance(error, NewConnectionError):
        reason = getattr(error.__cause__, "strerror", None) or "unknown host"
        return f"cannot be connected to ({printable(reason)})"
    if not isinstance(error, SSLError):
        return "cannot be connected to in time"
    cause = next(iter(error.args), None)
    if not isinstance(cause, ssl.SSLCertVerificationError):
        return "does not speak TLS; see whether the port is the right one"
    if cause.verify_code in _OTHER_HOST:
        return "its certificate is for another host; name it in the address as the certificate does"
    if cause.verify_code == _EXPIRED:
        return "its certificate has expired; renew it"
    return (
        f"its certificate is not to be trusted ({cause.verify_message}); name the file with the"
        f" certificate of its CA in {CA_FILE}"
    )
