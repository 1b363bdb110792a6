"""The names below a chart."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Bar
from web.components.charts.periods import periods_of, with_room
from web.components.charts.text_width import width_of
from web.l10n.preferences import DEFAULT, Preferences


def bars_of(since, step, count):
    """Return bars of so many days each."""
    starts = [since + timedelta(step * place) for place in range(count)]
    return tuple(Bar(since=s, until=s + timedelta(step - 1), articles=1) for s in starts)


@pytest.mark.parametrize(
    ("bars", "names", "sizes"),
    [
        pytest.param(
            bars_of(date(2014, 1, 1), 365, 3), ["2014", "2015", "2016"], [1, 1, 1], id="years"
        ),
        pytest.param(
            bars_of(date(2016, 11, 5), 7, 5), ["نوفمبر 2016", "ديسمبر 2016"], [4, 1], id="weeks"
        ),
        pytest.param(
            bars_of(date(2014, 12, 20), 7, 60),
            ["2014", "2015", "2016"],
            [2, 52, 6],
            id="many-weeks",
        ),
        pytest.param(
            bars_of(date(2016, 12, 30), 1, 4), ["ديسمبر 2016", "يناير 2017"], [2, 2], id="days"
        ),
        pytest.param(bars_of(date(2014, 10, 1), 30, 8), ["2014", "2015"], [4, 4], id="months"),
    ],
)
def test_periods_are_years_or_months(bars, names, sizes):
    """Months where the chart spans days of half a year; together they have every bar once."""
    periods = periods_of(bars, DEFAULT)
    assert [period.text for period in periods] == names
    assert [period.bars for period in periods] == sizes
    assert [period.first for period in periods] == [sum(sizes[:n]) for n in range(len(sizes))]
    for period in periods:
        assert period.since <= bars[period.first].since <= period.until


def test_names_are_in_the_digits_of_the_reader():
    """Years too."""
    (period,) = periods_of(bars_of(date(2016, 1, 1), 30, 3), Preferences(digits="arab"))
    assert period.text == "٢٠١٦"


@given(
    st.sampled_from([1, 7, 30, 91, 365]),
    st.integers(2, 24),
    st.sampled_from([190.0, 220.0, 500.0, 650.0]),
    st.sampled_from([0.0, 54.0]),
    st.sampled_from(["egypt", "levant"]),
)
def test_names_neither_overlap_nor_leave_the_chart(step, count, width, beyond, months):
    """On phones fewer are shown, and some name is always there if any has room."""
    bars = bars_of(date(2014, 11, 20), step, count)
    periods = periods_of(bars, Preferences(months=months))
    fitting = with_room(periods, count, width, beyond)
    shown = [period for period, fits in zip(periods, fitting, strict=True) if fits]
    spans = [
        (p.first * width / count, p.first * width / count + width_of(p.text) * 13) for p in shown
    ]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(end <= width + beyond + 1e-6 for _, end in spans)
    assert shown
