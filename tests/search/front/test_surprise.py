"""How surprising a number of articles is."""

from hypothesis import given
from hypothesis import strategies as st

from search.front.surprise import Sizes, surprise

SHARES = st.integers(1, 40)


@given(share=SHARES, times=st.integers(2, 20), size=st.integers(1, 50))
def test_a_larger_share_rises_and_a_smaller_falls(share, times, size):
    """In a span of any length: the sign of the score is that of the change."""
    sizes = Sizes(now=1000, before=1000 * size)
    assert surprise(share * times, share * size, sizes) > 0
    assert surprise(share, share * times * size, sizes) < 0


@given(share=SHARES, size=st.integers(1, 50))
def test_what_has_its_usual_share_does_not_rise(share, size):
    """Whatever its share is."""
    assert abs(surprise(share, share * size, Sizes(100, 100 * size))) < 0.1


def test_few_articles_tell_less_than_many():
    """The same share of more articles is less likely to be chance."""
    assert surprise(2, 1, Sizes(50, 500)) < surprise(20, 10, Sizes(500, 5000))
