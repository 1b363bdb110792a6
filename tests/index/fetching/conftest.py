"""A site on this machine, and a client that may ask it."""

import pytest

from index.fetching.request.client import Client
from tests.index.fetching.sites import Site


@pytest.fixture
def site():
    """Return a server."""
    running = Site()
    yield running
    running.close()


@pytest.fixture
def client():
    """Return a client that may ask this machine."""
    return Client("iqtisad/test", allow_local=True)
