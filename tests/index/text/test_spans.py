"""Parts of a text, and what is left of it."""

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.text.spans import changed, outside, spans_as_text, spans_of_text

#: Ascending spans that do not overlap: a row of lengths, every second one a span's.
SPANS = st.lists(st.integers(0, 6), max_size=10).map(
    lambda lengths: tuple(pairwise(accumulate(lengths, initial=0)))[1::2]
)


@given(SPANS)
def test_what_is_outside_is_the_rest(spans):
    """Every character that no span covers, in its order."""
    text = "".join(map(chr, range(100, 150)))
    covered = {at for start, end in spans for at in range(start, end)}
    left = "".join(letter for at, letter in enumerate(text) if at not in covered)
    assert outside(text, spans) == left


@given(SPANS)
def test_stored_spans_come_back(spans):
    """None as the empty text."""
    assert spans_of_text(spans_as_text(spans)) == spans


@given(SPANS, st.sampled_from(["", "x", "xy"]))
def test_spans_stay_on_what_they_covered(spans, other):
    """Whether the text becomes shorter or longer."""
    text = "aاببa" * 14
    now, moved = changed(text, spans, lambda part: part.replace("a", other))
    assert now == text.replace("a", other)
    assert [now[a:b] for a, b in moved] == [text[a:b].replace("a", other) for a, b in spans]
