"""The index of vectors: made once, replaced where another model made it, never somebody else's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cluster.faults import ClusterError, GarbledError
from index.cluster.mapping import meta
from index.cluster.vectors.vector_index import Standing, VectorIndex, made_by, read, written
from index.cluster.versions import ForeignIndexError
from tests.index.cluster.fake_nodes import failure, reply

OTHER = "iqtisad vectors 1, another model, 384 numbers, 300 characters"


@pytest.fixture
def index(versions):
    """Return the index of an alias of this test alone."""
    return VectorIndex(versions.cluster, versions.alias)


def said_by(index, **others):
    """Return the mappings of an index of ours but for what others say."""
    about = {"kind": "vectors", "alias": index.alias, "made_by": made_by(), **others}
    return {"mappings": {"_meta": meta(about)}}


def test_it_is_made_where_it_is_missing(index):
    """With one shard, and nothing but what a vector needs; a second time does nothing."""
    assert index.standing() is Standing.MISSING
    index.prepare()
    index.prepare()
    assert index.standing() is Standing.OURS
    assert index.count() == 0
    (told,) = index.cluster.ask("GET", f"{index.name}").values()
    assert told["settings"]["index"]["number_of_shards"] == "1"
    assert told["settings"]["index"]["auto_expand_replicas"] == "0-1"
    assert told["mappings"]["dynamic"] == "strict"
    assert told["mappings"]["_meta"]["iqtisad"]["made_by"] == made_by()


def test_that_of_another_model_is_replaced(index):
    """Its vectors mean nothing to this one."""
    index.cluster.ask("PUT", index.name, said_by(index, made_by=OTHER))
    index.cluster.ask("PUT", f"{index.name}/_doc/a", {"b": 1}, params={"refresh": True})
    assert index.standing() is Standing.OTHERWISE
    index.prepare()
    assert index.standing() is Standing.OURS
    assert index.count() == 0


@pytest.mark.parametrize(
    "about",
    [
        pytest.param({}, id="silent"),
        pytest.param({"kind": "vectors", "alias": "another"}, id="of-another-alias"),
        pytest.param({"kind": "articles"}, id="of-articles"),
    ],
)
def test_somebody_elses_is_refused(index, about):
    """And is as it was."""
    body = said_by(index, **about) if about else {}
    index.cluster.ask("PUT", index.name, body)
    before = index.cluster.ask("GET", index.name)
    with pytest.raises(ForeignIndexError, match=f"{index.name}: an index that is none of ours"):
        index.prepare()
    assert index.cluster.ask("GET", index.name) == before


def test_an_alias_of_its_name_is_refused(index):
    """Whatever it leads to, an index of ours, too."""
    index.cluster.ask("PUT", f"{index.alias}-1", said_by(index) | {"aliases": {index.name: {}}})
    with pytest.raises(ForeignIndexError, match="none of ours"):
        index.prepare()


@pytest.mark.parametrize(
    "answer", [reply([]), reply({"news-vectors": []}), reply({"news-vectors": {"mappings": 1}})]
)
def test_what_is_no_answer_is_told(cluster_of, answer):
    """In a sentence."""
    cluster, _ = cluster_of([answer])
    with pytest.raises(GarbledError, match="does not answer as OpenSearch does"):
        VectorIndex(cluster, "news").standing()


def test_a_refusal_is_told(cluster_of):
    """It is not taken for an index that is missing."""
    cluster, _ = cluster_of([failure(403, "security_exception", "no permissions")])
    with pytest.raises(ClusterError, match="lacks this privilege"):
        VectorIndex(cluster, "news").standing()


@given(st.lists(st.integers(-128, 127)))
def test_a_vector_is_read_as_it_was_written(numbers):
    """To the last bit."""
    vector = np.array(numbers, np.int8)
    assert np.frombuffer(read(written(vector)), np.int8).tolist() == numbers


@pytest.mark.parametrize("text", [pytest.param("؟", id="arabic"), "a%", "YQ"])
def test_what_is_no_vector_is_refused(text):
    """Whatever somebody wrote there."""
    with pytest.raises(ValueError, match=r"ASCII|base64|padding"):
        read(text)
