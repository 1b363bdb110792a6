"""Which proxies are believed, and what they say of a request.

Anybody can send X-Forwarded-For. What it says is believed hop by hop, from the peer on: an entry
counts only if whoever added it is a proxy of ours.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.http import parse_list_header
from werkzeug.middleware.proxy_fix import ProxyFix

#: What stands for all peers of a Unix socket, which have no address.
UNIX = "unix"
_FOR, _REQUEST_ID = "HTTP_X_FORWARDED_FOR", "HTTP_X_REQUEST_ID"
#: What proxies say beside the addresses, and the values that are taken over: a prefix that began
#: with two slashes would lead to another host.
_SAID = {
    "HTTP_X_FORWARDED_PROTO": re.compile("https?"),
    "HTTP_X_FORWARDED_HOST": re.compile(r"[\w.:\[\]-]+", re.ASCII),
    "HTTP_X_FORWARDED_PREFIX": re.compile(r"(/[\w.~-]+)+", re.ASCII),
}
_ID = re.compile(r"[\w.:+=/-]{1,128}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Proxies:
    """The addresses that are believed; unix tells whether peers of a Unix socket are."""

    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    unix: bool = False

    def believe(self, peer: str) -> bool:
        """Return whether a peer is one of ours; one without an address is of a Unix socket."""
        address = _address(peer)
        return self.unix if address is None else any(address in each for each in self.networks)

    def client(self, peer: str, forwarded_for: str) -> tuple[str, int]:
        """Return the address of who asks, and the number of our proxies between.

        forwarded_for is the header of that name. An entry that is no address ends the walk: then
        the last proxy stands for its client.
        """
        entries = reversed(parse_list_header(forwarded_for))
        asking, proxies = peer, 0
        while self.believe(asking):
            proxies += 1
            before = _address(next(entries, ""))
            if before is None:
                break
            asking = str(before)
        return asking, proxies


def read_proxies(names: Iterable[str]) -> Proxies:
    """Return the proxies of some addresses, networks, and UNIX; raise ValueError for another."""
    listed = frozenset(names)
    return Proxies(tuple(map(_network, sorted(listed - {UNIX}))), UNIX in listed)


def _network(name: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(name, strict=False)
    except ValueError:
        raise ValueError(
            f"trusted_proxies: {name!r} is no address; give one like 10.0.0.1, a network like"
            f" 10.0.0.0/8, or {UNIX}"
        ) from None


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """Return the address in a text, which may add a port; None if there is none."""
    bare = text.strip().removeprefix("[").partition("]")[0]
    bare = bare.partition(":")[0] if bare.count(":") == 1 else bare
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


class Forwarded:
    """An application behind proxies: it sees the client's address, and its own as clients do."""

    def __init__(self, app: WSGIApplication, proxies: Proxies) -> None:
        self._app, self._proxies = app, proxies

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, without what nobody may be believed to have said."""
        peer, forwarded = environ.get("REMOTE_ADDR", ""), environ.get(_FOR, "")
        environ["REMOTE_ADDR"], proxies = self._proxies.client(peer, forwarded)
        if not proxies or not _ID.fullmatch(environ.get(_REQUEST_ID, "")):
            environ.pop(_REQUEST_ID, None)
        if not proxies:
            return self._app(environ, start_response)
        proto, host, prefix = (_hops(environ, name, proxies) for name in _SAID)
        # ProxyFix believes a number of hops from anybody: it is told how many there were this time.
        fixed = ProxyFix(self._app, x_for=0, x_proto=proto, x_host=host, x_prefix=prefix)
        return fixed(environ, start_response)


def _hops(environ: WSGIEnvironment, name: str, proxies: int) -> int:
    """Return which value of a header, counted from its end, is taken over; 0 for none.

    A proxy may add its value or replace those before: the first of ours is the earliest that is
    there.
    """
    values = parse_list_header(environ.get(name, ""))
    hops = min(proxies, len(values))
    return hops if hops and _SAID[name].fullmatch(values[-hops]) else 0
