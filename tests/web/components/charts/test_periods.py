"""The names below a chart."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Bar
from web.components.charts.periods import periods_of, size_of, with_room
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


@pytest.mark.parametrize(
    ("bars", "names"),
    [
        pytest.param(
            bars_of(date(2016, 11, 5), 7, 14),
            ["نوفمبر 2016", "ديسمبر", "يناير 2017", "فبراير"],
            id="weeks",
        ),
        pytest.param(
            bars_of(date(2016, 3, 26), 7, 8), ["مارس 2016", "أبريل 2016", "مايو"], id="a-stub-first"
        ),
        pytest.param(
            bars_of(date(2016, 10, 1), 31, 3), ["أكتوبر 2016", "نوفمبر", "ديسمبر"], id="months"
        ),
        pytest.param(bars_of(date(2014, 12, 20), 7, 60), ["2014", "2015", "2016"], id="years"),
    ],
)
def test_points_of_a_year_are_named_by_months(bars, names):
    """The year is told once, where its first name has room, and again in January."""
    assert [period.text for period in periods_of(bars, DEFAULT, of_points=True)] == names


def test_a_stub_gives_way_to_a_whole_year():
    """Unless it has room of its own."""
    bars = bars_of(date(2014, 12, 1), 31, 14)
    periods = periods_of(bars, DEFAULT)
    assert with_room(periods, len(bars), 200) == [False, True, False]
    assert with_room(periods, len(bars), 2000) == [True, True, True]


@pytest.mark.parametrize(
    ("on_desktops", "on_phones", "size"),
    [(True, True, "any"), (True, False, "fat"), (False, True, "slim"), (False, False, "")],
)
def test_room_is_told_for_both_screens(on_desktops, on_phones, size):
    """A name of a phone may have no room among the more names of a desktop."""
    assert size_of(on_desktops=on_desktops, on_phones=on_phones) == size


def test_names_are_in_the_digits_of_the_reader():
    """Years too."""
    (period,) = periods_of(bars_of(date(2016, 1, 1), 30, 3), Preferences(digits="arab"))
    assert period.text == "٢٠١٦"


@given(
    st.sampled_from([1, 7, 30, 91, 365]),
    st.integers(2, 24),
    st.sampled_from([190.0, 220.0, 500.0, 650.0]),
    st.sampled_from([0.0, 54.0]),
    st.tuples(st.sampled_from(["egypt", "levant"]), st.booleans()),
)
def test_names_neither_overlap_nor_leave_the_chart(step, count, width, beyond, names):
    """On phones fewer are shown, and some name is always there if any has room."""
    bars = bars_of(date(2014, 11, 20), step, count)
    periods = periods_of(bars, Preferences(months=names[0]), of_points=names[1])
    fitting = with_room(periods, count, width, beyond)
    shown = [period for period, fits in zip(periods, fitting, strict=True) if fits]
    spans = [
        (p.first * width / count, p.first * width / count + width_of(p.text) * 13) for p in shown
    ]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(end <= width + beyond + 1e-6 for _, end in spans)
    assert shown
