"""One command at a time, and a signal ends it when it is ready to."""

import os
import signal
import time

import pytest

from index.commands.running import BUSY, alone, ended_by_signals, interruptible
from index.fetching.clock import Clock
from tests.processes import heed_interrupts

#: The longest that a test waits for a signal, in seconds.
LIMIT = 60


@pytest.fixture
def heeding():
    """Let this process heed Ctrl-C even where the tests run in the background."""
    before = signal.getsignal(signal.SIGINT)
    heed_interrupts()
    yield
    signal.signal(signal.SIGINT, before)


def test_only_one_at_a_time(tmp_path, capsys):
    """The second is told so; after the first has ended there is room again."""
    for _ in range(2):
        with alone(tmp_path):
            with pytest.raises(SystemExit) as raised, alone(tmp_path):
                pass
            assert raised.value.code == BUSY
    assert "another fetch is at work" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_clock(number, capfd):
    """It is told once; then signals do what they did before."""
    clock, before = Clock(), signal.getsignal(number)
    with ended_by_signals(clock) as came:
        assert not clock.wait(0)
        for _ in range(2):
            os.kill(os.getpid(), number)
        assert clock.wait(3600)
    assert came == [number, number]
    assert capfd.readouterr().err.count("what came is kept") == 1
    assert signal.getsignal(number) is before


def interrupted(number):
    """Send a signal to this process."""
    os.kill(os.getpid(), number)
    time.sleep(LIMIT)


def turned_into_another_error(number):
    """Do what compiled code does that is interrupted."""
    try:
        interrupted(number)
    except KeyboardInterrupt:
        raise TypeError("expected str, bytes or os.PathLike object") from None


def swallowed_by_a_destructor(number):
    """Be interrupted where Python cannot raise."""

    class Closing:
        def __del__(self):
            interrupted(number)

    Closing()
    time.sleep(LIMIT)


@pytest.mark.usefixtures("heeding")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(
    "work", [interrupted, turned_into_another_error, swallowed_by_a_destructor]
)
def test_an_interrupt_arrives_whatever_becomes_of_it(work, number, capfd):
    """Nothing is printed of where Python was; then signals do what they did before."""
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt), interruptible():
        work(number)
    assert signal.getsignal(number) is before
    assert capfd.readouterr().err == ""


def test_an_error_without_an_interrupt_is_that_error():
    """Faults are told as they are."""
    with pytest.raises(TypeError, match="a fault"), interruptible():
        raise TypeError("a fault")
