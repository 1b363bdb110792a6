"""The line chart of queries over time."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import Bar, Coverage, Trend, Trends
from web.components.charts.text_width import width_of
from web.components.line_chart import trend_chart
from web.l10n.preferences import DEFAULT

TEXTS = ("النفط", "الذهب", "الدولار", "الليرة")


def told(archive, *counts, texts=TEXTS, step=7):
    """Return trends with so many articles in each bar, and the coverage of their archive."""
    starts = [date(2018, 1, 6) + timedelta(step * n) for n in range(len(archive))]
    bars = tuple(
        Bar(since=start, until=start + timedelta(step - 1), articles=n)
        for start, n in zip(starts, archive, strict=True)
    )
    totals = tuple(sum(archive[: n + 1]) for n in range(len(archive)))
    trends = tuple(
        Trend(
            text=text,
            total=sum(each),
            articles=tuple(each),
            shares=tuple(n / all_ if all_ else 0.0 for n, all_ in zip(each, archive, strict=True)),
        )
        for text, each in zip(texts, counts, strict=False)
    )
    coverage = Coverage(days=tuple(starts), totals=totals)
    return Trends(unit="week", bars=bars, trends=trends), coverage


def chart_of(archive, *counts, shares=False, **options):
    """Return the chart of what is told."""
    return trend_chart(*told(archive, *counts, **options), DEFAULT, shares=shares)


def pieces(line):
    """Return the places of the points of each piece of a line, among bars that are 100 apart."""
    return [
        [round(float(point.split(",")[0]) / 100) for point in piece.split()]
        for piece in line.path.split("M")[1:]
    ]


def test_lines_break_where_the_archive_has_little():
    """What is not known is no zero; the ends of which nothing is known are left out."""
    archive = [3, 0, 50, 50, 19, 0, 20, 50, 50, 50, 0, 50, 50, 4]
    chart = chart_of(archive, [0, 0, 5, 5, 5, 0, 5, 0, 5, 5, 0, 5, 5, 0])
    assert len(chart.bars) == 11
    assert pieces(chart.lines[0]) == [[0, 1], [4, 5, 6, 7], [9, 10]]
    assert [(shade.x, shade.width) for shade in chart.thin] == [(150, 200), (750, 100)]


def test_what_is_known_to_be_nothing_is_zero():
    """Weeks of a full archive in which nobody wrote about it are on the base."""
    chart = chart_of([50] * 5, [0] * 5, [1] * 5)
    assert set(re.findall(r",(\S+)", chart.lines[0].path)) == {"300"}
    assert chart.thin == ()


def test_a_small_archive_has_lines_on_plain_ground():
    """Of an archive that has enough nowhere, what it has is drawn: shading all tells nothing."""
    chart = chart_of([3, 2, 0, 4, 5], [1, 1, 0, 2, 2])
    assert chart.thin == ()
    assert [len(piece) for piece in pieces(chart.lines[0])] == [2, 2]


@pytest.mark.parametrize(
    ("archive", "counts"),
    [
        pytest.param([], [], id="no-bars"),
        pytest.param([50], [3], id="one-bar"),
        pytest.param([5, 50, 3], [1, 3, 1], id="one-that-is-known"),
        pytest.param([0, 0], [0, 0], id="nothing-known"),
    ],
)
def test_less_than_two_points_are_no_chart(archive, counts):
    """One point is no line."""
    assert chart_of(archive, counts) is None


@given(
    st.lists(st.tuples(st.integers(0, 200), *[st.integers(0, 30)] * 4), min_size=2, max_size=80),
    st.booleans(),
)
def test_everything_is_inside(rows, shares):
    """Points, grid, shades and labels; labels of lines stand 20 pixels of a phone apart."""
    archive = [max(row) for row in rows]
    chart = chart_of(archive, *zip(*(row[1:] for row in rows), strict=True), shares=shares)
    if chart is None:
        return
    for line in chart.lines:
        for point in re.findall(r"[\d.]+,[\d.]+", line.path):
            x, y = map(float, point.split(","))
            assert 0 <= x <= 1000
            assert 0 <= y <= 300
    assert chart.grid[-1].percent == 0
    assert all(0 <= shade.x <= shade.x + shade.width <= 1000.1 for shade in chart.thin)
    places = sorted(line.percent for line in chart.lines)
    assert 0 <= places[0] <= places[-1] <= 100
    assert all((b - a) / 100 * 247 >= 20 - 0.3 for a, b in pairwise(places))


def test_labels_have_room_beside_the_lines():
    """Long queries are cut; on phones only what differs is said."""
    texts = ["توقعات صندوق النقد الدولي لنمو الاقتصاد المصري", "توقعات البنك الدولي"]
    first, second = chart_of([50] * 3, [1] * 3, [2] * 3, texts=texts).lines
    assert first.long.endswith("…")
    assert second.short == "البنك"
    for line in (first, second):
        assert width_of(line.long) * 13 <= 130
        assert width_of(line.short) * 13 <= 54


def test_four_equal_lines_have_four_labels():
    """They lie on each other, and their labels do not."""
    lines = chart_of([50] * 3, *[[2] * 3] * 4).lines
    assert len({line.path for line in lines}) == 1
    assert len({line.percent for line in lines}) == 4
    assert [line.number for line in lines] == [1, 2, 3, 4]
