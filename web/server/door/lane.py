"""One thread in which a process makes its answers, one after the other, and who waits for it.

Two threads of Python wait for each other and evict each other's arrays from the cache: all pages
take a fifth longer. Whoever waits costs nothing, and may leave.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeAlias, TypeVar

T = TypeVar("T")
Turn: TypeAlias = "asyncio.Future[None]"
Queue: TypeAlias = deque[Turn]

#: The share of the last answer in the mean of how long answers take. Set by hand.
_NEWEST = 0.1
#: The seconds after which a stream goes on although there are others who have nothing yet.
_STREAMS = 0.5


class LaneFullError(Exception):
    """Answers that wait already take longer than a request may wait; seconds is how long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.1f} s of answers wait")
        self.seconds = seconds


class Lane:
    """The thread of a process, and the requests that wait for it, in their order.

    Streams that have begun wait in a queue of their own: a reader who has nothing yet goes before,
    but for one piece of a stream now and then.
    """

    def __init__(self, patience: float) -> None:
        """Let a request wait for at most patience seconds."""
        self._patience = patience
        self._thread = ThreadPoolExecutor(1, "answers")
        self._waiting: Queue = deque()
        self._streams: Queue = deque()
        self._streamed = 0.0
        self._taken = False
        self._mean = 0.0
        #: When the work at hand was begun, by the monotonic clock; None while there is none.
        self.since: float | None = None

    def __len__(self) -> int:
        """Return the number of requests that wait."""
        return len(self._waiting)

    @property
    def wait(self) -> float:
        """Return the seconds for which a request that comes now would wait."""
        return (len(self._waiting) + self._taken) * self._mean

    @asynccontextmanager
    async def turn(self, gone: Turn, *, first: bool = False) -> AsyncIterator[bool]:
        """Wait for the thread, before all others if first; others wait until the block is left.

        Yields whether it is there: a client that has gone, which is when gone is done, waits no
        longer. Raises LaneFullError if it takes too long, at once where that can be told.
        """
        if not first and self.wait > self._patience:
            raise LaneFullError(self.wait)
        mine = self._join(self._waiting, first=first)
        if not mine.done():
            gone.add_done_callback(lambda _: mine.cancel())
        try:
            async with asyncio.timeout(self._patience):
                await self._take(mine, self._waiting)
        except TimeoutError as error:
            raise LaneFullError(self._patience) from error
        except asyncio.CancelledError:
            if not gone.done():
                raise
            yield False
            return
        try:
            yield True
        finally:
            self._pass_on()

    @asynccontextmanager
    async def turn_of_stream(self) -> AsyncIterator[None]:
        """Wait for the thread as one who has got the beginning, however long it takes."""
        await self._take(self._join(self._streams), self._streams)
        try:
            yield
        finally:
            self._streamed = time.monotonic()
            self._pass_on()

    async def run(self, work: Callable[[], T]) -> T:
        """Return what work returns in the thread; only for whoever has the turn.

        A caller that is cancelled keeps its turn until the work is done, which cannot be stopped.
        """
        self.since = time.monotonic()
        done = asyncio.get_running_loop().run_in_executor(self._thread, work)
        try:
            return await asyncio.shield(done)
        except asyncio.CancelledError:
            await asyncio.wait((done,))
            raise
        finally:
            self._mean += _NEWEST * (time.monotonic() - self.since - self._mean)
            self.since = None

    def _join(self, queue: Queue, *, first: bool = False) -> Turn:
        """Return what is done when the turn of who joins a queue has come."""
        mine: Turn = asyncio.get_running_loop().create_future()
        if not self._taken:
            self._taken = True
            mine.set_result(None)
        elif first:
            queue.appendleft(mine)
        else:
            queue.append(mine)
        return mine

    async def _take(self, mine: Turn, queue: Queue) -> None:
        """Wait for a turn; pass it on if it comes in the moment in which the waiting ends."""
        try:
            await mine
        except asyncio.CancelledError:
            if mine in queue:
                queue.remove(mine)
            elif not mine.cancelled():
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        """Let the next one in; the lane stays taken, so that nobody comes between."""
        while queue := self._next_queue():
            following = queue.popleft()
            if not following.done():
                following.set_result(None)
                return
        self._taken = False

    def _next_queue(self) -> Queue:
        """Return the queue whose first is next, an empty one if nobody waits."""
        due = time.monotonic() - self._streamed > _STREAMS
        streams_first = self._streams and (due or not self._waiting)
        return self._streams if streams_first else self._waiting
