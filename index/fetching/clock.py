"""The time, and waiting that the operator can end: one for all parts of a fetch.

A month of fetching can be tried in seconds with a clock that jumps instead of waiting.
"""

import threading
import time
from datetime import UTC, datetime


class Clock:
    """The clock of this machine; threads share it."""

    def __init__(self) -> None:
        self._stop = threading.Event()

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
        return self._stop.wait(seconds)

    def stop(self) -> None:
        """End the run: nobody waits any longer."""
        self._stop.set()
