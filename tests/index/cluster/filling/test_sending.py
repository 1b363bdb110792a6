"""Sending to a cluster that is busy, half there, full, or does not want an article."""

import json

import pytest

from index.cluster.documents import Document
from index.cluster.filling import sending
from index.cluster.filling.sending import Action, Sender, SendingError, requests, written
from tests.index.cluster.fake_nodes import Reply, failure, reply

DOCUMENTS = [written(Document(each, json.dumps({"id": each}).encode())) for each in "abc"]


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Send again without waiting."""
    monkeypatch.setattr(sending, "_WAITS", (0,) * 9)
    monkeypatch.setattr(sending, "_LONGEST_WAIT", 0)


def items(*statuses, **errors):
    """Return the reply to a bulk request: a status an action, an error for some."""
    rows = [{"index": {"status": status}} for status in statuses]
    for place, error in errors.items():
        rows[int(place[1:])]["index"]["error"] = error
    return reply({"errors": bool(errors), "items": rows})


BUSY = {"type": "opensearch_rejected_execution_exception", "reason": "queue is full"}
DONE = items(201, 201, 201)


def ids(request):
    """Return the ids of the actions of a request."""
    lines = [json.loads(line) for line in request[2].decode().splitlines()]
    return [next(iter(each.values()))["_id"] for each in lines if {"index", "delete"} & set(each)]


def send(cluster, actions=DOCUMENTS):
    """Send actions to the index of a cluster."""
    return Sender(cluster, "news-1").send(actions)


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(failure(429, "rejected_execution_exception", "queue is full"), id="busy"),
        pytest.param(reply({}, 503), id="no manager"),
        pytest.param(Reply(502, b"<html>", "text/html"), id="proxy"),
        pytest.param(Reply(body=b'{"items": [', kind="application/json"), id="half an answer"),
        pytest.param(Reply(body=b"{}"), id="no items"),
        pytest.param(items(201, 201), id="items of some"),
        pytest.param(Reply(closes=True), id="none"),
    ],
)
def test_what_a_busy_cluster_does_not_take_is_sent_again(cluster_of, first):
    """All of it, until it has arrived: to write an article twice does no harm."""
    cluster, (node,) = cluster_of([first, first, first, DONE])
    sent = send(cluster)
    assert (sent.documents, sent.removals) == (3, 0)
    assert sent.waits >= 1
    assert all(ids(request) == ["a", "b", "c"] for request in node.asked)


def test_only_what_was_not_taken_is_sent_again(cluster_of):
    """A full queue of one shard concerns its articles alone."""
    cluster, (node,) = cluster_of([items(201, 429, 503, _1=BUSY, _2=BUSY), items(201, 201)])
    assert send(cluster).documents == 3
    assert [ids(request) for request in node.asked] == [["a", "b", "c"], ["b", "c"]]


def test_nobody_waits_for_ever(cluster_of, monkeypatch):
    """Who is always busy is told, with what it says."""
    monkeypatch.setattr(sending, "_PATIENCE", 0)
    cluster, _ = cluster_of([items(201, 429, 201, _1=BUSY)])
    with pytest.raises(SendingError, match=r"too busy .*queue is full.*add nodes"):
        send(cluster)


def test_an_article_that_is_refused_is_named(cluster_of):
    """With the reason, and what to do; nothing more is sent."""
    error = {"type": "mapper_parsing_exception", "reason": "failed", "caused_by": {"reason": "why"}}
    cluster, (node,) = cluster_of([items(201, 400, 201, _1=error)])
    with pytest.raises(
        SendingError, match=r"article b \(mapper_parsing_exception: failed why\).*b$"
    ):
        send(cluster)
    assert len(node.asked) == 1


FULL = "index [news-1] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark]"


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(failure(429, "cluster_block_exception", FULL), id="of all"),
        pytest.param(
            items(429, 201, 201, _0={"type": "cluster_block_exception", "reason": FULL}),
            id="of an article",
        ),
    ],
)
def test_a_full_disk_is_told_at_once(cluster_of, block):
    """Not waited for: somebody must make room."""
    cluster, _ = cluster_of([block])
    with pytest.raises(SendingError, match=r"news-1: .*disk .*full.*free space.*lifted"):
        send(cluster)


def test_another_block_is_told_as_the_cluster_says_it(cluster_of):
    """An operator set it, and can lift it."""
    reason = "index [news-1] blocked by: [FORBIDDEN/5/index read-only (api)]"
    cluster, _ = cluster_of([failure(403, "cluster_block_exception", reason)])
    with pytest.raises(SendingError, match=r"read-only \(api\).*lift it.*blocks.read_only\""):
        send(cluster)


def test_an_index_that_is_closed_is_no_fault_of_an_article(cluster_of):
    """The way out is told."""
    closed = {"type": "index_closed_exception", "reason": "closed", "index": "news-1"}
    cluster, _ = cluster_of([items(400, 400, 400, _0=closed)])
    with pytest.raises(SendingError, match=r"news-1: is closed; open it with: POST /news-1/_open"):
        send(cluster)


def test_a_request_that_is_too_large_is_sent_in_halves(cluster_of):
    """Until the articles fit."""
    large = Reply(413, b"", "text/plain")
    cluster, (node,) = cluster_of([large, items(201), large, items(201), items(201)])
    assert send(cluster).documents == 3
    assert [ids(each) for each in node.asked] == [["a", "b", "c"], ["a"], ["b", "c"], ["b"], ["c"]]


def test_an_article_that_is_too_large_by_itself_is_named(cluster_of):
    """A proxy or the cluster has a bound."""
    cluster, _ = cluster_of([Reply(413, b"", "text/plain")])
    with pytest.raises(SendingError, match=r"article a is too large.*max_content_length"):
        send(cluster)


def test_the_removal_of_what_is_not_there_is_no_fault(cluster_of):
    """Another update has removed it."""
    gone = reply({"errors": False, "items": [{"delete": {"status": 404, "result": "not_found"}}]})
    cluster, (node,) = cluster_of([gone])
    assert send(cluster, [Action("a")]).removals == 1
    assert node.asked[0][2] == b'{"delete": {"_id": "a"}}\n'


def test_who_must_not_go_on_sends_nothing_more(cluster_of):
    """The lock is looked at before each request."""
    cluster, (node,) = cluster_of([DONE])

    def lost():
        raise InterruptedError

    with pytest.raises(InterruptedError):
        Sender(cluster, "news-1", still=lost).send(DOCUMENTS)
    assert not node.asked


def test_who_sends_is_told_what_has_arrived(cluster_of):
    """A number for each request."""
    cluster, _ = cluster_of([DONE])
    arrived = []
    Sender(cluster, "news-1", arrived=arrived.append).send(DOCUMENTS)
    assert arrived == [3]


def test_an_interrupt_ends_the_waiting(cluster_of, monkeypatch):
    """Whatever the cluster would like to have sent again."""
    monkeypatch.setattr(sending, "_WAITS", (3600,))
    cluster, _ = cluster_of([items(429, 429, 429, _0=BUSY, _1=BUSY, _2=BUSY)])

    def interrupted():
        yield from DOCUMENTS
        raise KeyboardInterrupt

    monkeypatch.setattr(sending, "_DOCUMENTS", 1)
    with pytest.raises(KeyboardInterrupt):
        send(cluster, interrupted())


def test_a_request_has_bounds():
    """Of articles and of bytes; one that is larger goes by itself."""
    small = [Action(str(number)) for number in range(1201)]
    assert [len(each) for each in requests(small)] == [500, 500, 201]
    large = [Action("a"), Action("b", b"x" * (9 << 20)), Action("c"), Action("d")]
    assert [[each.id for each in some] for some in requests(large)] == [["a"], ["b"], ["c", "d"]]
    assert list(requests([])) == []
