"""One command at a time, and a signal ends it when it is ready to."""

import os
import signal

import pytest

from index.commands.running import BUSY, alone, ended_by_signals
from index.fetching.clock import Clock


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
