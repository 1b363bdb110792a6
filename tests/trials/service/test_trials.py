"""The trials of the service in their short form."""

import pytest

from tests.trials.report import carry_out, table
from tests.trials.service import clients, dear, machine, memory, restarts, swaps
from tests.trials.service.archives import VARIABLE
from tests.trials.service.hostile import trial as hostile
from tests.web.server.running import on_linux


@on_linux
@pytest.mark.parametrize(
    ("trial", "times"),
    [
        pytest.param(hostile.trial, 100, id="hostile requests"),
        pytest.param(clients.trial, 2, id="a hundred who idle"),
        pytest.param(dear.trial, 12, id="who costs much"),
        pytest.param(swaps.trial, 6, id="versions that change"),
        pytest.param(restarts.trial, 600, id="processes that are replaced"),
        pytest.param(memory.trial, 300, id="memory"),
        pytest.param(machine.trial, 5, id="a machine that fails"),
    ],
)
def test_nothing_is_lost_or_wrong(trial, times, sample_index, monkeypatch):
    """It was tried, and everything was as it must be."""
    monkeypatch.setenv(VARIABLE, str(sample_index))
    tally = carry_out("short", trial, times, seed=7)
    assert not tally.failed, table([tally])
    assert tally.total >= times
