"""Signs of life: who gives none is killed, and nobody else; test_service.py has whole services."""

import os
import signal
import subprocess
import sys

import pytest

from tests.web.server.running import LIMIT, on_linux, wait_for
from web.server import watch
from web.server.watch import Watch

pytestmark = on_linux


class Clock:
    """A clock that a test turns."""

    now = 1000.0

    def monotonic(self):
        """Return the time."""
        return self.now


@pytest.fixture
def clock(monkeypatch):
    """Return the clock of the watch."""
    clock = Clock()
    monkeypatch.setattr(watch, "time", clock)
    return clock


@pytest.fixture
def children():
    """Return two processes that wait."""
    waiting = [
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) for _ in range(2)
    ]
    yield waiting
    for each in waiting:
        each.kill()
        each.communicate()


def test_who_is_silent_is_killed_and_nobody_else(clock, children, caplog):
    """The operator is told which process it was; each silence ends one process once."""
    silent, lively = children
    watching = Watch(10)
    watching._hear(f"{silent.pid}\n{lively.pid}\n")  # noqa: SLF001
    clock.now += 9
    watching._hear(f"{lively.pid}\n")  # noqa: SLF001
    watching._kill_silent()  # noqa: SLF001
    assert silent.poll() is lively.poll() is None
    clock.now += 2
    watching._kill_silent()  # noqa: SLF001
    assert silent.wait(LIMIT) == -signal.SIGKILL
    assert lively.poll() is None
    told = [f"Process {silent.pid} gave no sign for 10 s: killed; another follows"]
    assert caplog.messages == told
    clock.now += 2
    watching._kill_silent()  # noqa: SLF001
    assert caplog.messages == told


def test_who_has_ended_is_forgotten(clock, children, caplog):
    """Others notice that; there is nobody to kill."""
    children[0].kill()
    children[0].wait(LIMIT)
    watching = Watch(10)
    watching._hear(f"{children[0].pid}\n")  # noqa: SLF001
    clock.now += 11
    watching._kill_silent()  # noqa: SLF001
    assert caplog.messages == []


def test_nobody_is_to_blame_for_what_the_watch_missed(clock, children):
    """A machine that slept, a service that was stopped: all go on."""
    watching = Watch(10)
    watching._hear(f"{children[0].pid}\n")  # noqa: SLF001
    clock.now += 3600
    watching._forgive(3600)  # noqa: SLF001
    watching._kill_silent()  # noqa: SLF001
    assert children[0].poll() is None


@pytest.fixture
def own_child(monkeypatch):
    """Let this process be the child of the watch, too."""
    monkeypatch.setattr(watch.os, "getppid", os.getpid)


@pytest.mark.usefixtures("own_child")
def test_the_first_sign_says_that_the_service_is_ready(monkeypatch):
    """Once; each sign says that it lives."""
    told, ready = [], []
    monkeypatch.setattr(watch, "tell", told.append)
    watching = Watch(1e9, lambda: ready.append(True))  # it would kill this process
    watching.start()
    watching.beat()
    wait_for(lambda: told.count("WATCHDOG=1") == 1)
    watching.beat()
    wait_for(lambda: told.count("WATCHDOG=1") == 2)
    assert told.count("READY=1") == len(ready) == 1


@pytest.mark.usefixtures("own_child")
def test_a_pipe_that_nobody_reads_stops_nobody():
    """A process does not wait for a parent that does not listen."""
    watching = Watch(10)
    for _ in range(20_000):  # more than any pipe holds
        watching.beat()


@pytest.mark.usefixtures("own_child")
def test_who_has_lost_its_parent_ends(monkeypatch):
    """As if it had been told to."""
    ended = []
    monkeypatch.setattr(watch.os, "kill", lambda *told: ended.append(told))
    watching = Watch(10)
    watching.beat()
    assert ended == []
    monkeypatch.setattr(watch.os, "getppid", lambda: 1)
    watching.beat()
    assert ended == [(os.getpid(), signal.SIGTERM)]
