"""The statistics of a small archive that was updated, and a cluster to keep them in."""

from itertools import count

import numpy as np
import pytest

from index.cluster.address import Address, Credentials
from index.cluster.client import Cluster
from index.cluster.statistics import read_statistics
from index.cluster.statistics.writer import write_statistics
from index.indexer.build import index_articles
from index.indexer.update import update_articles
from index.versions.store import open_index
from tests.index.indexer.archives import numbered


@pytest.fixture(scope="session")
def statistics_of(tmp_path_factory):
    """Return a function that writes the statistics of an opened version and opens them."""

    def make(opened):
        directory = tmp_path_factory.mktemp("statistics")
        write_statistics(opened, directory, np.arange(opened.segment.documents))
        return read_statistics(directory)

    return make


@pytest.fixture
def updated(tmp_path):
    """Return an opened version of two segments, with a deletion in the first."""
    index_dir = tmp_path / "index"
    index_articles((numbered(n, source="رويترز") for n in range(40)), index_dir)
    update_articles(iter([numbered(3, "ارتفاع الغاز 5%"), numbered(41)]), index_dir)
    opened = open_index(index_dir)
    assert len(opened.manifest.segments) == 2
    return opened


@pytest.fixture
def folder(updated, tmp_path):
    """Return a folder with the statistics of that version."""
    directory = tmp_path / "folder"
    write_statistics(updated, directory, np.arange(updated.segment.documents))
    return directory


@pytest.fixture
def cluster(opensearch):
    """Return a client of the cluster that all tests share."""
    client = Cluster(Address.parse(opensearch.address("stats")), Credentials(), deadline=30)
    yield client
    client.close()


@pytest.fixture
def new_index(cluster, request):
    """Return a function that returns the name of a new index of an alias, of this test alone."""
    numbers = count()

    def new(alias="stats"):
        moment = f"{abs(hash(request.node.nodeid)) % 10**8:08}t{next(numbers):012}"
        return f"{alias}-{moment}-statistics"

    yield new
    cluster.ask("DELETE", f"*-{new('')[1:9]}t*-statistics")
