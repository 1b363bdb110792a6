"""A network of names that we make up: every connection goes to one site on this machine."""

import socket
from collections import Counter
from urllib.parse import urlsplit

import httpcore


class Network(httpcore.NetworkBackend):
    """Keeps the addresses that were connected to, and what was asked of the resolver."""

    def __init__(self, site, **names):
        """Know the addresses of names (without .example); of lists of them, each time the next."""
        self._port = urlsplit(site.address).port
        self._names = names
        self.connected = []
        self.asked = Counter()

    def resolve(self, host, port, **_):
        """Return the addresses of a name as a system does; of a number that it stands for."""
        name = host.removesuffix(".example")
        self.asked[name] += 1
        if name not in self._names:
            return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        known = self._names[name]
        answers = (
            known[min(self.asked[name], len(known)) - 1] if isinstance(known[0], list) else known
        )
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in answers]

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        """Connect to the site, whatever the address."""
        del port
        self.connected.append(host)
        return httpcore.SyncBackend().connect_tcp(
            "127.0.0.1", self._port, timeout, local_address, socket_options
        )
