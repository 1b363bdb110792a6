"""The order by meaning moves articles among the places that are theirs, and none elsewhere."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.engine.listing.by_meaning import by_meaning

#: Rows of a list: score, cosine or none, whether the whole query matches.
ROWS = st.lists(
    st.tuples(
        st.floats(0, 100, width=32),
        st.one_of(st.just(float("nan")), st.floats(-1, 1, width=32)),
        st.booleans(),
    ),
    max_size=30,
)


def ordered(rows, weight=4.0):
    """Return the order of rows."""
    scores, cosines, tiers = zip(*rows, strict=True) if rows else ((), (), ())
    arrays = np.array(scores, np.float32), np.array(cosines, np.float32), np.array(tiers, np.bool_)
    return by_meaning(*arrays, weight).tolist()


@given(rows=ROWS)
def test_every_article_is_there_once(rows):
    """Nothing is added, and nothing left out."""
    assert sorted(ordered(rows)) == list(range(len(rows)))


@given(rows=ROWS)
def test_tiers_keep_their_places(rows):
    """Where an article stood that matches the whole query, there stands one again."""
    assert [rows[each][2] for each in ordered(rows)] == [row[2] for row in rows]


@given(rows=ROWS)
def test_an_article_without_a_vector_keeps_its_place(rows):
    """Whatever moves around it."""
    order = ordered(rows)
    assert all(order[n] == n for n, row in enumerate(rows) if np.isnan(row[1]))


@given(rows=ROWS)
def test_without_weight_scores_decide(rows):
    """A list in the order of its scores stays as it is."""
    rows = sorted(rows, key=lambda row: -row[0])
    assert ordered(rows, weight=0.0) == list(range(len(rows)))


def test_meaning_and_score_are_added():
    """A closer article passes one whose score is a little better, and not one of a far better."""
    rows = [(10, 0.80, True), (9, 0.86, True), (1, 0.87, True)]
    assert ordered(rows) == [1, 0, 2]


def test_where_nothing_scores_meaning_decides():
    """Nothing is divided by zero."""
    assert ordered([(0, 0.1, True), (0, 0.2, True)]) == [1, 0]
