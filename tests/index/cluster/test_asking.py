"""Two tries within a deadline, the second of another node; what is not to be done twice is not."""

import threading

import pytest

from index.cluster.address import Address, Credentials
from index.cluster.client import Cluster, ClusterError, RejectedError, Search, UnreachableError
from tests.index.cluster.conftest import LONG, asked
from tests.index.cluster.fake_nodes import FOUND, SHARDS, FakeNode, Reply, failure, reply, serving

OK = Reply()
BUSY = failure(429, "rejected_execution_exception", "queue is full")
HALF = Reply(body=b'{"took":', announced=900)
CLOSES = Reply(closes=True)
CANCELLED = failure(500, "task_cancelled_exception", "cancelled")


@pytest.fixture
def late():
    """Return a reply that nobody waits for."""
    never = threading.Event()
    yield Reply(late=never)
    never.set()


FAULTS = [
    pytest.param(BUSY, id="too much to do"),
    pytest.param(failure(503, "process_cluster_event_timeout_exception", "x"), id="slow manager"),
    pytest.param(Reply(502, b"<html>", kind="text/html"), id="proxy without a node"),
    pytest.param(Reply(503, b"", kind="text/plain"), id="starting"),
    pytest.param(Reply(504, b"<html>", kind="text/html"), id="proxy that waited"),
    pytest.param(HALF, id="half a body"),
    pytest.param(CLOSES, id="closes"),
    pytest.param(CANCELLED, id="cancelled"),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_another_node_answers_instead(cluster_of, fault):
    """A reader sees nothing of a node that has no time, or ends."""
    cluster, nodes = cluster_of([fault], [OK])
    for _ in range(4):
        assert cluster.search("news", {}) == FOUND
    assert nodes[0].asked  # it was tried
    assert len(nodes[1].asked) == 4


@pytest.mark.parametrize("fault", FAULTS)
def test_two_nodes_are_asked_and_no_third(cluster_of, fault):
    """A cluster that has too much to do is not asked more and more."""
    cluster, nodes = cluster_of([fault], [fault], [fault])
    with pytest.raises(ClusterError):
        cluster.search("news", {})
    assert asked(nodes) == [1, 1, 0]


@pytest.mark.parametrize("fault", [BUSY, CANCELLED, failure(400, "a", "b"), Reply(body=b"?")])
def test_a_single_node_is_asked_once(cluster_of, fault):
    """There is no other one."""
    cluster, nodes = cluster_of([fault])
    with pytest.raises(ClusterError):
        cluster.search("news", {})
    assert asked(nodes) == [1]


def test_a_single_node_may_have_closed_what_was_kept(cluster_of):
    """That is asked for again, on a new connection."""
    cluster, nodes = cluster_of([CLOSES, OK])
    assert cluster.search("news", {}) == FOUND
    assert asked(nodes) == [2]


def test_a_late_node_is_given_up_while_there_is_time(cluster_of, late):
    """The other has the rest of the deadline, and is asked first from then on."""
    cluster, nodes = cluster_of([late], [OK], deadline=8.0)
    for _ in range(6):
        assert cluster.search("news", {}) == FOUND
    assert (len(nodes[0].asked), len(nodes[1].asked)) == (1, 6)
    assert "cancel_after_time_interval=" in nodes[0].asked[0][1]


def test_what_is_too_much_for_all_makes_no_node_dead(cluster_of, late):
    """After a heavy search, readers of light ones are shared by all nodes as before."""
    cluster, nodes = cluster_of([late, OK], [late, OK], deadline=2.0)
    with pytest.raises(UnreachableError, match="no answer within"):
        cluster.search("news", {})
    for _ in range(4):
        cluster.ask("GET", "", deadline=LONG)
    assert asked(nodes) == [3, 3]


@pytest.mark.parametrize(
    ("method", "path"),
    [pytest.param("PUT", "news", id="make"), pytest.param("POST", "_aliases", id="switch")],
)
@pytest.mark.parametrize("fault", [BUSY, HALF, CLOSES])
def test_what_changes_a_cluster_is_asked_once(cluster_of, method, path, fault):
    """It may have been done; who asked can see, and ask again."""
    cluster, nodes = cluster_of([fault], [fault])
    with pytest.raises(ClusterError) as told:
        cluster.ask(method, path, {})
    assert asked(nodes) == [1, 0]
    assert ("may have been done" in str(told.value)) == isinstance(told.value, UnreachableError)


def test_articles_may_be_sent_twice(cluster_of):
    """They are whole, and have their ids."""
    cluster, nodes = cluster_of([CLOSES], [reply({"errors": False})])
    assert cluster.ask("POST", "news/_bulk", '{"index":{}}\n{}\n') == {"errors": False}
    assert len(nodes[1].asked) == 1


def test_a_busy_part_of_several_searches_counts_as_busy(cluster_of):
    """All are asked again, of another node."""
    item = {"error": {"type": "rejected_execution_exception", "reason": "full"}, "status": 429}
    good = reply({"responses": [FOUND, FOUND]})
    cluster, nodes = cluster_of([reply({"responses": [FOUND, item]})], [good])
    for _ in range(3):
        assert cluster.searches("news", [Search({}), Search({})]) == [FOUND, FOUND]
    assert len(nodes[1].asked) == 3


def test_a_node_that_ended_is_not_asked_first(cluster_of):
    """What is sent after that goes to those that answer, whichever is next in turn."""
    cluster, nodes = cluster_of([CLOSES], [OK], [OK])
    for _ in range(30):
        assert cluster.search("news", {}) == FOUND
    assert len(nodes[0].asked) == 1


def test_nodes_that_start_are_passed_over(cluster_of):
    """They answer before they have found the others; that is no try."""
    alone = failure(500, "node_not_connected_exception", "x")
    cluster, nodes = cluster_of([alone], [alone], [OK])
    for _ in range(6):
        assert cluster.search("news", {}) == FOUND
    assert [len(node.asked) <= 1 for node in nodes] == [True, True, False]


LOST = {
    "timed_out": False,
    "_shards": {
        **SHARDS,
        "successful": 2,
        "failed": 1,
        "failures": [{"shard": 0, "reason": {"type": "node_disconnected_exception"}}],
    },
}


def test_a_part_that_was_lost_on_the_way_is_asked_for_again(cluster_of):
    """A node that ends while it is at work leaves no mark on a page, if there is a copy."""
    cluster, nodes = cluster_of([reply(LOST)], [OK])
    for _ in range(3):
        assert cluster.search("news", {}) == FOUND
    assert (len(nodes[1].asked), bool(nodes[0].asked)) == (3, True)
    nodes[0].script = [reply({"responses": [FOUND, LOST]})]
    nodes[1].script = [reply({"responses": [FOUND, FOUND]})]
    for _ in range(3):
        assert cluster.searches("news", [Search({}), Search({})]) == [FOUND, FOUND]


def test_a_part_that_is_lost_everywhere_is_missing(cluster_of):
    """What the others found is better than nothing."""
    cluster, nodes = cluster_of([reply(LOST)], [reply(LOST)], [reply(LOST)])
    assert cluster.search("news", {}) == LOST
    assert asked(nodes) == [1, 1, 0]


def test_a_node_that_ends_after_a_late_one_is_passed_over(cluster_of, late):
    """There is time left: the third one answers."""
    cluster, nodes = cluster_of([late], [CLOSES], [OK], deadline=8.0)
    for _ in range(4):
        assert cluster.search("news", {}) == FOUND
    assert len(nodes[2].asked) == 4


def test_one_node_of_many_is_found():
    """Those that refuse a connection are no tries: nothing was sent."""
    with serving(FakeNode(OK)) as node:
        dead = [("127.0.0.1", port) for port in closed_ports(4)]
        address = Address(
            hosts=(*dead, ("127.0.0.1", node.server_port)), alias="news", secure=False
        )
        cluster = Cluster(address, Credentials(), deadline=LONG)
        for _ in range(10):
            assert cluster.search("news", {}) == FOUND
        assert cluster.ask("PUT", "news", {}) == FOUND
        cluster.close()


def test_when_all_were_dead_they_are_asked_all_the_same(cluster_of):
    """A cluster that comes back is there at once."""
    cluster, nodes = cluster_of([CLOSES, OK], [CLOSES, OK])
    with pytest.raises(UnreachableError):
        cluster.search("news", {})
    assert cluster.search("news", {}) == FOUND
    assert asked(nodes) == [2, 1]


def test_no_node_at_all_is_told():
    """The sentence names the cluster, each node with its fault, and the way out."""
    first, second = closed_ports(2)
    address = Address(
        hosts=(("127.0.0.1", first), ("127.0.0.1", second)), alias="news", secure=False
    )
    cluster = Cluster(address, Credentials(), deadline=LONG)
    with pytest.raises(UnreachableError) as told:
        cluster.search("news", {})
    cluster.close()
    said = str(told.value)
    assert said.startswith(f"{address}: no node can be asked: ")
    assert f"127.0.0.1:{first}: cannot be connected to (Connection refused)" in said
    assert f"127.0.0.1:{second}: cannot be connected to (Connection refused)" in said
    assert "see whether the cluster is running" in said
    assert "may have been done" not in said


def test_a_host_without_a_number_is_told():
    """It is a typing error more often than not."""
    address = Address.parse("opensearch+https://nobody.invalid/news")
    cluster = Cluster(address, Credentials())
    with pytest.raises(UnreachableError, match=r"nobody\.invalid:9200: cannot be connected to"):
        cluster.search("news", {})
    cluster.close()


def test_what_a_node_answered_is_told_rather_than_that_the_other_is_dead(cluster_of):
    """Who waits and tries again must know that there is too much to do."""
    cluster, nodes = cluster_of([BUSY], [CLOSES])
    with pytest.raises(RejectedError, match="queue is full") as told:
        cluster.search("news", {})
    assert told.value.status == 429
    assert asked(nodes) == [1, 1]


def closed_ports(count):
    """Return ports of this machine at which nobody listens."""
    nodes = [FakeNode(OK) for _ in range(count)]
    for node in nodes:
        node.server_close()
    return [node.server_port for node in nodes]


def test_after_a_late_answer_no_copies_are_preferred(cluster_of, late):
    """A node that hangs holds some of them, and every other node would wait for it, too."""
    answer = reply({"responses": [FOUND]})
    cluster, nodes = cluster_of([late], [answer], deadline=4.0)
    preferring = Search({"size": 1}, {"preference": "list-1"})
    while not nodes[0].asked:
        cluster.searches("news", [preferring])
        before = [b"preference" in sent for _, _, sent, _ in nodes[1].asked]
    cluster.searches("news", [preferring])
    assert b"preference" in nodes[0].asked[0][2]
    assert before[:-1] == [True] * (len(before) - 1)
    assert not any(b"preference" in sent for _, _, sent, _ in nodes[1].asked[-2:])
