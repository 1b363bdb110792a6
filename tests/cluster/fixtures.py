"""Clusters for tests: one that they share, and one whose nodes a test may kill."""

import os

import pytest

from tests.cluster.harness import RunningCluster
from tests.cluster.installation import NotInstalledError, installed
from tests.cluster.keeper import shared

#: Where it says "required", a machine without OpenSearch fails the tests in place of skipping them.
VARIABLE = "OPENSEARCH_TESTS"


def needs_opensearch():
    """Skip what needs OpenSearch where it cannot run, and say why."""
    try:
        installed()
    except NotInstalledError as error:
        if os.environ.get(VARIABLE) == "required":
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def opensearch(tmp_path_factory):
    """Return the addresses of three nodes that all tests of a run share.

    Each test has indices of its own, by their names.
    """
    needs_opensearch()
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        return shared(folder.parent, os.getppid())
    return shared(folder, os.getpid())


@pytest.fixture(scope="module")
def own_opensearch(tmp_path_factory):
    """Return a cluster of three nodes that the tests of a module may kill and start again."""
    needs_opensearch()
    with RunningCluster(directory=tmp_path_factory.mktemp("opensearch")) as cluster:
        yield cluster
