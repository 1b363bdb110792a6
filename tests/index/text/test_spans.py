"""Parts of a text, and what is left of it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.text.spans import merged, outside, spans_as_text, spans_of_text

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)).map(lambda s: (s[0], sum(s))))


@given(SPANS)
def test_merged_spans_cover_the_same(spans):
    """In ascending order, none touching the next."""
    whole = merged(spans)
    covered = {at for start, end in spans for at in range(start, end)}
    assert {at for start, end in whole for at in range(start, end)} == covered
    assert all(end < start for (_, end), (start, _) in pairwise(whole))


@given(SPANS)
def test_what_is_outside_is_the_rest(spans):
    """Every character that no span covers, in its order."""
    text = "".join(map(chr, range(100, 150)))
    covered = {at for start, end in spans for at in range(start, end)}
    left = "".join(letter for at, letter in enumerate(text) if at not in covered)
    assert outside(text, merged(spans)) == left


@given(SPANS.map(merged))
def test_stored_spans_come_back(spans):
    """None as the empty text."""
    assert spans_of_text(spans_as_text(spans)) == spans
