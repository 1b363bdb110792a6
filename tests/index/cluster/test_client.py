"""The client: what is asked of a cluster, what comes back, and every fault in a sentence."""

import json
import logging
import sys
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.cluster.address import Address, AddressError, Credentials
from index.cluster.client import (
    Cluster,
    ClusterError,
    GarbledError,
    RefusedError,
    RejectedError,
    Search,
    UnreachableError,
    is_partial,
    parts,
)
from tests.index.cluster.conftest import asked
from tests.index.cluster.fake_nodes import FOUND, SHARDS, Reply, failure, reply

QUERY = {"query": {"term": {"body_t": "نفط"}}}
OK = Reply()


def test_a_search_is_sent_as_json_in_arabic(cluster_of):
    """Letters are sent as they are, and OpenSearch is told when nobody waits any longer."""
    cluster, [node] = cluster_of([OK])
    found = cluster.search("news", QUERY, search_type="dfs_query_then_fetch", preference="x y")
    assert found == FOUND
    [(method, path, sent, headers)] = node.asked
    assert (method, sent.decode()) == ("POST", '{"query":{"term":{"body_t":"نفط"}}}')
    assert path.startswith("/news/_search?search_type=dfs_query_then_fetch&preference=x+y&cancel_")
    assert headers["content-type"] == "application/json"
    assert "Authorization" not in {name.title() for name in headers}


def test_what_says_how_much_was_searched_is_never_filtered_out(cluster_of):
    """A page that is told to be whole must be whole."""
    cluster, [node] = cluster_of([OK])
    cluster.search("news", QUERY, filter_path=["hits.total", "took"])
    assert "filter_path=hits.total%2Ctook%2C_shards%2Ctimed_out" in node.asked[0][1]


def test_searches_are_asked_at_once(cluster_of):
    """Each has its own parameters beside its body, a line for each."""
    cluster, [node] = cluster_of([reply({"responses": [FOUND, FOUND]})])
    searches = [Search(QUERY, {"preference": "a"}), Search({"size": 0})]
    assert cluster.searches("news", searches) == [FOUND, FOUND]
    [(_, path, sent, headers)] = node.asked
    assert path.startswith("/news/_msearch?cancel_after_time_interval=")
    lines = [json.loads(line) for line in sent.decode().splitlines()]
    assert lines == [{"preference": "a"}, QUERY, {}, {"size": 0}]
    assert headers["content-type"] == "application/x-ndjson"


def test_no_searches_ask_nobody(cluster_of):
    """OpenSearch would call it a fault."""
    cluster, nodes = cluster_of([OK])
    assert (cluster.searches("news", []), asked(nodes)) == ([], [0])


def test_a_search_among_others_that_fails_is_told(cluster_of):
    """Nobody takes the error for a search that found nothing."""
    wrong = {"error": {"type": "parsing_exception", "reason": "unknown query [x]"}, "status": 400}
    cluster, _ = cluster_of([reply({"responses": [FOUND, wrong]})])
    with pytest.raises(RejectedError, match=r"unknown query \[x\]") as told:
        cluster.searches("news", [Search({}), Search({})])
    assert (told.value.status, told.value.kind) == (400, "parsing_exception")


def test_anything_else_can_be_asked(cluster_of):
    """Text is sent as it is; parameters as OpenSearch spells them."""
    cluster, [node] = cluster_of([reply({"acknowledged": True})])
    assert cluster.ask("PUT", "news", '{"a": 1}', params={"wait": True, "no": None}) == {
        "acknowledged": True
    }
    assert node.asked[0][:3] == ("PUT", "/news?wait=true", b'{"a": 1}')


@pytest.mark.parametrize(
    ("status", "there"), [pytest.param(200, True, id="there"), pytest.param(404, False, id="not")]
)
def test_whether_something_is_there_can_be_asked(cluster_of, status, there):
    """HEAD has no body to read."""
    cluster, _ = cluster_of([Reply(status, b"", kind="text/plain")])
    assert cluster.ask("HEAD", "news") is there


def test_a_document_that_is_not_there_is_no_fault(cluster_of):
    """Who asks for one looks whether it was found."""
    answer = {"_index": "news", "_id": "1", "found": False}
    cluster, _ = cluster_of([reply(answer, 404)])
    assert cluster.ask("GET", "news/_doc/1") == answer


def test_the_account_is_named_in_every_request(cluster_of):
    """And its secret nowhere else."""
    cluster, [node] = cluster_of([OK], user="editor", secret="geheim")  # noqa: S106
    cluster.search("news", QUERY)
    assert node.asked[0][3]["authorization"] == "Basic ZWRpdG9yOmdlaGVpbQ=="
    assert "geheim" not in repr(vars(cluster)) + str(cluster.address)


def test_a_connection_is_kept(cluster_of):
    """A page does not pay for a new one."""
    cluster, [node] = cluster_of([OK])
    for _ in range(5):
        cluster.search("news", QUERY)
    assert len(node.callers) == 1


def test_threads_share_a_client(cluster_of):
    """Each gets the answer to what it asked."""
    cluster, nodes = cluster_of([OK], [OK])
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: cluster.search("news", QUERY), range(80)))
    assert found == [FOUND] * 80
    assert sum(asked(nodes)) == 80


@pytest.mark.parametrize(
    ("answer", "partial", "whole"),
    [
        pytest.param({"timed_out": False, "_shards": SHARDS}, False, (3, 3), id="whole"),
        pytest.param({"timed_out": True, "_shards": SHARDS}, True, (3, 3), id="time over"),
        pytest.param(
            {"timed_out": False, "_shards": {**SHARDS, "successful": 2, "failed": 1}},
            True,
            (2, 3),
            id="one failed",
        ),
        pytest.param(
            {"timed_out": False, "_shards": {**SHARDS, "successful": 1}},
            True,
            (1, 3),
            id="two of nobody",
        ),
    ],
)
def test_a_part_of_the_archive_is_told_from_all_of_it(cluster_of, answer, partial, whole):
    """The answer comes back: what is said about it is for who asked."""
    cluster, _ = cluster_of([reply({**answer, "hits": {}})])
    found = cluster.search("news", QUERY)
    assert (is_partial(found), parts(found)) == (partial, whole)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(Reply(body=b"\x00\xff garbage"), id="garbage"),
        pytest.param(Reply(body=b'{"took": 1, "hits": {'), id="half of it"),
        pytest.param(Reply(body=b""), id="nothing"),
        pytest.param(Reply(body=b"[" * 100_000), id="deep"),
        pytest.param(Reply(body=b"7"), id="a number"),
        pytest.param(reply([1]), id="a list"),
        pytest.param(reply({"ok": True}), id="another program's JSON"),
        pytest.param(reply({"_shards": {"total": 1}}), id="half the counts"),
        pytest.param(Reply(200, b"<html>log in</html>", kind="text/html"), id="a proxy's page"),
        pytest.param(Reply(404, b"<html>nginx</html>", kind="text/html"), id="a web server"),
        pytest.param(reply({"detail": "Not Found"}, 404), id="a web service"),
        pytest.param(Reply(302, b"", headers={"Location": "https://b.example/"}), id="redirect"),
        pytest.param(Reply(500, b"oops", kind="text/plain"), id="another program's fault"),
    ],
)
def test_what_does_not_speak_as_opensearch_is_told(cluster_of, said):
    """The sentence names the node; nothing of the answer is followed or passed on."""
    cluster, nodes = cluster_of([said])
    with pytest.raises(GarbledError, match=f"{nodes[0].name}: does not answer as OpenSearch"):
        cluster.search("news", QUERY)
    assert asked(nodes) == [1]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(Reply(announced=513 << 20), id="announced"),
        pytest.param(Reply(announced=1 << 62), id="beyond all"),
    ],
)
def test_an_answer_beyond_measure_is_not_read(cluster_of, said):
    """It would fill the memory of a web machine."""
    cluster, nodes = cluster_of([said])
    with pytest.raises(GarbledError, match=f"{nodes[0].name}: an answer of more than 512 MB"):
        cluster.search("news", QUERY)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        pytest.param(Reply(401, b"Unauthorized", kind="text/plain"), "not known", id="password"),
        pytest.param(Reply(401, b"<html>", kind="text/html"), "not known", id="proxy's"),
        pytest.param(Reply(403, b"<html>", kind="text/html"), "lacks this", id="proxy forbids"),
        pytest.param(
            failure(
                403,
                "security_exception",
                "no permissions for [indices:data/read/search] and User [name=web, roles=[]]",
            ),
            "lacks the privilege indices:data/read/search;",
            id="privilege",
        ),
    ],
)
def test_a_refused_account_is_told_what_it_lacks(cluster_of, said, sentence):
    """No other node is asked: it would refuse the same; the secret is not repeated."""
    cluster, nodes = cluster_of([said], [said], user="web", secret="geheim")  # noqa: S106
    with pytest.raises(RefusedError, match=sentence) as told:
        cluster.search("news", QUERY)
    assert told.value.status == said.status
    assert asked(nodes) == [1, 0]
    assert "geheim" not in str(told.value)


@pytest.mark.parametrize(
    ("user", "secret"),
    [
        pytest.param("web", "geheim-1", id="password"),
        pytest.param("web", "كلمة السر", id="Arabic password"),
        pytest.param("", "geheim.token-1", id="token"),
    ],
)
@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
def test_a_proxy_that_answers_with_what_it_got_shows_no_secret(cluster_of, user, secret, status):
    """Neither as it is, nor as it is sent."""
    written = f"{user}:{secret}".encode() if user else secret.encode()
    sent = [secret, b64encode(written).decode(), b64encode(secret.encode()).decode()]
    echo = failure(status, "illegal", f"bad header Authorization: {' '.join(sent)} end")
    cluster, _ = cluster_of([echo], user=user, secret=secret)
    with pytest.raises(RejectedError, match="bad header") as told:
        cluster.ask("GET", "news/_mapping")
    assert not any(each in f"{told.value} {vars(told.value)}" for each in sent)
    assert "… … … end" in str(told.value)


def test_a_block_is_no_matter_of_accounts(cluster_of):
    """A disk that is full forbids writing too."""
    cluster, _ = cluster_of([failure(403, "cluster_block_exception", "index [a] blocked by: x")])
    with pytest.raises(RejectedError, match="make room on the disks"):
        cluster.ask("POST", "news/_bulk", "{}\n")


def test_a_cluster_says_what_it_is(cluster_of):
    """Its name and version."""
    said = {"cluster_name": "c", "version": {"distribution": "opensearch", "number": "2.19.6"}}
    cluster, _ = cluster_of([reply(said)])
    assert cluster.about() == said


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(reply({"version": {"number": "1"}}), id="another program"),
        pytest.param(
            reply({"cluster_name": "c", "version": {"number": "8.1"}}), id="Elasticsearch"
        ),
        pytest.param(reply([]), id="a list"),
    ],
)
def test_another_program_is_no_cluster(cluster_of, said):
    """What it answers is quoted no further than its version."""
    cluster, _ = cluster_of([said])
    with pytest.raises(GarbledError, match="does not answer as OpenSearch"):
        cluster.about()


class Kept(logging.Handler):
    """Keeps what a log of everything would have."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.lines = []

    def emit(self, record):
        """Keep a line."""
        self.lines.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture
def log():
    """Return what the log of a service would have, at its most talkative."""
    root, kept = logging.getLogger(), Kept()
    level = root.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    yield kept.lines
    root.removeHandler(kept)
    root.setLevel(level)


def test_nothing_is_printed_or_logged(cluster_of, log, capfd):
    """What readers ask is nobody's, and a fault is told once, by who asked."""
    fault = failure(400, "a", "b")
    cluster, nodes = cluster_of([Reply(closes=True), fault], [Reply(closes=True), fault])
    for _ in range(2):
        with pytest.raises(ClusterError):
            cluster.search("news", QUERY)
    assert sum(asked(nodes)) == 3
    assert not [line for line in log if line.startswith("opensearch") or "نفط" in line]
    assert capfd.readouterr() == ("", "")


def test_without_opensearch_py_the_way_out_is_told(monkeypatch):
    """It is an extra: who has one machine does not need it."""
    monkeypatch.setitem(sys.modules, "opensearchpy.connection", None)
    for name in ("index.cluster.asking", "index.cluster.nodes"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    address = Address.parse("opensearch+https://a.example/news")
    with pytest.raises(ClusterError, match=r"pip install 'iqtisad\[cluster\]'"):
        Cluster(address, Credentials())


def test_a_client_without_its_secret_is_not_made():
    """Before anything is sent."""
    address = Address.parse("opensearch+https://web@a.example/news")
    with pytest.raises(AddressError, match="no password"):
        Cluster(address, Credentials())


def test_a_closed_client_says_so(cluster_of):
    """A thread that still asks has an error, and no stack trace."""
    cluster, _ = cluster_of([OK])
    cluster.close()
    with pytest.raises(UnreachableError):
        cluster.search("news", QUERY)
