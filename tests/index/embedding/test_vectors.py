"""Eight bits are enough for a cosine."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding.vectors import Found, cosines, packed


@given(seed=st.integers(0, 2**32), common=st.floats(0, 3))
def test_the_cosine_of_packed_vectors_is_that_of_the_vectors(seed, common):
    """Within half of a percent, however much two directions have in common."""
    chance = np.random.default_rng(seed)
    vectors = chance.normal(size=(2, 384)) + common * chance.normal(size=384)
    vector, query = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    (close,) = cosines(Found(packed(vector[None]), np.array([True])), query)
    assert close == pytest.approx(float(vector @ query), abs=0.005)


def test_what_has_no_vector_is_not_close_and_not_far():
    """Neither what is not held, nor a vector of zeros, which has no direction."""
    found = Found(np.array([[1, 0], [1, 0], [0, 0]], np.int8), np.array([True, False, True]))
    close = cosines(found, np.array([1, 0], np.float32))
    assert np.array_equal(close, [1, np.nan, np.nan], equal_nan=True)
    assert close.dtype == np.float32


def test_a_vector_of_zeros_is_packed_as_it_is():
    """Nothing is divided by zero."""
    assert not packed(np.zeros((1, 4), np.float32)).any()
