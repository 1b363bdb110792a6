"""One clock for all parts of a fetch, and one way to end it."""

import threading
from datetime import UTC, datetime

from index.fetching.clock import Clock


def test_a_clock_goes_on():
    """In seconds since 1970, and steadily."""
    clock = Clock()
    assert clock.moment().tzinfo is UTC
    assert datetime.fromtimestamp(clock.now(), UTC) >= clock.moment().replace(year=2020)
    assert clock.steady() <= clock.steady()


def test_whoever_waits_is_woken_by_the_end():
    """And nobody waits after it."""
    clock = Clock()
    assert not clock.wait(0)
    threading.Timer(0, clock.stop).start()
    assert clock.wait(3600)
    assert clock.wait(3600)
