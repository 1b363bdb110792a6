"""The commands of an index over an alias of a real cluster."""

import os

import pytest


@pytest.fixture
def address(opensearch, request):
    """Return the address of an alias of this test alone."""
    alias = f"commands-{abs(hash((request.node.nodeid, os.getpid()))):x}"
    yield opensearch.address(alias)
    for name in opensearch.ask("GET", f"{alias}*/_settings"):
        opensearch.ask("DELETE", name)


@pytest.fixture
def alias(address):
    """Return that alias."""
    return address.rpartition("/")[2]
