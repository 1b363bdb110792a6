"""What an alias leads to, and what is refused."""

import pytest

from index.cluster.faults import ClusterError, UnreachableError
from index.cluster.mapping import MAPPING
from index.schema import VERSION
from index.versions.manifest import (
    IndexDamagedError,
    IndexNotFoundError,
    IndexOutdatedError,
    IndexUnavailableError,
)
from search.engine.opensearch.live.connection import connected
from search.engine.opensearch.live.target import target
from tests.index.cluster.fake_nodes import Reply, failure, reply
from tests.search.engine.opensearch.live.archives import INDEX, VERSION_NAME, about, mapping


@pytest.fixture
def look(node, address):
    """Return a function that looks where an alias leads, if a node answers with something."""
    cluster = connected(address)

    def look(answer):
        node.script = [answer if isinstance(answer, Reply) else reply(answer)]
        return target(cluster)

    yield look
    cluster.close()


def test_the_index_of_an_alias_is_found_by_one_request(look, node):
    """Its name is that of the version and that of the index: both must agree for a reader."""
    found = look(mapping(about()))
    assert (found.index, found.version, found.articles) == (INDEX, VERSION_NAME, 3)
    assert found.name == f"{VERSION_NAME}@{INDEX}"
    assert found.statistics == f"{INDEX}-statistics"
    assert [path for _, path, *_ in node.asked] == ["/news/_mapping"]


MISSING = failure(404, "index_not_found_exception", "no such index [news]")
FOREIGN = {"theirs": {"mappings": {}}}


@pytest.mark.parametrize(
    ("answer", "error", "way"),
    [
        pytest.param(MISSING, IndexNotFoundError, "iqtisad index build --to", id="no-alias"),
        pytest.param({}, IndexNotFoundError, "iqtisad index build --to", id="nothing"),
        pytest.param(FOREIGN, IndexUnavailableError, "name another alias", id="foreign"),
        pytest.param(
            mapping(about(kind="statistics")), IndexUnavailableError, "another alias", id="other"
        ),
        pytest.param(mapping("x"), IndexUnavailableError, "another alias", id="not-ours"),
        pytest.param(
            {"news": mapping(about())[INDEX]}, IndexUnavailableError, "another alias", id="index"
        ),
        pytest.param(
            {**mapping(about()), **FOREIGN}, IndexUnavailableError, "one of them", id="several"
        ),
        pytest.param(
            mapping(about(mapping=MAPPING + 1)), IndexOutdatedError, "update this", id="newer"
        ),
        pytest.param(
            mapping(about(mapping=MAPPING - 1)), IndexOutdatedError, "build it again", id="older"
        ),
        pytest.param(
            mapping(about(schema=VERSION + 1)), IndexOutdatedError, "update this", id="new-schema"
        ),
        pytest.param(
            mapping(about(schema=None)), IndexOutdatedError, "build it again", id="no-schema"
        ),
        pytest.param(
            mapping(about(analysis="0")), IndexOutdatedError, "another analysis", id="analysis"
        ),
        pytest.param(
            mapping(about(gazetteer="0")), IndexOutdatedError, "another gazetteer", id="gazetteer"
        ),
        pytest.param(
            mapping(about(complete=False)), IndexDamagedError, "never sent completely", id="begun"
        ),
        pytest.param(mapping(about(created=5)), IndexDamagedError, "damaged", id="damaged"),
    ],
)
def test_what_is_refused_is_told_with_the_way_out(look, address, answer, error, way):
    """In a sentence that names the address."""
    with pytest.raises(error, match=way) as told:
        look(answer)
    assert str(told.value).startswith(str(address))
    assert str(told.value).isprintable()


def test_of_many_indices_a_few_are_named(look):
    """The message stays a sentence."""
    with pytest.raises(IndexUnavailableError, match=r"9 indices \(index-0, index-1, index-2, …\)"):
        look({f"index-{number}": {"mappings": {}} for number in range(9)})


def test_a_cluster_that_does_not_answer_is_its_clients_error(look):
    """Whoever follows it goes on with what is open."""
    with pytest.raises(UnreachableError):
        look(Reply(closes=True))


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param([], id="list"),
        pytest.param({"message": "back at noon"}, id="maintenance"),
        pytest.param({INDEX: {"mappings": None}}, id="nothing in it"),
        pytest.param({INDEX: {"mappings": {"_meta": []}}}, id="another meta"),
    ],
)
def test_what_is_no_mapping_is_an_error_that_a_server_survives(look, answer):
    """A proxy may answer in JSON, too: the thread that looks for other versions goes on."""
    with pytest.raises(ClusterError, match=r"does not answer as OpenSearch|no archive of iqtisad"):
        look(answer)
