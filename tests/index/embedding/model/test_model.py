"""The model: what means nearly the same is near."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedding.model.contents import read_contents
from index.embedding.model.encoder import Encoder
from index.embedding.model.file import DIMENSIONS, mapped, model_path
from index.embedding.model.model import Model
from index.embedding.model.tokenizer import Tokenizer
from tests.conftest import examples
from tests.index.embedding.model.texts import TEXTS

NEWS = [
    "ارتفعت أسعار النفط بعد قرار خفض الإنتاج",
    "Oil prices rose after the cut in output",
    "فاز الفريق الوطني بكأس العالم لكرة القدم",
]


class Watched(Encoder):
    """An encoder that notes how many threads BLAS may take while it works."""

    def encode(self, texts):
        """Encode, and note."""
        self.threads = blas_threads()
        return super().encode(texts)


def blas_threads():
    """Return how many threads each library of BLAS may take."""
    threadpoolctl = pytest.importorskip("threadpoolctl")
    pools = threadpoolctl.threadpool_info()
    return [pool["num_threads"] for pool in pools if pool["user_api"] == "blas"]


def is_unit(vectors):
    """Return whether all are finite and of unit length."""
    return bool(np.allclose(np.linalg.norm(vectors, axis=-1), 1, atol=1e-5))


@pytest.mark.parametrize("text", TEXTS)
def test_vectors_are_those_of_the_engine_in_c(model, reference, text):
    """That one rounds its states to eight bits, so its vectors are nearly ours."""
    assert model.query(text) @ reference.query(text) > 0.999
    assert model.passages([text])[0] @ reference.passage(text) > 0.999


def test_passages_are_vectors_of_unit_length(model):
    """In their order, whatever stands beside them."""
    texts = [text.values[0] for text in TEXTS]
    vectors = model.passages(texts)
    assert vectors.shape == (len(texts), DIMENSIONS)
    assert vectors.dtype == np.float32
    assert is_unit(vectors)
    alone = np.concatenate([model.passages([text]) for text in texts])
    np.testing.assert_allclose(vectors, alone, atol=1e-4)


def test_no_passages_have_no_vectors(model):
    """The shape is that of vectors all the same."""
    assert model.passages([]).shape == (0, DIMENSIONS)


def test_a_query_is_near_what_means_the_same(model):
    """In another language too, and nearer than what shares no meaning."""
    vector = model.query("سعر البترول")
    assert vector.shape == (DIMENSIONS,)
    oil, in_english, football = model.passages(NEWS) @ vector
    assert min(oil, in_english) > football


def test_a_query_is_no_passage(model):
    """The model was trained to tell them apart."""
    assert model.query(NEWS[0]) @ model.passages(NEWS[:1])[0] < 0.999


@pytest.mark.parametrize("length", [3_000, 100_000])
def test_a_long_text_is_cut(model, length):
    """What comes after the window changes nothing."""
    text = "أسعار النفط " * length
    assert is_unit(model.query(text))
    np.testing.assert_allclose(model.query(text), model.query(text + NEWS[2]), atol=1e-6)


@settings(max_examples=examples(20))  # each is read by the whole model
@given(text=st.text(st.characters(codec=None, exclude_categories=())))
def test_any_text_has_a_vector(model, text):
    """Halves of characters and controls too."""
    assert is_unit(model.query(text))
    assert is_unit(model.passages([text, ""]))


def test_threads_share_a_model(model):
    """Each gets the vectors of its own texts."""
    expected = model.passages(NEWS)
    with ThreadPoolExecutor(4) as pool:
        for vectors in pool.map(model.passages, [NEWS] * 12):
            np.testing.assert_allclose(vectors, expected, atol=1e-6)


def test_blas_takes_the_threads_that_it_is_given(model):  # noqa: ARG001  it is installed
    """While it works, and as many as before when it is done."""
    threadpoolctl = pytest.importorskip("threadpoolctl")
    header, pieces, tensors = read_contents(mapped(model_path()))
    encoder = Watched(header, tensors)
    pools = threadpoolctl.ThreadpoolController()
    watched = Model(Tokenizer(pieces, header.longest), encoder, pools, 1)
    with pools.limit(limits=2, user_api="blas"):
        before = blas_threads()
        assert is_unit(watched.query(NEWS[0]))
        assert blas_threads() == before
    assert set(encoder.threads) == {1}
