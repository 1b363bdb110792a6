"""Processes that start within milliseconds: forks of one that has imported everything.

    with Forks() as forks:
        ended = forks.run(Job(target="index.commands.manage:index", arguments=["list"]))

A fork can be interrupted after some seconds, from outside, or right before a step of its own:
before it changes the file system for the n-th time. The process that forks (forking) is resident
and has one thread.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

#: The status of a process that ended with an error that nobody expected.
UNEXPECTED = 70
#: The characters of the output that a sentence quotes.
_SAID = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A function "module:name" that takes a list of arguments, and how it is interrupted.

    sent is the signal that is sent after so many seconds, or before a step. Where frozen is a
    mounted folder, it becomes read-only at that step or at the first one after it at which no file
    is open; with room, it is left that many bytes instead. limit is the largest file that may be
    written, in bytes. Where asking is set, steps are what is sent to a server.
    """

    target: str
    arguments: list[str] = field(default_factory=list)
    sent: int = signal.SIGKILL
    seconds: float | None = None
    step: int | None = None
    frozen: str = ""
    room: int | None = None
    limit: int | None = None
    asking: bool = False


class Ended(NamedTuple):
    """How a process ended: status as subprocess has it, output, seconds, steps.

    switch is the step that replaced CURRENT, 0 for none. met tells whether it was interrupted while
    it was at work, or its folder frozen; lingers whether a process of its own outlived it.
    """

    status: int
    printed: str
    seconds: float
    steps: int
    switch: int
    met: bool
    lingers: bool

    def __str__(self):
        """Return what a sentence says of it."""
        return (
            f"status {self.status}, {self.steps} steps, printed {self.printed.strip()[-_SAID:]!r}"
        )


class Forks:
    """The resident process. It ends with this object's context."""

    def __enter__(self):
        """Start it; its coverage is not measured: coverage has locks, which a kill may leave."""
        uncovered = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.trials.forking"],
            env=uncovered,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_):
        """Let it end."""
        with self._process:
            self._process.stdin.close()

    def run(self, job):
        """Run a job in a fork; return how it ended."""
        self._process.stdin.write(f"{json.dumps(asdict(job))}\n")
        self._process.stdin.flush()
        return Ended(*json.loads(self._process.stdout.readline()))
