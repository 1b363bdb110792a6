"""The axis of values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.components.charts.axis import lines_for


@pytest.mark.parametrize(
    ("highest", "whole", "lines"),
    [
        pytest.param(0, True, [1], id="nothing"),
        pytest.param(1, True, [1], id="one-article"),
        pytest.param(2, True, [1, 2], id="two-articles"),
        pytest.param(9, True, [3, 6, 9], id="no-halves"),
        pytest.param(80, True, [30, 60, 90], id="thirties"),
        pytest.param(1.0, False, [0.25, 0.5, 0.75, 1.0], id="all-of-it"),
        pytest.param(0.003, False, [0.001, 0.002, 0.003], id="a-trace"),
    ],
)
def test_the_lines_are_at_numbers_that_people_count_in(highest, whole, lines):
    """Articles are whole."""
    assert lines_for(highest, whole=whole) == pytest.approx(lines)


def check(highest, lines):
    """Check what holds of every axis."""
    assert highest <= lines[-1] * (1 + 1e-9)
    assert lines[-1] <= 1.25 * highest * (1 + 1e-9)
    assert len(lines) <= 10
    steps = {round(line / lines[0], 6) for line in lines}
    assert steps == set(range(1, len(lines) + 1))


@given(st.integers(1, 10**7))
def test_the_highest_number_fits_and_fills_the_chart(highest):
    """The last line is not below it, and at most a quarter above."""
    lines = lines_for(highest, whole=True)
    check(highest, lines)
    assert all(line.is_integer() for line in lines)


@given(st.floats(1e-6, 1))
def test_the_highest_share_fits_and_fills_the_chart(highest):
    """The same for shares; none is above all of it."""
    lines = lines_for(highest, whole=False)
    check(highest, lines)
    assert lines[-1] <= 1
