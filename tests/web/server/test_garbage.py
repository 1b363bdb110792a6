"""How often a server looks for garbage."""

import gc

import pytest

from web.server.garbage import look_seldom


@pytest.fixture
def as_before():
    """Leave the collector as it was."""
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


@pytest.mark.usefixtures("as_before")
def test_what_is_there_is_not_looked_at_again():
    """It is in the permanent generation, and a page's objects are looked at later than before."""
    before = gc.get_threshold()[0]
    held = [{} for _ in range(1000)]
    look_seldom()
    assert gc.get_freeze_count() >= len(held)
    assert gc.get_threshold()[0] > before


@pytest.mark.usefixtures("as_before")
def test_new_garbage_is_still_found():
    """A cycle that is made later goes when the collector looks."""
    look_seldom()
    cycle = []
    cycle.append(cycle)
    del cycle
    assert gc.collect() >= 1
