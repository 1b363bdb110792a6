"""Faults: what could not be read, why, and what to do about it."""

import os
from dataclasses import dataclass
from pathlib import Path

from index.articles.files.limits import LONGEST_REASON


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read; line is 0 for the whole file. Long reasons are cut."""

    path: Path
    line: int
    reason: str
    remedy: str

    def __post_init__(self) -> None:
        """Cut the reason: it may quote a file, and faults are kept."""
        if len(self.reason) > LONGEST_REASON:
            object.__setattr__(self, "reason", f"{self.reason[:LONGEST_REASON]}…")

    def __str__(self) -> str:
        """Return a sentence: path, line, reason, way out.

        >>> str(Fault(Path("a.jsonl"), 3, "no text", "give it a body"))
        'a.jsonl:3: no text; give it a body'
        """
        # A file name may be invalid text, but a message may not.
        name = os.fsencode(self.path).decode("utf-8", "replace")
        location = f"{name}:{self.line}" if self.line else name
        return f"{location}: {self.reason}; {self.remedy}"


class UnreadableError(ValueError):
    """Something cannot be read; says why, and what can be."""

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason, self.remedy = reason, remedy
        super().__init__(f"{reason}; {remedy}")

    def at(self, path: Path, line: int = 0) -> Fault:
        """Return this error as a fault of a file or of one of its lines."""
        return Fault(path, line, self.reason, self.remedy)
