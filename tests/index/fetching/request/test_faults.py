"""Errors of fetching are sentences."""

from index.fetching.request.faults import BusyHostError


def test_an_error_names_the_fault_and_the_way_out():
    """And keeps what the schedule needs."""
    error = BusyHostError(429, "m.example answers 429", "it asks to wait 5 s", seconds=5.0)
    assert str(error) == "m.example answers 429; it asks to wait 5 s"
    assert (error.status, error.seconds) == (429, 5.0)
