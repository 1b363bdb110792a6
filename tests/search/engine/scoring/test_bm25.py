"""The norms of lengths."""

import numpy as np
import pytest

from index.codec.segment import LENGTHS
from search.engine.scoring.bm25 import length_norms


def test_a_document_of_average_length_has_the_norm_k1():
    """Shorter ones have less, longer ones more."""
    norms = length_norms(float(LENGTHS[100]), 0.6, 0.75)
    assert norms.dtype == np.float32
    assert norms.shape == (256,)
    assert norms[100] == pytest.approx(0.6)
    assert np.all(np.diff(norms) >= 0)
    assert norms[0] == pytest.approx(0.6 * 0.25)


def test_without_b_the_length_does_not_matter():
    """All norms are k1."""
    assert np.all(length_norms(10.0, 1.2, 0.0) == np.float32(1.2))


def test_an_archive_without_lengths_is_no_division_by_zero():
    """A field that no document has is of average length one."""
    assert np.array_equal(length_norms(0.0, 0.6, 0.75), length_norms(1.0, 0.6, 0.75))
