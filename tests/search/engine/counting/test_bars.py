"""Units of time: what a day belongs to, and what a bar spans."""

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine.counting.bars import (
    EPOCH,
    MOST_BARS,
    bars,
    count_of_bars,
    fitting,
    number_of,
    numbers_of,
    spans,
)

UNITS = ("day", "week", "month", "year")
#: Days since 1970, from the year 1 on.
DAYS = st.integers(-719_000, 2_900_000)


@given(unit=st.sampled_from(UNITS), day=DAYS, further=st.integers(0, 4000))
def test_bars_follow_each_other_and_hold_their_days(unit, day, further):
    """From the first to the last day there is no gap, and both ends are inside."""
    told = spans(unit, day, day + further)
    assert len(told) == count_of_bars(unit, day, day + further)
    assert told[0][0] <= EPOCH + timedelta(day) <= told[0][1]
    assert told[-1][0] <= EPOCH + timedelta(day + further) <= told[-1][1]
    assert all(one[1] + timedelta(1) == other[0] for one, other in pairwise(told))


@given(unit=st.sampled_from(UNITS), days=st.lists(DAYS, min_size=1))
def test_many_days_have_the_numbers_of_each(unit, days):
    """Arrays are numbered as single days are."""
    assert numbers_of(unit, np.array(days)).tolist() == [number_of(unit, day) for day in days]


@given(day=DAYS, further=st.integers(0, 20_000))
def test_the_finest_legible_unit_fits(day, further):
    """The unit before would have more bars than are legible."""
    unit = fitting(day, day + further)
    finer = UNITS[: UNITS.index(unit)]
    assert all(count_of_bars(each, day, day + further) > MOST_BARS for each in finer)


@pytest.mark.parametrize("unit", UNITS)
def test_a_bar_has_its_count(unit):
    """The first stands for the unit of the first day."""
    (one, other) = bars(unit, np.array([3, 0]), 18_000)
    assert (one.articles, other.articles) == (3, 0)
    assert one.since <= EPOCH + timedelta(18_000) <= one.until < other.since
