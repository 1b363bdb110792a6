"""The cluster that tests run: real nodes, which can be killed and come back with their data."""

from tests.cluster.harness import NODES
from web.metrics.link import has_ended


def test_three_nodes_are_one_cluster(opensearch):
    """Each node counts all of them, and each can be the manager."""
    for node in range(NODES):
        nodes = opensearch.ask("GET", "_cat/nodes", node=node, format="json")
        assert len(nodes) == NODES
        assert all("cluster_manager" in each["node.roles"] for each in nodes)
    assert opensearch.ask("GET", "")["version"]["number"] == "2.19.6"


def test_an_address_names_every_node(opensearch):
    """The address of an index is that of all nodes."""
    hosts = ",".join(f"127.0.0.1:{port}" for port in opensearch.ports)
    assert opensearch.address("news") == f"opensearch+http://{hosts}/news"


def test_a_killed_node_is_missed_by_nobody_and_comes_back(own_opensearch):
    """Two nodes answer with everything, the manager killed or not; the third finds its data."""
    cluster = own_opensearch
    settings = {"index": {"number_of_shards": 3, "number_of_replicas": 1}}
    cluster.ask("PUT", "articles", {"settings": settings})
    for number in range(12):
        cluster.ask("PUT", f"articles/_doc/{number}", {"words": "النفط"})
    cluster.ask("POST", "articles/_refresh")
    cluster.wait()
    manager = cluster.ask("GET", "_cat/cluster_manager", format="json")[0]["node"]
    killed = next(node for node in cluster.nodes if node.name == manager)
    other = (cluster.nodes.index(killed) + 1) % NODES
    killed.kill()
    assert has_ended(killed.pid)
    cluster.wait("yellow")
    assert _found(cluster, other) == 12
    killed.start()
    cluster.wait()
    assert _found(cluster, cluster.nodes.index(killed)) == 12


def _found(cluster, node):
    query = {"query": {"match": {"words": "النفط"}}}
    found = cluster.ask("POST", "articles/_search", query, node=node)
    assert not found["_shards"]["failed"]
    return found["hits"]["total"]["value"]
