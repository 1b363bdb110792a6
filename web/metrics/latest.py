"""What was answered last to a question that may take long."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

#: The seconds for which an answer is told, and those for which the first one is waited for: a
#: scrape gives up after ten. Set by hand.
_FRESH, _PATIENCE = 5.0, 4.0


class Latest(Generic[T]):
    """Asks by a thread, one at a time, and tells the last answer meanwhile. Threads may share it.

    ask must not raise.
    """

    def __init__(self, ask: Callable[[], T], *, fresh: float = _FRESH) -> None:
        self._ask, self._fresh = ask, fresh
        self._lock = threading.Lock()
        self._answer: T | None = None
        self._when: float | None = None
        self._asking: threading.Thread | None = None

    def get(self) -> T | None:
        """Return the last answer, None before the first one; that is waited for, but not for ever.

        It is asked again if the answer is not fresh.
        """
        with self._lock:
            known = self._when is not None
            if (self._when is None or time.monotonic() - self._when > self._fresh) and not (
                self._asking and self._asking.is_alive()
            ):
                self._asking = threading.Thread(target=self._run, name="latest", daemon=True)
                self._asking.start()
            asking = self._asking
        if asking and not known:
            asking.join(_PATIENCE)
        return self._answer

    def _run(self) -> None:
        answer = self._ask()
        with self._lock:
            self._answer, self._when = answer, time.monotonic()
