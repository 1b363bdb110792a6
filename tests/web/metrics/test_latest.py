"""What was answered last, while a thread asks again."""

import math
import threading

from web.metrics.latest import Latest

#: Seconds in which a busy machine has done anything at all.
LIMIT = 120


class Slow:
    """Answers with a number, which grows, when it is let."""

    def __init__(self):
        self.answers, self.may, self.said = 0, threading.Event(), threading.Semaphore(0)

    def __call__(self):
        """Return the next number."""
        assert self.may.wait(LIMIT)
        self.answers += 1
        self.said.release()
        return self.answers


def test_the_first_answer_is_waited_for():
    """And told again while it is fresh."""
    slow = Slow()
    slow.may.set()
    latest = Latest(slow, fresh=math.inf)
    assert [latest.get() for _ in range(3)] == [1, 1, 1]


def test_an_answer_that_is_not_fresh_is_told_while_it_is_asked_again():
    """By one thread, however many ask."""
    slow = Slow()
    slow.may.set()
    latest = Latest(slow, fresh=-1)
    assert latest.get() == 1
    slow.may.clear()
    assert [latest.get() for _ in range(3)] == [1, 1, 1]
    slow.may.set()
    assert slow.said.acquire(timeout=LIMIT)
    assert slow.said.acquire(timeout=LIMIT)
    assert slow.answers == 2


def test_before_the_first_answer_there_is_none(monkeypatch):
    """Nobody waits for ever."""
    monkeypatch.setattr("web.metrics.latest._PATIENCE", 0)
    slow = Slow()
    latest = Latest(slow)
    assert latest.get() is None
    slow.may.set()
    assert slow.said.acquire(timeout=LIMIT)
