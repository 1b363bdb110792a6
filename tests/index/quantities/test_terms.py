"""The term of an amount: one for a value, sorted as values are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import fold
from index.quantities.terms import AMOUNT_TAG, Interval, amount_term, term_range

VALUES = st.just(0.0) | st.floats(1e-18, 1e30).map(lambda value: float(f"{value:.8e}"))


def is_within(value, interval):
    """Return whether a value is in an interval."""
    if interval.low is not None and value <= interval.low:
        return value == interval.low and not interval.strict_low
    if interval.high is not None and value >= interval.high:
        return value == interval.high and not interval.strict_high
    return True


@given(VALUES, VALUES)
def test_terms_sort_as_their_values(one, other):
    """As bytes, within a unit."""
    first, second = (amount_term("usd", value).encode() for value in (one, other))
    assert (first < second, first == second) == (one < other, one == other)


@given(VALUES, st.none() | VALUES, st.none() | VALUES, st.booleans(), st.booleans())
def test_a_range_of_terms_holds_the_values_of_an_interval(value, low, high, above, below):
    """Its limits belong to it unless it is strict."""
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    interval = Interval(low, high, above, below)
    first, last = (term.encode() for term in term_range("usd", interval))
    if low != high or low is None or not (above or below):
        inside = first <= amount_term("usd", value).encode() < last
        assert inside == is_within(value, interval)


def test_units_have_ranges_of_their_own():
    """No range of a unit reaches into another, whose code begins as its own."""
    first, last = term_range("m", Interval())
    assert not first <= amount_term("mw", 5.0) < last
    assert first <= amount_term("m", 0.0) < last


def test_the_order_of_multiplication_does_not_matter():
    """4.35 times 100 is 435, whatever arithmetic says."""
    assert amount_term("usd", 4.35 * 100) == amount_term("usd", 435.0)


@pytest.mark.parametrize("word", ["#", "#5", "#usd"])
def test_no_word_is_a_term_of_an_amount(word):
    """No folded word begins with the tag."""
    assert fold("usd5932") != AMOUNT_TAG + "usd5932"
    assert word.startswith(AMOUNT_TAG)
