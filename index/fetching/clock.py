"""The time, and waiting that the operator can end: one for all parts of a fetch.

A month of fetching can be tried in seconds with a clock that jumps instead of waiting.
"""

import time
from datetime import UTC, datetime
from queue import Empty, SimpleQueue


class Clock:
    """The clock of this machine; threads share it."""

    def __init__(self) -> None:
        self._stopped = False
        # An Event may not be set by a signal: whoever waits for it may hold its lock.
        self._ends = SimpleQueue[bool]()

    def now(self) -> float:
        """Return the seconds since 1970."""
        return time.time()

    def steady(self) -> float:
        """Return seconds that go on whatever is done to the clock of the machine."""
        return time.monotonic()

    def moment(self) -> datetime:
        """Return the moment in UTC."""
        return datetime.fromtimestamp(self.now(), UTC)

    def wait(self, seconds: float) -> bool:
        """Wait, and return whether the operator has ended the run, also while it waited."""
        if self._stopped:
            return True
        try:
            self._ends.put(self._ends.get(timeout=seconds))  # the next one waits, too
        except Empty:
            return self._stopped
        return True

    def stop(self) -> None:
        """End the run: nobody waits any longer; a signal may call this at any moment."""
        self._stopped = True
        self._ends.put(True)  # noqa: FBT003  a token
