"""Readers who go on until the block is left: of a service, and of a Searcher in this process."""

import asyncio
import threading
import traceback
from itertools import count

from tests.trials.service.running import wait_for
from tests.trials.service.wire import Readers


class Reading:
    """Readers of a service; heard is called with each target and what was answered."""

    def __init__(self, address, readers, targets, heard):
        """Take the targets from an iterator without end."""
        self._over = False
        self.readers = Readers(address, readers, self._until_over(targets))
        self.readers.heard = heard
        self._thread = threading.Thread(target=self._read)
        self.failed = ""

    def __enter__(self):
        """Begin."""
        self._thread.start()
        return self

    def __exit__(self, *_):
        """Let each reader hear the answer that it waits for."""
        self._over = True
        self._thread.join()

    @property
    def pages(self):
        """Return how many answers came."""
        return len(self.readers.waits)

    def go_on(self, more):
        """Wait until so many more answers have come, or the readers have ended."""
        until = self.pages + more
        wait_for(lambda: self.pages >= until or not self._thread.is_alive())

    def tell(self, tally, told):
        """Count the pages, and tell of answers that did not come."""
        tally.tried[f" {told}"] += self.pages
        tally.lost += [f"{told}: {each}" for each in self.readers.lost]
        tally.wrong += [self.failed] if self.failed else []

    def _read(self):
        try:
            asyncio.run(self.readers.read())
        except Exception:  # noqa: BLE001  the trial tells it
            self.failed = f"the readers ended: {traceback.format_exc()[-900:]}"

    def _until_over(self, targets):
        for target in targets:
            if self._over:
                return
            yield target


class Asking:
    """Threads who ask: ask is called with a number, and returns what is wrong, or nothing."""

    def __init__(self, threads, ask):
        """Be so many threads."""
        self._ask, self._numbers, self._lock = ask, count(), threading.Lock()
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._go_on) for _ in range(threads)]
        self.asked, self.wrong = 0, []

    def __enter__(self):
        """Begin."""
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_):
        """Wait for the last answers."""
        self._over.set()
        for each in self._threads:
            each.join()

    def go_on(self, more):
        """Wait until so many more answers have come."""
        until = self.asked + more
        wait_for(lambda: self.asked >= until)

    def tell(self, tally, told):
        """Count the answers, and tell what is wrong."""
        tally.tried[f" {told}"] += self.asked
        tally.wrong += [f"{told}: {each}" for each in self.wrong]

    def _go_on(self):
        while not self._over.is_set():
            try:
                fault = self._ask(next(self._numbers))
            except Exception as error:  # noqa: BLE001  whatever it is, a reader would see it
                fault = f"{type(error).__name__}: {error}"
            with self._lock:
                self.asked += 1
                self.wrong += [fault] if fault else []
