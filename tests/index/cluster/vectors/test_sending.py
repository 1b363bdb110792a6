"""Vectors are sent once, go on where they were interrupted, and outlive versions."""

import json
from functools import partial

import pytest

from index.cluster.filling import sending as requests
from index.cluster.filling.differences import pages
from index.cluster.filling.locking import locked
from index.cluster.mapping import meta
from index.cluster.vectors import sending
from index.cluster.vectors.reading import ClusterVectors
from index.cluster.vectors.vector_index import VectorIndex
from index.cluster.versions import VECTORS, ForeignIndexError
from index.embedding.passage import key_of
from index.embedding.store import VectorStore
from index.indexer.build import build_index
from index.versions.store import IndexBusyError
from tests.index.cluster.vectors.conftest import PASSAGES
from tests.index.embedding.pseudo_vectors import stored


def held(versions, passages=PASSAGES):
    """Return for each passage whether the cluster has its vector."""
    vectors = ClusterVectors(versions.cluster, versions.alias)
    vectors.look()
    return vectors.of([key_of(text) for text in passages]).held.tolist()


def test_what_is_there_is_not_sent_again(versions, store, send_all):
    """The second time sends nothing."""
    done = []
    first = send_all(store, progress=done.append)
    assert (first.index, first.sent, first.known, first.lacking, first.removed) == (
        f"{versions.alias}-vectors",
        *(10, 0, 0, 0),
    )
    assert first.bytes > 10 * 512
    assert sum(done) == 10
    again = send_all(store, progress=done.append)
    assert (again.sent, again.known, again.removed, again.bytes) == (0, 10, 0, 0)
    assert sum(done) == 20
    assert held(versions) == [True] * 10


def test_what_is_not_made_yet_is_sent_later(versions, tmp_path, send_all):
    """It is told how many lack."""
    index_dir = tmp_path / "index"
    report = send_all(stored(index_dir, PASSAGES[:4]))
    assert (report.sent, report.lacking) == (4, 6)
    report = send_all(stored(index_dir, PASSAGES[4:]))
    assert (report.sent, report.known, report.lacking) == (6, 4, 0)
    assert held(versions) == [True] * 10


def test_a_directory_without_vectors_sends_none(versions, tmp_path, send_all):
    """Nor removes any that are needed."""
    assert send_all(VectorStore(tmp_path)).lacking == 10
    assert held(versions) == [False] * 10


def test_what_is_sent_in_several_pages_and_requests_is_the_same(
    versions, store, send_all, monkeypatch
):
    """However many there are."""
    monkeypatch.setattr(sending, "_LOOKED_UP", 3)
    assert send_all(store).sent == 10
    monkeypatch.setattr(sending, "pages", partial(pages, size=3))
    assert send_all(store).known == 10
    assert held(versions) == [True] * 10


def test_those_of_no_passage_go_when_they_are_more_than_half(versions, store, send_all):
    """Until then a way back to an older version finds its vectors."""
    send_all(store)
    assert send_all(store, PASSAGES[:5]).removed == 0
    assert held(versions) == [True] * 10
    assert send_all(store, PASSAGES[:4]).removed == 6
    assert held(versions) == [True] * 4 + [False] * 6


def test_an_interrupted_sending_goes_on(versions, store, send_all, monkeypatch):
    """What has arrived stays, and is not sent again."""

    def interrupted():
        yield from PASSAGES[:8]
        raise KeyboardInterrupt

    monkeypatch.setattr(sending, "_LOOKED_UP", 1)
    monkeypatch.setattr(requests, "_DOCUMENTS", 1)
    with pytest.raises(KeyboardInterrupt):
        send_all(store, interrupted())
    report = send_all(store)
    assert report.known >= 4  # four requests are under way at most
    assert (report.sent + report.known, report.removed) == (10, 0)
    assert held(versions) == [True] * 10


def test_those_of_another_model_are_replaced(versions, store, send_all):
    """All of them are sent."""
    send_all(store)
    about = {"kind": "vectors", "alias": versions.alias, "made_by": "another"}
    versions.say(f"{versions.alias}-vectors", about)
    assert held(versions) == [False] * 10
    assert send_all(store).sent == 10
    assert held(versions) == [True] * 10


def test_an_index_of_somebody_else_is_refused(versions, store, send_all):
    """Nothing is written to it, and the lock is let go of."""
    name = f"{versions.alias}-vectors"
    versions.cluster.ask("PUT", name)
    with pytest.raises(ForeignIndexError, match=f"{name}: an index that is none of ours"):
        send_all(store)
    assert VectorIndex(versions.cluster, versions.alias).count() == 0
    versions.cluster.ask("DELETE", name)
    assert send_all(store).sent == 10


def test_an_alias_of_somebody_else_is_refused(versions, store, send_all):
    """Before anything is made."""
    versions.cluster.ask("PUT", versions.alias)
    with pytest.raises(ForeignIndexError, match="name another alias"):
        send_all(store)
    assert set(versions.cluster.ask("GET", f"{versions.alias}*/_settings")) == {versions.alias}


def test_two_at_once_are_refused_and_a_version_may_be_sent_meanwhile(versions, store, send_all):
    """Their locks are two."""
    with locked(versions.cluster, versions.alias, "sending an archive"):
        assert send_all(store).sent == 10
    with locked(versions.cluster, versions.alias, "sending vectors", purpose=VECTORS):
        with pytest.raises(IndexBusyError, match=r"is at work on it \(sending vectors\)"):
            send_all(store)
        with locked(versions.cluster, versions.alias, "sending an archive") as lock:
            lock.held()


def test_they_outlive_versions_and_are_taken_for_none(versions, store, send, send_all, tmp_path):
    """Whatever is made, switched, gone back from, pruned."""
    archive = tmp_path / "a.jsonl"
    for number in range(3):
        lines = [{"id": str(n), "body": f"سعر الغاز {number} {n}"} for n in range(3)]
        archive.write_text("\n".join(map(json.dumps, lines)), "utf-8")
        build_index([archive], tmp_path / "archive")
        send(tmp_path / "archive", whole=True)
        send_all(store)
    every = versions.all()
    assert [each.about["kind"] for each in every] == ["articles"] * 2
    assert versions.leftovers() == []
    versions.activate(versions.previous(), versions.live())
    removed = every[1].name
    assert versions.prune({versions.live()}) == [removed, f"{removed}-statistics"]
    assert held(versions) == [True] * 10
    unfinished = f"{versions.alias}-20260101t000000000000"
    about = {"kind": "articles", "alias": versions.alias, "complete": False}
    versions.cluster.ask("PUT", unfinished, {"mappings": {"_meta": meta(about)}})
    assert versions.leftovers() == [unfinished]
