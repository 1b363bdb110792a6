"""Clusters of nodes that answer as a test says."""

import os
from contextlib import ExitStack, closing

import pytest

from index.cluster.address import Address, Credentials
from index.cluster.client import Cluster
from index.cluster.publish import Options, send_differences, send_whole
from index.cluster.versions import Versions
from index.versions.store import open_index
from tests.index.cluster.fake_nodes import FakeNode, serving

#: Seconds that are long for a machine, however busy; for what is waited for to its end, few.
LONG, SHORT = 60.0, 0.4


@pytest.fixture
def cluster_of():
    """Return a function that starts a node for each script, and returns a client and the nodes."""
    with ExitStack() as stack:

        def start(*scripts, deadline=LONG, user="", secret=""):
            nodes = [stack.enter_context(serving(FakeNode(*script))) for script in scripts]
            hosts = tuple(("127.0.0.1", node.server_port) for node in nodes)
            address = Address(hosts=hosts, alias="news", user=user, secure=False)
            cluster = Cluster(address, Credentials(secret=secret), deadline=deadline)
            stack.enter_context(closing(cluster))
            return cluster, nodes

        yield start


def asked(nodes):
    """Return how many requests came to nodes, the most first."""
    return sorted((len(node.asked) for node in nodes), reverse=True)


@pytest.fixture
def versions(opensearch, request):
    """Return the versions of an alias of this test alone, in the cluster that all tests share."""
    alias = f"send-{abs(hash((request.node.nodeid, os.getpid()))):x}"
    cluster = Cluster(Address.parse(opensearch.address(alias)), Credentials(), deadline=LONG)
    yield Versions(cluster, alias)
    for name in cluster.ask("GET", f"{alias}*/_settings", params={"filter_path": "*.settings"}):
        cluster.ask("DELETE", name)
    cluster.close()


@pytest.fixture
def send(versions):
    """Return a function that sends the live version of an index directory, or what differs."""

    def sending(index_dir, *, whole=False, **options):
        publish = send_whole if whole else send_differences
        opened, chosen = open_index(index_dir), Options(**options)
        return publish(versions.cluster, versions.alias, opened, chosen)

    return sending
