"""The vectors of a cluster for readers: there or not, and never a fault of the page."""

import logging

import numpy as np
import pytest

from index.cluster.mapping import meta
from index.cluster.vectors import reading
from index.cluster.vectors.reading import ClusterVectors
from index.cluster.vectors.vector_index import VectorIndex, made_by
from index.embedding.model.file import DIMENSIONS
from index.embedding.passage import key_of
from tests.index.cluster.fake_nodes import Reply, failure, reply
from tests.index.cluster.vectors.conftest import PASSAGES
from tests.index.embedding.pseudo_vectors import pseudo_vectors

KEYS = [key_of(text) for text in PASSAGES]
OURS = reply(
    {
        "news-vectors": {
            "mappings": {"_meta": meta({"kind": "vectors", "alias": "news", "made_by": made_by()})}
        }
    }
)
MISSING = failure(404, "index_not_found_exception", "no such index [news-vectors]")
SILENT = Reply(closes=True)


def count(number):
    """Return the answer of a search that finds so many."""
    shards = {"total": 1, "successful": 1, "failed": 0}
    return reply(
        {"timed_out": False, "_shards": shards, "hits": {"total": {"value": number}, "hits": []}}
    )


def said(caplog):
    """Return what the log has of it."""
    return [each for each in caplog.records if each.name == reading.__name__]


def documents(*vectors):
    """Return the answer for the first keys, one without a vector for None."""
    return reply(
        {
            "docs": [
                {"_id": key.hex(), **({"_source": {"vector": each}} if each is not None else {})}
                for key, each in zip(KEYS, vectors, strict=False)
            ]
        }
    )


@pytest.fixture
def vectors(versions):
    """Return the vectors of an alias of this test alone."""
    return ClusterVectors(versions.cluster, versions.alias)


@pytest.fixture
def scripted(cluster_of):
    """Return vectors of a node that finds some, and the node, whose script goes on."""
    cluster, (node,) = cluster_of([OURS, count(3), SILENT])
    vectors = ClusterVectors(cluster, "news")
    vectors.look()
    assert vectors.has_some
    node.asked.clear()
    return vectors, node


def test_what_was_sent_is_held(vectors, store, send_all):
    """Bit for bit, in the order of the keys, one twice; what was not sent is not."""
    send_all(store, PASSAGES[:6])
    vectors.look()
    assert vectors.has_some
    asked = [*KEYS, KEYS[2]]
    found = vectors.of(asked)
    assert found.held.tolist() == [True] * 6 + [False] * 4 + [True]
    assert found.vectors.dtype == np.int8
    assert (found.vectors[found.held] == pseudo_vectors([*KEYS[:6], KEYS[2]])).all()
    assert not found.vectors[~found.held].any()
    assert vectors.of([]).vectors.shape == (0, DIMENSIONS)


def test_what_is_sent_later_is_held_then(versions, vectors, store, send_all):
    """What there was none of until the next look; what there was, whatever becomes of it."""
    send_all(store, PASSAGES[:1])
    vectors.look()
    assert vectors.of(KEYS[:2]).held.tolist() == [True, False]
    send_all(store)
    vectors.look()
    assert vectors.of(KEYS[:2]).held.tolist() == [True, True]
    versions.cluster.ask("DELETE", f"{versions.alias}-vectors")
    assert vectors.of(KEYS[:3]).held.tolist() == [True, True, False]


def test_without_an_index_there_are_none(versions, vectors):
    """Nothing is asked for, and an empty one has none either."""
    vectors.look()
    assert not vectors.has_some
    assert not vectors.of(KEYS).held.any()
    VectorIndex(versions.cluster, versions.alias).prepare()
    vectors.look()
    assert not vectors.has_some


def test_those_of_another_model_are_none(vectors, store, send_all, versions):
    """What was remembered is forgotten: keys are the same for every model."""
    send_all(store)
    vectors.look()
    assert vectors.of(KEYS).held.all()
    about = {"kind": "vectors", "alias": versions.alias, "made_by": "another"}
    versions.say(f"{versions.alias}-vectors", about)
    vectors.look()
    assert not vectors.has_some
    assert not vectors.of(KEYS).held.any()


def test_a_second_page_asks_only_for_what_there_was_not(scripted):
    """It may have come meanwhile; what was answered is remembered."""
    vectors, node = scripted
    node.script = [documents("AA" * (DIMENSIONS * 2 // 3), None)]
    assert vectors.of(KEYS[:2]).held.tolist() == [True, False]
    node.script = [SILENT]
    assert vectors.of(KEYS[:1]).held.all()
    assert [path.partition("?")[0] for _, path, *_ in node.asked] == ["/news-vectors/_mget"]
    node.script = [documents(None)]
    assert vectors.of(KEYS[:2]).held.tolist() == [True, False]
    assert len(node.asked) == 2
    node.script = [OURS]
    vectors.look()
    assert len(node.asked) == 3


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(SILENT, id="silent"),
        pytest.param(MISSING, id="missing"),
        pytest.param(failure(503, "no_shard_available_action_exception", "none"), id="no-shard"),
        pytest.param(failure(403, "security_exception", "no permissions"), id="forbidden"),
        pytest.param(reply({}), id="nothing"),
        pytest.param(reply([1]), id="a-list"),
        pytest.param(reply({"docs": [{"_id": "zz"}]}), id="another-id"),
        pytest.param(documents("؟"), id="no-base64"),
    ],
)
def test_a_fault_is_logged_and_not_raised(scripted, caplog, answer):
    """Then it rests: the next pages do not wait; the log has it once."""
    vectors, node = scripted
    node.script = [answer]
    with caplog.at_level(logging.WARNING):
        assert not vectors.of(KEYS).held.any()
        before = len(node.asked)
        assert not vectors.of(KEYS).held.any()
    assert len(node.asked) == before
    assert len(said(caplog)) == 1
    assert vectors.has_some


def test_a_document_that_is_not_answered_is_logged_and_the_others_are_held(scripted, caplog):
    """Once until it is mended; there is no rest: it costs no time."""
    vectors, node = scripted
    sound = {"_id": KEYS[1].hex(), "_source": {"vector": "AA" * (DIMENSIONS * 2 // 3)}}
    lost = {"_id": KEYS[0].hex(), "error": {"reason": "no such index"}}
    node.script = [reply({"docs": [lost, sound]}), reply({"docs": [lost]}), OURS]
    assert vectors.of(KEYS[:2]).held.tolist() == [False, True]
    assert not vectors.of(KEYS[:1]).held.any()
    vectors.look()
    node.script = [reply({"docs": [lost]}), documents(None), reply({"docs": [lost]})]
    assert not vectors.of(KEYS[:1]).held.any()
    assert len(said(caplog)) == 1
    assert "news-vectors: no such index" in said(caplog)[0].getMessage()
    assert not vectors.of(KEYS[:1]).held.any()
    node.script = [OURS]
    vectors.look()
    node.script = [reply({"docs": [lost]})]
    assert not vectors.of(KEYS[:1]).held.any()
    assert len(said(caplog)) == 2


def test_after_a_rest_it_asks_again(scripted, monkeypatch):
    """What was lost for a moment comes back."""
    vectors, node = scripted
    monkeypatch.setattr(reading, "_REST", 0.0)
    node.script = [SILENT]
    assert not vectors.of(KEYS[:1]).held.any()
    node.script = [documents("AA" * (DIMENSIONS * 2 // 3))]
    assert vectors.of(KEYS[:1]).held.all()


def test_a_vector_of_another_length_is_not_held(scripted):
    """Nor are those beside it lost."""
    vectors, node = scripted
    node.script = [documents("AAAA", "AA" * (DIMENSIONS * 2 // 3))]
    assert vectors.of(KEYS[:2]).held.tolist() == [False, True]


def test_a_look_that_fails_changes_nothing(scripted, caplog):
    """There were vectors, and pages go on with what is remembered."""
    vectors, node = scripted
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            node.script = [SILENT]
            vectors.look()
    assert vectors.has_some
    assert len(said(caplog)) == 1
    node.script = [MISSING]
    vectors.look()
    assert not vectors.has_some
