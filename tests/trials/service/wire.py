"""Connections to a service: what is sent is sent as it is, what comes is read strictly (h11)."""

import asyncio
import time
from collections import Counter
from contextlib import suppress
from typing import NamedTuple

import h11

from tests.trials.service.running import LIMIT

_PIECE = 1 << 16


class Reply(NamedTuple):
    """A whole answer: status, headers with lower-case names, body, whether more may be asked."""

    status: int
    headers: list
    body: bytes
    kept: bool

    def header(self, name):
        """Return the value of a header, "" if there is none."""
        wanted = name.encode()
        return next((value.decode("latin-1") for key, value in self.headers if key == wanted), "")


class LostError(Exception):
    """An answer did not come, or not to its end; port is that of the client."""

    def __init__(self, why, port=0):
        super().__init__(f"{why} (port {port})")
        self.port = port


class _UnheardError(Exception):
    """The other side closed a connection that it had kept, before it sent a byte."""


def request(target, *headers, method="GET", host="localhost"):
    """Return the bytes of a request; everything is sent as it is."""
    lines = (f"{method} {target} HTTP/1.1", f"Host: {host}", *headers, "", "")
    return "\r\n".join(lines).encode(errors="surrogateescape")


async def receive(reader, method="GET", *, ahead=None):
    """Return the next answer to a method that comes from a reader.

    Raises h11.RemoteProtocolError for what is none, or ends before its end. ahead is what came of
    it already; what comes after it is put back there.
    """
    parser = h11.Connection(h11.CLIENT)
    parser.send(h11.Request(method=method, target="/", headers=[("Host", "a")]))
    parser.send(h11.EndOfMessage())
    head, body = None, []
    if ahead:
        parser.receive_data(bytes(ahead))
    while not isinstance(event := parser.next_event(), h11.EndOfMessage):
        if event is h11.NEED_DATA:
            parser.receive_data(await reader.read(_PIECE))
        elif isinstance(event, h11.Response):
            head = event
        elif isinstance(event, h11.Data):
            body.append(bytes(event.data))
        elif isinstance(event, h11.ConnectionClosed):
            raise h11.RemoteProtocolError("closed")
    if ahead is not None:
        ahead[:] = parser.trailing_data[0]
    kept = parser.their_state is h11.DONE
    return Reply(head.status_code, list(head.headers), b"".join(body), kept)


class Client:
    """Keeps its connection. If it is closed before a byte of an answer came, it asks once more.

    Browsers and proxies do the same (RFC 9112, 9.3.1); retried counts it.
    """

    def __init__(self, address):
        """Connect at the first request."""
        self._address, self._streams = address, None
        self.retried, self.port, self.asking = 0, 0, False

    async def ask(self, target, *headers):
        """Return the answer to a target; raises LostError."""
        sent = request(target, *headers)
        try:
            async with asyncio.timeout(LIMIT):
                try:
                    return await self._once(sent)
                except _UnheardError:
                    self.retried += 1
                    return await self._once(sent)
        except TimeoutError as error:
            raise LostError("no answer", self.port) from error
        except (OSError, h11.RemoteProtocolError, _UnheardError) as error:
            raise LostError(f"{type(error).__name__}: {error}", self.port) from error
        finally:
            self.asking = False

    async def _once(self, sent):
        is_kept = self._streams is not None
        if not is_kept:
            self._streams = await asyncio.open_connection(*self._address)
            self.port = self._streams[1].get_extra_info("sockname")[1]
        reader, writer = self._streams
        reply = None
        try:
            self.asking = True
            writer.write(sent)
            first = await reader.read(_PIECE)
            if not first:
                raise ConnectionResetError("closed before an answer")
            reply = await receive(reader, ahead=bytearray(first))
        except ConnectionError as error:
            if is_kept and reply is None:
                raise _UnheardError from error
            raise
        finally:
            if reply is None or not reply.kept:
                self.close()
        return reply

    def close(self):
        """Close the connection."""
        if self._streams:
            with suppress(OSError):
                self._streams[1].close()
        self._streams = None


class Readers:
    """Readers who ask one target after the other, each over a connection of its own."""

    def __init__(self, address, count, targets):
        """Take the targets from an iterator that they share; heard is called with each answer."""
        self.clients = [Client(address) for _ in range(count)]
        self._targets = targets
        self.waits, self.lost, self.statuses = [], [], Counter()
        self.heard = lambda _target, _reply: None

    @property
    def retried(self):
        """Return how often they had to ask once more."""
        return sum(client.retried for client in self.clients)

    async def read(self):
        """Read until there is no target any more."""
        await asyncio.gather(*map(self._read, self.clients))

    async def _read(self, client):
        for target in self._targets:
            since = time.perf_counter()
            try:
                reply = await client.ask(target)
            except LostError as error:
                self.lost.append(error)
                continue
            self.waits.append((time.perf_counter() - since) * 1000)
            self.statuses[reply.status] += 1
            self.heard(target, reply)
        client.close()


async def connected(address, sent=b""):
    """Return reader and writer of a new connection that has sent something."""
    reader, writer = await asyncio.open_connection(*address)
    writer.write(sent)
    return reader, writer


async def asked(address, target, *headers):
    """Return the answer to a request over a connection of its own; raises LostError."""
    client = Client(address)
    try:
        return await client.ask(target, *headers)
    finally:
        client.close()
