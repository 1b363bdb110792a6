"""The versions in a cluster: what the alias leads to is opened, and followed."""

import pytest

from index.cluster.vectors.vector_index import made_by
from index.versions.manifest import IndexNotFoundError, IndexUnavailableError
from search.engine.meaning import questions
from search.engine.opensearch.live import versions as live
from search.engine.opensearch.live.versions import CANDIDATES, ClusterVersions
from search.engine.refresh import FollowingFinder
from search.weights import WEIGHTS
from tests.index.cluster.fake_nodes import FOUND, Reply, failure, reply
from tests.search.engine.opensearch.live.archives import INDEX, VERSION_NAME, about, mapping

OLD, NEW = reply(mapping(about())), reply(mapping(about(version="20261128T190000000000-bbbbbbbb")))
GONE = failure(404, "index_not_found_exception", "no such index [news]")
SILENT = Reply(closes=True)


class Fetched:
    """Statistics of an archive of one source."""

    def label_counts(self, facet):
        """Return the values of a facet with their articles."""
        return [("marfa", 2)] if facet == "source" else []


@pytest.fixture(autouse=True)
def without_the_model(monkeypatch):
    """Be a machine without the extra."""
    monkeypatch.setattr(questions, "is_installed", lambda: False)


@pytest.fixture
def with_the_model(monkeypatch):
    """Be a machine with it."""
    monkeypatch.setattr(questions, "is_installed", lambda: True)


@pytest.fixture
def fetched(monkeypatch):
    """Return what is fetched of statistics; a finder is what it is made of."""
    fetched = []

    def fetch(_cluster, *what):
        fetched.append(what)
        return Fetched()

    monkeypatch.setattr(live, "fetch", fetch)
    monkeypatch.setattr(live, "ClusterFinder", lambda opened: opened)
    return fetched


@pytest.fixture
def versions(address, fetched, tmp_path, monkeypatch):
    """Return the versions at the address; names.toml is looked for in tmp_path."""
    assert not fetched
    monkeypatch.chdir(tmp_path)
    versions = ClusterVersions(address, cache_dir=tmp_path / "cache", weights=WEIGHTS, rest=0.0)
    yield versions
    versions.close()


@pytest.fixture
def following(versions):
    """Return what follows the versions."""
    following = FollowingFinder(versions, warm=lambda _: None)
    yield following
    following.close()


def test_what_the_alias_leads_to_is_opened(versions, node, fetched, tmp_path):
    """The index by its own name, whatever the alias leads to later; one request is enough."""
    node.script = [OLD]
    opened = versions.open(versions.live())
    assert (opened.index, opened.candidates) == (INDEX, CANDIDATES)
    assert fetched == [(f"{INDEX}-statistics", VERSION_NAME, tmp_path / "cache" / "clusters")]
    assert len(node.asked) == 1


MADE = {"kind": "vectors", "alias": "news", "made_by": made_by()}
VECTORS = reply({"news-vectors": {"mappings": {"_meta": {"iqtisad": MADE}}}})
ONE = reply({**FOUND, "hits": {"total": {"value": 1}, "hits": []}})


@pytest.mark.usefixtures("with_the_model")
def test_vectors_are_looked_for_where_the_model_is_installed(versions, node):
    """With every look for another version; what is opened knows of it at once."""
    node.script = [OLD, VECTORS, ONE, OLD, GONE, OLD]
    opened = versions.open(versions.live())
    assert opened.has_vectors
    assert [path for _, path, *_ in node.asked][:2] == ["/news/_mapping", "/news-vectors/_mapping"]
    assert versions.live()
    assert not opened.has_vectors


@pytest.mark.usefixtures("with_the_model")
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(SILENT, id="silent"),
        pytest.param(reply([]), id="garbled"),
        pytest.param(failure(403, "security_exception", "no permissions"), id="forbidden"),
    ],
)
def test_a_fault_of_the_vectors_is_none_of_the_version(versions, node, fault):
    """It is opened, and has none."""
    node.script = [OLD, fault]
    assert not versions.open(versions.live()).has_vectors


@pytest.mark.usefixtures("with_the_model")
def test_questions_outlive_connections(versions, node):
    """The model is loaded once; the vectors are read through the new connection."""
    node.script = [OLD, VECTORS, ONE, OLD, VECTORS, ONE]
    first = versions.open(versions.live()).closeness
    versions.close()
    second = versions.open(versions.live()).closeness
    assert second.questions is first.questions
    assert second.vectors is not first.vectors
    assert second.possible


def test_labels_are_called_by_the_names_of_a_file_here(versions, node, tmp_path):
    """A change of it is noticed."""
    node.script = [OLD]
    assert versions.open(versions.live()).statistics.names.shown("source", "marfa") == "marfa"
    assert not versions.changed
    text = '[source.marfa]\nname = "جريدة المرفأ"\n'
    (tmp_path / "names.toml").write_text(text, "utf-8")
    assert versions.changed
    assert (
        versions.open(versions.live()).statistics.names.shown("source", "marfa") == "جريدة المرفأ"
    )


def test_an_update_of_the_same_index_is_another_version(following, node, fetched):
    """The index stays, its statistics are others: it is opened anew."""
    node.script = [OLD]
    first = following.get()
    following.refresh()
    assert following.get() is first
    node.script = [NEW]
    following.refresh()
    assert following.get() is not first
    assert [name for _, name, _ in fetched] == [VERSION_NAME, "20261128T190000000000-bbbbbbbb"]


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(SILENT, id="silent"),
        pytest.param(GONE, id="no-alias"),
        pytest.param(reply(mapping(about(schema=1))), id="outdated"),
        pytest.param(reply({"theirs": {"mappings": {}}}), id="foreign"),
    ],
)
def test_whatever_the_cluster_says_the_version_at_hand_answers(following, node, caplog, fault):
    """The log has the fault once, and once that it is mended."""
    node.script = [OLD]
    first = following.get()
    node.script = [fault]
    for _ in range(3):
        following.refresh()
        assert following.get() is first
    node.script = [OLD]
    following.refresh()
    levels = [each.levelname for each in caplog.records if each.name == "search.engine.refresh"]
    assert levels == ["ERROR", "WARNING"]


def test_at_the_start_it_is_said_why_there_is_none(following, node, caplog):
    """That there is no alias yet is no fault of anybody: the log has nothing."""
    node.script = [GONE]
    with pytest.raises(IndexNotFoundError, match="iqtisad index build --to"):
        following.get()
    following.refresh()
    assert not caplog.records
    node.script = [OLD]
    assert following.get().index == INDEX


def test_a_missing_password_is_said_too(address, fetched):
    """Before anything is asked."""
    secured = address.__class__(hosts=address.hosts, alias="news", user="reader")
    versions = ClusterVersions(secured, weights=WEIGHTS)
    with pytest.raises(IndexUnavailableError, match="IQTISAD_OPENSEARCH_SECRET"):
        versions.live()
    assert not fetched


def test_after_it_was_closed_it_connects_again(versions, node):
    """A forked process must not use the connections of its parent."""
    node.script = [OLD]
    before = versions.open(versions.live()).cluster
    versions.close()
    assert versions.open(versions.live()).cluster is not before
