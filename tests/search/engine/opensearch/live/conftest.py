"""A node that answers as a script says, and the address of an alias there."""

import pytest

from index.cluster.address import Address
from tests.index.cluster.fake_nodes import FakeNode, serving


@pytest.fixture
def node():
    """Return a node whose script is to be set; it answers at 127.0.0.1."""
    with serving(FakeNode()) as node:
        yield node


@pytest.fixture
def address(node):
    """Return the address of the alias news at the node."""
    return Address.parse(f"opensearch+http://{node.name}/news")
