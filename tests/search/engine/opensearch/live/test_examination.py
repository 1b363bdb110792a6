"""What an operator is told of a cluster."""

import json
from urllib.parse import urlsplit

import pytest

from index.cluster.vectors.vector_index import made_by
from search.engine.opensearch.live import examination
from search.engine.opensearch.live.examination import examine
from tests.index.cluster.fake_nodes import FOUND, FakeNode, Reply, failure, reply, serving
from tests.search.engine.opensearch.live.archives import INDEX, about, mapping

ABOUT = {"cluster_name": "news", "version": {"distribution": "opensearch", "number": "2.19.6"}}
HEALTH = {
    "status": "green",
    "active_primary_shards": 3,
    "active_shards": 6,
    "unassigned_shards": 0,
}
REPLICAS = {INDEX: {"settings": {"index": {"number_of_replicas": "1"}}}}
WATERMARK = "cluster.routing.allocation.disk.watermark"
LIMITS = {
    "defaults": {f"{WATERMARK}.low": "85%", f"{WATERMARK}.flood_stage": "95%"},
    "persistent": {},
    "transient": {},
}
SOUND = {
    "/": ABOUT,
    "/news/_mapping": mapping(about()),
    f"/{INDEX}/_search": FOUND,
    f"/_cluster/health/{INDEX}": HEALTH,
    f"/{INDEX}/_settings": REPLICAS,
    "/_cluster/settings": LIMITS,
    "/_cat/allocation": [{"node": "a", "disk.percent": "40"}],
}


class Script:
    """Answers by the path, as often as it is asked: a script of FakeNode that has no end."""

    def __init__(self, node, answers):
        self._node, self._answers = node, answers

    def __len__(self):
        """Have one reply, which stays."""
        return 1

    def __getitem__(self, _):
        """Return the answer to what was asked last."""
        answer = self._answers[urlsplit(self._node.asked[-1][1]).path]
        return answer if isinstance(answer, Reply) else reply(answer)


@pytest.fixture(autouse=True)
def without_the_model(monkeypatch):
    """Be a machine without the extra that orders by meaning."""
    monkeypatch.setattr(examination, "is_installed", lambda: False)


@pytest.fixture
def look(node, address, tmp_path):
    """Return a function that looks at a cluster which is sound but for some answers."""

    def look(**others):
        node.script = Script(node, {**SOUND, **others})
        return {each.thing: each for each in examine(address, tmp_path / "cache")}

    return look


def states(found):
    """Return the state of each thing."""
    return {thing: each.state for thing, each in found.items()}


def test_a_sound_cluster(look):
    """Every thing is named, and nothing is written."""
    found = look()
    things = ("cluster", "alias", "search", "health", "copies", "disks", "statistics")
    assert states(found) == dict.fromkeys(things, "ok")
    assert "OpenSearch 2.19.6" in found["cluster"].says
    assert "3 articles" in found["alias"].says


REFUSED = failure(403, "security_exception", "no permissions for [cluster:monitor/health] and User")


@pytest.mark.parametrize(
    ("path", "answer", "thing", "state", "says"),
    [
        pytest.param(
            "/",
            {"cluster_name": "x", "version": {"distribution": "opensearch", "number": "1.3.20"}},
            "cluster",
            "fault",
            "update it",
            id="old-release",
        ),
        pytest.param("/", failure(401, "", "who"), "cluster", "fault", "account", id="account"),
        pytest.param("/news/_mapping", {}, "alias", "fault", "iqtisad index build", id="no-alias"),
        pytest.param(
            f"/_cluster/health/{INDEX}",
            {**HEALTH, "status": "yellow", "unassigned_shards": 3},
            "health",
            "warning",
            "3 copies lack",
            id="yellow",
        ),
        pytest.param(
            f"/_cluster/health/{INDEX}",
            {**HEALTH, "status": "red"},
            "health",
            "fault",
            "start the nodes",
            id="red",
        ),
        pytest.param(
            f"/_cluster/health/{INDEX}", REFUSED, "health", "warning", "monitor/health", id="least"
        ),
        pytest.param(
            f"/{INDEX}/_settings",
            {INDEX: {"settings": {"index": {"number_of_replicas": "0"}}}},
            "copies",
            "warning",
            "number_of_replicas",
            id="no-copies",
        ),
        pytest.param(
            f"/{INDEX}/_settings",
            {
                INDEX: {
                    "settings": {
                        "index": {
                            "number_of_replicas": "1",
                            "blocks": {"read_only_allow_delete": "true"},
                        }
                    }
                }
            },
            "copies",
            "warning",
            "make room on the disks of the nodes, then lift it with: PUT",
            id="full-disk-block",
        ),
        pytest.param(
            f"/{INDEX}/_settings",
            {
                INDEX: {
                    "settings": {
                        "index": {"number_of_replicas": "1", "blocks": {"read_only": "true"}}
                    }
                }
            },
            "copies",
            "warning",
            f"no update can be sent; lift it with: PUT /{INDEX}/_settings",
            id="block",
        ),
        pytest.param(
            f"/{INDEX}/_search",
            failure(400, "index_closed_exception", "closed", index=INDEX),
            "search",
            "fault",
            f"{INDEX} is closed (index_closed_exception, status 400); open it with: POST /{INDEX}/",
            id="closed",
        ),
        pytest.param(
            f"/{INDEX}/_search", REFUSED, "search", "fault", "lacks the privilege", id="no-search"
        ),
        pytest.param(
            "/_cat/allocation",
            [{"node": "a", "disk.percent": "86"}],
            "disks",
            "warning",
            "make room",
            id="nearly-full",
        ),
        pytest.param(
            "/_cat/allocation",
            [{"node": "a", "disk.percent": "96"}, {"node": "UNASSIGNED", "disk.percent": None}],
            "disks",
            "fault",
            "nothing can be written",
            id="full",
        ),
        pytest.param(
            "/_cluster/settings",
            {**LIMITS, "transient": {f"{WATERMARK}.low": "30%"}},
            "disks",
            "warning",
            "make room",
            id="other-limits",
        ),
        pytest.param(
            "/_cluster/settings",
            {
                **LIMITS,
                "persistent": {"cluster.routing.allocation.disk.threshold_enabled": "false"},
            },
            "disks",
            "warning",
            "look yourself",
            id="no-limits",
        ),
    ],
)
def test_what_is_not_as_it_should_be(look, path, answer, thing, state, says):  # noqa: PLR0913, PLR0917  a table
    """Is told with the way out, and the others are looked at all the same."""
    found = look(**{path: answer})
    assert found[thing].state == state
    assert says in found[thing].says
    assert found["statistics"].state == "ok"


def vectors(**others):
    """Return the mapping of the index of vectors, ours but for what others say."""
    said = {"kind": "vectors", "alias": "news", "made_by": made_by(), **others}
    return {"news-vectors": {"mappings": {"_meta": {"iqtisad": said}}}}


def some(number):
    """Return the answer of a search that finds so many."""
    return {**FOUND, "hits": {"total": {"value": number}, "hits": []}}


@pytest.mark.parametrize(
    ("index", "found", "state", "says"),
    [
        pytest.param(vectors(), some(3), "ok", "has 3: lists can be ordered by meaning", id="some"),
        pytest.param(vectors(), some(0), "ok", "iqtisad index embed --to ADDRESS", id="empty"),
        pytest.param(
            failure(404, "index_not_found_exception", "no such index"),
            some(0),
            "ok",
            "news-vectors has none: lists are ordered by words; send them with",
            id="none",
        ),
        pytest.param(vectors(made_by="x"), some(3), "warning", "another model", id="other-model"),
        pytest.param(vectors(alias="x"), some(3), "warning", "move it away", id="foreign"),
        pytest.param(REFUSED, some(3), "warning", "serving needs it not", id="forbidden"),
    ],
)
def test_vectors_are_told_of_where_the_model_is_installed(  # noqa: PLR0913, PLR0917  a table
    look, monkeypatch, index, found, state, says
):
    """How many there are; that there are none is no fault."""
    monkeypatch.setattr(examination, "is_installed", lambda: True)
    told = look(**{"/news-vectors/_mapping": index, "/news-vectors/_search": found})
    assert (told["vectors"].state, told["search"].state) == (state, "ok")
    assert says in told["vectors"].says


def test_a_node_that_is_silent_among_others_is_a_warning(node, address, tmp_path):
    """The others answer in its place; if none does, that is a fault."""
    node.script = Script(node, SOUND)
    with serving(FakeNode(Reply(closes=True))) as silent:
        host = ("127.0.0.1", silent.server_port)
        both = address.__class__(hosts=(*address.hosts, host), alias="news", secure=False)
        first, second = list(examine(both, tmp_path))[:2]
        assert (first.state, second.state) == ("ok", "warning")
        assert silent.name in second.says
        alone = address.__class__(hosts=(host,), alias="news", secure=False)
        found = {each.thing: each.state for each in examine(alone, tmp_path)}
    assert (found["cluster"], found["alias"]) == ("fault", "fault")


def test_a_missing_password_is_told_once(address, tmp_path):
    """And no secret is asked for in the address."""
    secured = address.__class__(hosts=address.hosts, alias="news", user="reader")
    found = list(examine(secured, tmp_path))
    assert [each.state for each in found] == ["fault", "ok"]
    assert "IQTISAD_OPENSEARCH_SECRET" in found[0].says


def test_a_place_for_statistics_that_cannot_be_written(look, tmp_path, monkeypatch):
    """Or that has little room."""
    usage = examination.shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(examination.shutil, "disk_usage", lambda _: usage)
    assert look()["statistics"].state == "warning"
    (tmp_path / "cache").touch()
    found = look()["statistics"]
    assert (found.state, "IQTISAD_CACHE_DIR" in found.says) == ("fault", True)


def test_what_is_told_is_text(look):
    """For programs, too."""
    assert json.dumps([each.says for each in look().values()])
