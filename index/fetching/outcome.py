"""What a source gave in a round, as it is told to the operator."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

#: Called with the sources, pages and bytes that are done since the call before.
Progress: TypeAlias = Callable[[int, int, int], None]


@dataclass(slots=True)
class Outcome:
    """Whether the feed of a source came, its pages, what is gone, faults and notes.

    changed says that the feed differs from the one before, not_modified that its server said so
    (304). again is the number of the pages that were fetched once more, because their entries
    changed; faults cost something, notes do not.
    """

    name: str
    changed: bool = False
    not_modified: bool = False
    failed: bool = False
    pages: int = 0
    again: int = 0
    withdrawn: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Meter:
    """Tells the progress of a round; threads share it."""

    def __init__(self) -> None:
        self.progress: Progress | None = None
        self._lock = threading.Lock()

    def add(self, *, sources: int = 0, pages: int = 0, size: int = 0) -> None:
        """Tell that so many sources, pages and bytes are done."""
        if self.progress:
            with self._lock:
                self.progress(sources, pages, size)
