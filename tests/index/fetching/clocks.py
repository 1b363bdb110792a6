"""A clock that jumps: a month of fetching takes as long as its requests."""

import threading

from index.fetching.clock import Clock

#: Sunday, 7 May 2023, 10:00 in UTC.
START = 1_683_453_600.0


class JumpingClock(Clock):
    """Stands still but while somebody waits, and then jumps; threads share it."""

    def __init__(self, start=START):
        """Begin at a moment."""
        super().__init__()
        self.time = start
        self.waits = []
        self._lock = threading.Lock()

    def now(self):
        """Return the moment."""
        return self.time

    steady = now

    def wait(self, seconds):
        """Let the time pass."""
        with self._lock:
            self.waits.append(round(seconds, 3))
            self.time += seconds
        return super().wait(0)
