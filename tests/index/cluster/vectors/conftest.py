"""Passages, their vectors in a directory, and an alias to send them to."""

import pytest

from index.cluster.vectors.sending import send_vectors
from tests.index.embedding.pseudo_vectors import stored

PASSAGES = [f"أسعار النفط {number}" for number in range(10)]


@pytest.fixture
def store(tmp_path):
    """Return a store with the vectors of all passages."""
    return stored(tmp_path / "index", PASSAGES)


@pytest.fixture
def send_all(versions):
    """Return a function that sends the vectors of some passages."""

    def sending(store, passages=PASSAGES, **options):
        return send_vectors(versions.cluster, versions.alias, store, passages, **options)

    return sending
