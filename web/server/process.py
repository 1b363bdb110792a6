"""What a process of a service does: it opens what it needs, answers, and shows that it goes on."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from web.server.door.door import Door, Receive, Send
from web.server.door.wsgi import Scope
from web.server.watch import BEAT


@dataclass(slots=True)
class Process:
    """An ASGI application: a door, and what is to do around it (asgi.readthedocs.io, lifespan).

    begin is called before the first request, end after the last, beat every second unless an answer
    takes longer than patience seconds.
    """

    door: Door
    begin: Callable[[], None]
    beat: Callable[[], None]
    patience: float
    end: Callable[[], None] = lambda: None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or live through the life of the process."""
        if scope["type"] == "http":
            await self.door(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        self.begin()
        beating = asyncio.create_task(self._beat())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        beating.cancel()
        self.end()
        await send({"type": "lifespan.shutdown.complete"})

    async def _beat(self) -> None:
        while True:
            since = self.door.lane.since
            if since is None or time.monotonic() - since < self.patience:
                self.beat()
            await asyncio.sleep(BEAT)
