"""The network as a fetcher may use it: public addresses only, and until a deadline.

A name is resolved once, and the connection goes to the very address that was judged: a name that
answers differently the second time gains nothing. httpx and others hold a time limit for each
read, so a server that sends a byte a second holds them for ever; here every read and write looks
at the deadline of the whole request.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from index.fetching.request.faults import FetchError, RefusedAddressError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[..., list[tuple[Any, ...]]]

_UNICAST = ipaddress.ip_network("2000::/3")
#: Networks whose last four bytes are an IPv4 address: mapped ones, and translation by NAT64.
_EMBEDDING = tuple(map(ipaddress.ip_network, ("::ffff:0:0/96", "64:ff9b::/96")))
_SLOW = "try again later; a feed should answer within seconds"


class Deadline:
    """The moment at which a request must have ended."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left; raises FetchError if none are."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchError(f"no whole answer within {self.seconds:g} s", _SLOW)
        return left


def is_public(address: Address) -> bool:
    """Return whether an address is one of the public internet, also where it embeds another."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast
    if any(address in network for network in _EMBEDDING):
        return is_public(ipaddress.IPv4Address(address.packed[-4:]))
    embedded = [address.sixtofour, *(address.teredo or ())]
    return (
        address in _UNICAST
        and address.is_global
        and all(is_public(each) for each in embedded if each)
    )


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to public addresses, until the deadline of one request.

    network is what it connects by, resolve finds the addresses of a name like socket.getaddrinfo.
    """

    def __init__(
        self,
        deadline: Deadline,
        *,
        allow_local: bool = False,
        network: httpcore.NetworkBackend | None = None,
        resolve: Resolver = socket.getaddrinfo,
    ) -> None:
        self._deadline, self._allow_local, self._resolve = deadline, allow_local, resolve
        self._network = network or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  the deadline is in its place
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to host; raises RefusedAddressError, FetchError."""
        addresses = self._allowed(host, _resolved(host, port, self._deadline, self._resolve))
        for number, address in enumerate(addresses):
            share = self._deadline.left() / (len(addresses) - number)
            try:
                stream = self._network.connect_tcp(
                    address, port, share, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _GuardedStream(stream, self._deadline)
        raise FetchError(f"{host} cannot be reached ({failure})", "check the address") from failure

    def _allowed(self, host: str, addresses: list[str]) -> list[str]:
        public = [each for each in addresses if is_public(ipaddress.ip_address(each))]
        if public or not self._allow_local:
            if not public:
                reason = f"{host} has no address of the public internet ({addresses[0]})"
                raise RefusedAddressError(reason, "only public sites are fetched")
            return public
        return addresses


class _GuardedStream(httpcore.NetworkStream):
    """A connection whose every step ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Return the secured connection; raises FetchError."""
        left = self._deadline.left()
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, left)
        except httpcore.ConnectError as error:
            raise _insecure(server_hostname or "the site", error) from None
        return _GuardedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  httpcore's own signature
        return self._stream.get_extra_info(info)


def _insecure(host: str, error: Exception) -> FetchError:
    """Return why there is no secure connection, as it may be told."""
    cause = error.__cause__ or error
    if isinstance(cause, ssl.SSLCertVerificationError):
        reason = f"the certificate of {host} is not valid ({cause.verify_message.rstrip('.')})"
        return FetchError(reason, "tell its operator: nothing is fetched without a valid one")
    why = (getattr(cause, "reason", None) or str(error)).lower().replace("_", " ")
    return FetchError(f"no secure connection to {host} ({why})", "check the address: http://?")


def _resolved(host: str, port: int, deadline: Deadline, ask: Resolver) -> list[str]:
    """Return the addresses of host; raises FetchError.

    In a thread of its own: the system's resolver has no time limit that a caller could set.
    """
    found: list[list[str]] = []
    why = ["no answer"]

    def resolve() -> None:
        try:
            rows = ask(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            why.append(getattr(error, "strerror", None) or str(error))
        else:
            found.append(list(dict.fromkeys(str(row[4][0]) for row in rows)))

    thread = threading.Thread(target=resolve, daemon=True)
    thread.start()
    thread.join(deadline.left())
    if not (found and found[0]):
        reason = f"{host} has no address ({why[-1]})"
        raise FetchError(reason, "check the name, and the network")
    return found[0]
