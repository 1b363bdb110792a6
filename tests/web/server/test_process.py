"""The life of a process: it begins before it answers, and shows that it goes on."""

import asyncio
import time

import pytest

from tests.web.server.applications import Pages
from tests.web.server.asking import Client, door_of, until
from web.server import process
from web.server.process import Process


class Life:
    """Starts a process as a server does, and tells what it does."""

    def __init__(self, door, patience=60.0):
        self.begun, self.beats, self.messages = [], 0, []
        self.process = Process(door, lambda: self.begun.append(True), self._beat, patience)
        self._ends = asyncio.Event()
        self._asked = 0
        self.over = asyncio.ensure_future(
            self.process({"type": "lifespan"}, self._receive, self._send)
        )

    def _beat(self):
        self.beats += 1

    async def _receive(self):
        self._asked += 1
        if self._asked > 1:
            await self._ends.wait()
            return {"type": "lifespan.shutdown"}
        return {"type": "lifespan.startup"}

    async def _send(self, message):
        assert self.begun  # before anything is answered
        self.messages.append(message["type"])

    async def end(self):
        """Tell it to end."""
        self._ends.set()
        await self.over


@pytest.fixture
def pages(monkeypatch):
    """Return an application that may be held up, and let processes beat often."""
    monkeypatch.setattr(process, "BEAT", 0.001)
    pages = Pages()
    yield pages
    pages.may_answer.set()


def test_a_process_begins_beats_and_ends(pages):
    """In this order; after its end it says nothing."""

    async def live():
        life = Life(door_of(pages))
        await until(lambda: life.beats > 3)
        await life.end()
        assert life.messages == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
        beats = life.beats
        await asyncio.sleep(0.05)
        assert life.beats == beats

    asyncio.run(live())


def test_requests_go_to_the_door(pages):
    """And nothing else does."""

    async def live():
        life = Life(door_of(pages))
        assert (await Client(life.process, "/page").answer())[2] == b"/page"
        await life.process({"type": "websocket"}, None, None)
        await life.end()

    asyncio.run(live())
    assert pages.asked == ["/page"]


def test_it_is_silent_while_an_answer_takes_too_long(pages):
    """Whoever watches takes it for hung; when the answer is done, it goes on."""

    async def live():
        door = door_of(pages)
        life = Life(door, patience=5.0)
        pages.may_answer.clear()
        client = Client(door, "/long")
        await until(lambda: pages.asked)
        beats = life.beats
        await until(lambda: life.beats > beats + 3)  # it may take a while
        door.lane.since = time.monotonic() - 5.0  # as if it had begun long ago
        await asyncio.sleep(0)
        beats = life.beats
        await asyncio.sleep(0.05)
        assert life.beats == beats
        pages.may_answer.set()
        await client.over
        await until(lambda: life.beats > beats)
        await life.end()

    asyncio.run(live())
