"""Lines and their labels in a box."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from web.components.charts.drawing import Box, apart, path_of, runs_of

BOX = Box(10, 20, 200, 100)
SHARES = st.floats(0, 1)


@given(st.lists(SHARES, min_size=1, max_size=4))
def test_labels_neither_overlap_nor_leave_the_chart(heights):
    """They are at least 20 pixels apart on a phone, whose chart is 247 high, in their order."""
    places = apart(heights)
    assert all(0 <= place <= 1 for place in places)
    order = sorted(range(len(heights)), key=lambda number: (heights[number], number))
    assert all((places[b] - places[a]) * 247 >= 20 - 1e-6 for a, b in pairwise(order))


@given(st.lists(st.floats(0.2, 0.8), min_size=1, max_size=1))
def test_a_label_alone_is_where_its_line_ends(heights):
    """Nothing pushes it."""
    assert apart(heights) == heights


@given(st.lists(st.tuples(SHARES, st.booleans()), min_size=2, max_size=60))
def test_a_line_breaks_exactly_where_nothing_is_known(points):
    """There are as many pieces as runs of known points, each over its own points, in the box."""
    heights, is_known = zip(*points, strict=True)
    pieces = [
        [tuple(map(float, point.split(","))) for point in piece.split()]
        for piece in path_of(heights, is_known, BOX).split("M")
        if piece
    ]
    runs = list(runs_of(is_known))
    assert len(pieces) == len(runs)
    step = BOX.width / (len(points) - 1)
    for piece, (first, end) in zip(pieces, runs, strict=True):
        assert len(piece) == max(end - first, 2)
        assert all(10 <= x <= 210 and 20 <= y <= 120 for x, y in piece)
        assert first * step - step / 3 <= piece[0][0] - 10 + 0.1
        assert piece[-1][0] - 10 - 0.1 <= (end - 1) * step + step / 3


def test_a_lone_point_is_seen():
    """A path of one point would draw nothing."""
    path = path_of([0.5, 0.5, 0.5], [False, True, False], BOX)
    assert re.fullmatch(r"M85,70 135,70", path)


@given(st.lists(st.booleans(), max_size=30))
def test_runs_are_where_flags_are_true(flags):
    """Together they have every true flag once, and no two touch."""
    runs = list(runs_of(flags))
    assert [n for first, end in runs for n in range(first, end)] == [
        n for n, flag in enumerate(flags) if flag
    ]
    assert all(one[1] < other[0] for one, other in pairwise(runs))
