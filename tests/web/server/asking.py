"""Clients of a door, without a network: each says when it takes what, and when it leaves."""

import asyncio

from web.server.door.door import Door, Hooks
from web.settings.settings import Limits


class Client:
    """Asks a door once; what came is in messages."""

    def __init__(self, door, target="/", *, method="GET", client="203.0.113.7", **headers):
        path, _, query = target.partition("?")
        self.scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(b"host", b"localhost")]
            + [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
            "client": (client, 5000),
            "server": ("localhost", 80),
        }
        self.messages = []
        self.takes, self.leaves = asyncio.Event(), asyncio.Event()
        self.takes.set()
        self.over = asyncio.ensure_future(door(self.scope, self._receive, self._send))

    async def _receive(self):
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message):
        await self.takes.wait()
        self.messages.append(message)

    async def answer(self):
        """Return status, headers and body, once the door has done with this client."""
        await self.over
        return self.status, self.headers, self.body

    @property
    def status(self):
        """Return the status, 0 if there was no answer."""
        return self.messages[0]["status"] if self.messages else 0

    @property
    def headers(self):
        """Return the headers that came."""
        return {k.decode(): v.decode() for k, v in self.messages[0]["headers"]}

    @property
    def body(self):
        """Return what came of the body."""
        return b"".join(message["body"] for message in self.messages[1:])

    @property
    def whole(self):
        """Return whether the body came to its end."""
        return len(self.messages) > 1 and not self.messages[-1].get("more_body")


def door_of(application, hooks=None, **limits):
    """Return a door that remembers nothing unless limits say otherwise."""
    return Door(application, Limits(**{"response_cache_mb": 0} | limits), hooks or Hooks())


def ask(door, target="/", **options):
    """Return status, headers and body of one request."""

    async def asked():
        return await Client(door, target, **options).answer()

    return asyncio.run(asked())


async def until(told):
    """Return when told returns something; the door goes on meanwhile."""
    while not told():  # noqa: ASYNC110  what it waits for tells nobody
        await asyncio.sleep(0.001)
