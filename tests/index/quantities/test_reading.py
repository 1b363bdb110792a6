"""Amounts that stand by themselves: typed into a filter, printed in the echo."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.quantities.reading import read_amount, write_amount, write_interval
from index.quantities.terms import Interval
from index.quantities.units import units


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("1 مليار دولار", (1e9, "usd", 1e9), id="money"),
        pytest.param("1مليار", (1e9, "", 1e9), id="touching-without-unit"),
        pytest.param("٥٪", (5.0, "pct", 1.0), id="percent"),
        pytest.param("$1bn", (1e9, "usd", 1e9), id="english"),
        pytest.param("مليوني برميل", (2e6, "bbl", 1e6), id="pair"),
        pytest.param("5", (5.0, "", 1.0), id="number"),
        pytest.param("5 نفط", None, id="more-words"),
        pytest.param("نفط", None, id="no-number"),
        pytest.param("5-7%", None, id="two"),
        pytest.param("-5", None, id="something-before"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_amount_that_a_whole_text_is(text, read):
    """Nothing may be left over."""
    found = read_amount(text)
    assert (tuple(found) if found else None) == read


@given(
    st.floats(0, 1e15).map(lambda value: float(f"{value:.6e}")),
    st.sampled_from(["", *units()]),
)
def test_what_is_written_is_read_again(value, unit):
    """The echo says exactly what was understood."""
    assume(not value or value > 1e-9)
    assert read_amount(write_amount(value, unit))[:2] == (value, unit)


@pytest.mark.parametrize(
    ("interval", "unit", "text"),
    [
        pytest.param(Interval(1e9, None, strict_low=True), "usd", "> 1 مليار دولار", id="above"),
        pytest.param(Interval(None, 5e8), "sar", "<= 500 مليون ريال سعودي", id="at-most"),
        pytest.param(Interval(5.0, 7.0), "pct", "5..7%", id="between"),
        pytest.param(Interval(1e9, 2e9), "", "1 مليار..2 مليار", id="scales"),
        pytest.param(Interval(1.0, 2e9), "usd", "1..2000000000 دولار", id="scale-of-one"),
        pytest.param(Interval(5.0, 5.0), "pct", "5%", id="value"),
        pytest.param(Interval(1234567891.0, None), "usd", ">= 1234567891 دولار", id="long"),
    ],
)
def test_an_interval_in_words(interval, unit, text):
    """Scales are words where they shorten the number."""
    assert write_interval(interval, unit) == text
