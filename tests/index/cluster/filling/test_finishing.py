"""A filled index is merged, copied and healthy before anybody searches it."""

import pytest

from index.cluster.faults import GarbledError
from index.cluster.filling.finishing import data_nodes, healthy, merged, primary_bytes, shown
from index.cluster.filling.sending import SendingError
from index.cluster.mapping import Layout
from index.cluster.versions import Versions
from tests.index.cluster.fake_nodes import reply

FILLED = {"settings": {"index": {"refresh_interval": "-1", "number_of_replicas": 0}}}


@pytest.fixture
def index(versions):
    """Return an index of a few documents in several segments, none of which is seen."""
    name = f"{versions.alias}-filled"
    versions.cluster.ask("PUT", name, FILLED)
    for number in range(4):
        versions.cluster.ask("PUT", f"{name}/_doc/{number}", {"words": "النفط"})
        versions.cluster.ask("POST", f"{name}/_flush")
    return name


def counted(versions: Versions, index):
    """Return the number of documents that a search sees."""
    return versions.cluster.ask("GET", f"{index}/_count")["count"]


def segments(versions, index):
    """Return the number of segments that searches read."""
    rows = versions.cluster.ask("GET", f"_cat/segments/{index}", params={"format": "json"})
    return len(rows)


def test_what_was_written_is_seen_and_in_one_segment(versions, index):
    """The old ones are gone."""
    before = counted(versions, index), segments(versions, index)
    shown(versions.cluster, index)
    merged(versions.cluster, index, lambda: None)
    assert (before[0], counted(versions, index)) == (0, 4)
    assert (before[1] > 1, segments(versions, index)) == (True, 1)


def test_the_bytes_of_an_index_are_those_of_its_first_copies(versions, index):
    """A number a shard."""
    healthy(versions.cluster, index, Layout(shards=1, replicas=2), lambda: None)
    assert [size > 0 for size in primary_bytes(versions.cluster, index)] == [True]


def test_an_index_is_on_as_many_nodes_as_asked_for(versions, index):
    """And nothing is to be said."""
    assert healthy(versions.cluster, index, Layout(shards=1, replicas=2), lambda: None) == ""
    assert versions.cluster.ask("GET", f"_cluster/health/{index}")["status"] == "green"


def test_copies_without_a_node_are_told(versions, index):
    """Nobody waits for them."""
    told = healthy(versions.cluster, index, Layout(shards=1, replicas=3), lambda: None)
    assert "3 more copies asked for, and the cluster 3 data nodes" in told


def test_who_lost_the_lock_does_not_wait_on(versions, index):
    """Another is at work."""

    def lost():
        raise InterruptedError

    with pytest.raises(InterruptedError):
        merged(versions.cluster, index, lost)


def test_a_part_that_does_not_answer_is_told(cluster_of):
    """Of the index: what it has would not be seen."""
    cluster, _ = cluster_of([reply({"_shards": {"total": 3, "successful": 2, "failed": 1}})])
    with pytest.raises(SendingError, match="news-1: a part of it did not answer"):
        shown(cluster, "news-1")


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({}, id="nothing"),
        pytest.param([1], id="a list"),
        pytest.param({"indices": []}, id="no indices"),
        pytest.param({"indices": {"news-1": {"shards": {"0": [{}]}}}}, id="no sizes"),
    ],
)
def test_what_is_no_answer_of_opensearch_is_told(cluster_of, answer):
    """In a sentence, whatever a program at the address sends."""
    cluster, _ = cluster_of([reply(answer)])
    with pytest.raises(GarbledError, match="news-1: does not answer as OpenSearch does"):
        primary_bytes(cluster, "news-1")
    with pytest.raises(GarbledError, match="news-1: does not answer as OpenSearch does"):
        shown(cluster, "news-1")
    with pytest.raises(GarbledError, match="does not answer as OpenSearch does"):
        data_nodes(cluster)


def test_a_part_that_is_nowhere_is_told(cluster_of, monkeypatch):
    """Such an index must not go live."""
    monkeypatch.setattr("index.cluster.filling.finishing._LEAST", 0)
    health = reply({"status": "red", "number_of_data_nodes": 3, "indices": {}})
    cluster, _ = cluster_of([health])
    with pytest.raises(SendingError, match=r"a part of it is on no node.*allocation/explain"):
        healthy(cluster, "news-1", Layout(shards=3, replicas=1), lambda: None)


def test_copies_that_do_not_come_are_told(cluster_of, monkeypatch):
    """The version is live all the same: its articles are there."""
    monkeypatch.setattr("index.cluster.filling.finishing._LEAST", 0)
    health = reply({"status": "yellow", "number_of_data_nodes": 3, "indices": {}})
    cluster, _ = cluster_of([health])
    told = healthy(cluster, "news-1", Layout(shards=3, replicas=1), lambda: None)
    assert "not yet on as many nodes as asked for" in told
