"""The first documents of an order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.order import first

ROWS = st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 2)), min_size=1)


@given(ROWS, st.integers(1, 12))
def test_the_first_are_those_of_the_whole_order(rows, count):
    """By the first key, the second, and the number, whatever is left unsorted behind them."""
    found = np.array([is_found for is_found, _, _ in rows])
    scores = np.array([score for _, score, _ in rows], np.float32)
    published = np.array([moment for _, _, moment in rows], np.int64)
    whole = sorted(np.flatnonzero(found).tolist(), key=lambda n: (-scores[n], -published[n], n))
    assert first(found, count, scores, published).tolist() == whole[:count]
