"""One request: an address in, its answer out, or an error that names the fault.

httpcore makes it over a network of ours (guard); redirects, cookies and proxies are nobody's
business here.
"""

import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import httpcore

from index.fetching.clock import Clock
from index.fetching.request.addresses import checked
from index.fetching.request.faults import FetchError
from index.fetching.request.guard import Deadline, GuardedBackend, Resolver
from index.fetching.request.unpacking import ACCEPTED, LARGEST, unpacked

#: The seconds that a whole answer may take, connecting and reading.
DEADLINE = 30.0
_AGAIN = "try again later"
_NO_BODY = MappingProxyType({304: "not modified"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer: the address that gave it, status, headers as received, and its bytes, unpacked."""

    address: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched: datetime

    def header(self, name: str) -> str:
        """Return the first header of a name, "" if there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


class Client:
    """Makes requests, each by itself; threads share it."""

    def __init__(  # noqa: PLR0913  what tests put in the place of the world
        self,
        user_agent: str,
        *,
        deadline: float = DEADLINE,
        largest: int = LARGEST,
        allow_local: bool = False,
        clock: Clock | None = None,
        network: httpcore.NetworkBackend | None = None,
        resolve: Resolver = socket.getaddrinfo,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.user_agent = user_agent
        self._clock = clock or Clock()
        self._network, self._resolve = network, resolve
        self._deadline, self._largest, self._allow_local = deadline, largest, allow_local
        self._tls = tls or httpcore.default_ssl_context()

    def get(self, address: str, headers: Mapping[str, str] = MappingProxyType({})) -> Response:
        """Return the answer of address; raises FetchError.

        A redirect is an answer like another. Each request has a connection of its own: the pause
        between two is longer than servers keep one.
        """
        address = checked(address)
        backend = GuardedBackend(
            Deadline(self._deadline),
            allow_local=self._allow_local,
            network=self._network,
            resolve=self._resolve,
        )
        sent = {
            "User-Agent": self.user_agent,
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
            **headers,
        }
        try:
            with httpcore.ConnectionPool(self._tls, network_backend=backend) as pool:
                return self._asked(pool, address, sent)
        except httpcore.TimeoutException:
            reason = f"no whole answer within {self._deadline:g} s"
            raise FetchError(reason, _AGAIN) from None
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            reason = f"the answer broke off or is none ({error or type(error).__name__})"
            raise FetchError(reason, _AGAIN) from None

    def _asked(
        self, pool: httpcore.ConnectionPool, address: str, headers: Mapping[str, str]
    ) -> Response:
        with pool.stream("GET", address, headers=list(headers.items())) as answer:
            received = tuple((_text(name), _text(value)) for name, value in answer.headers)
            packed = next((v for k, v in received if k.lower() == "content-encoding"), "")
            stream = answer.iter_stream()
            body = b"" if answer.status in _NO_BODY else unpacked(stream, packed, self._largest)
            return Response(
                address=address,
                status=answer.status,
                reason=_text(answer.extensions.get("reason_phrase", b"")),
                headers=received,
                body=body,
                fetched=self._clock.moment(),
            )


def _text(value: bytes) -> str:
    return value.decode("latin-1")
