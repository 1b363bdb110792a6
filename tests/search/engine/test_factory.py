"""The choice of an engine."""

import pytest

from search.engine.factory import live_finder
from search.engine.protocol import IndexUnavailableError
from search.weights import WEIGHTS


@pytest.mark.parametrize("compiled", [False, True], ids=["numpy", "compiled"])
def test_a_directory_is_answered_by_this_machine(sample_index, compiled):
    """Whichever loops it runs."""
    live = live_finder(sample_index, weights=WEIGHTS, compiled=compiled, warm=lambda _: None)
    assert live.get().statistics.articles > 0
    live.close()


def test_nothing_is_opened_before_the_first_call(tmp_path):
    """A server may start before its index exists."""
    live = live_finder(tmp_path / "late", weights=WEIGHTS, compiled=False, warm=lambda _: None)
    with pytest.raises(IndexUnavailableError, match="iqtisad index build"):
        live.get()
