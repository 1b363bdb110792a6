"""The first k documents of an order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.scoring.compiled import COMPILED
from search.engine.scoring.kernels import NUMPY
from search.engine.scoring.top_k import top_k
from tests.conftest import examples

ROWS = st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 2)), min_size=1)
KERNELS = pytest.mark.parametrize("kernels", [NUMPY, COMPILED], ids=["numpy", "compiled"])


def naive(found, count, scores, published):
    """Return the first documents of a whole order."""
    documents = found.nonzero()[0].tolist()
    return sorted(documents, key=lambda n: (-scores[n], -published[n], n))[:count]


@KERNELS
@given(ROWS, st.integers(1, 12))
def test_the_first_are_those_of_the_whole_order(kernels, rows, count):
    """The order is by the first key, the second key, and the number of the document."""
    found = np.array([is_found for is_found, _, _ in rows])
    scores = np.array([score for _, score, _ in rows], np.float32)
    published = np.array([moment for _, _, moment in rows], np.int64)
    best = top_k(found, count, scores, published, candidates=kernels.candidates)
    assert best.tolist() == naive(found, count, scores, published)


@KERNELS
@settings(max_examples=examples(50))
@given(st.integers(1, 5000), st.integers(1, 300), st.integers(0))
def test_of_many_too(kernels, articles, count, seed):
    """The same holds for many documents with equal keys."""
    random = np.random.default_rng(seed)
    found = random.random(articles) < random.random()
    scores = random.integers(0, random.integers(1, 60), articles).astype(np.float32)
    published = np.sort(random.integers(-(2**62), 2**62, articles))
    best = top_k(found, count, scores, published, candidates=kernels.candidates)
    assert best.tolist() == naive(found, count, scores, published)
    newest = top_k(found, count, published, candidates=kernels.candidates)
    assert newest.tolist() == naive(found, count, published, published)
