"""Whether a version in a cluster is sound is found out, whatever is wrong with it."""

import pytest

from index.cluster.checking import damaged, faults
from index.indexer.build import index_articles
from tests.index.indexer.archives import numbered


@pytest.fixture
def live(versions, send, sample_index):
    """Return the live version of the sample in a cluster."""
    send(sample_index)
    return versions.require_live()


def test_a_sound_version_has_no_fault(versions, live):
    """Every letter is as it was sent."""
    assert list(faults(versions.cluster, live)) == []
    assert list(damaged(versions.cluster, live)) == []


def test_an_article_that_was_changed_is_found(versions, live):
    """By whom or what ever: its digest says so."""
    path = f"{live.name}/_doc/oil-2014-11-opec-holds"
    article = versions.cluster.ask("GET", path)["_source"]
    changed = {**article, "digest": 1, "title": article["title"] + "!"}
    versions.cluster.ask("PUT", path, changed, params={"refresh": "true"})
    assert list(damaged(versions.cluster, live)) == ["oil-2014-11-opec-holds"]


def test_articles_that_are_missing_are_found(versions, live):
    """By their number."""
    path = f"{live.name}/_doc/oil-2014-11-opec-holds"
    versions.cluster.ask("DELETE", path, params={"refresh": "true"})
    (fault,) = faults(versions.cluster, live)
    assert fault == f"it has {live.articles - 1} articles, and {live.articles} were sent"


def test_articles_that_their_words_do_not_find_are_found(versions, send, tmp_path):
    """They have been written again without their terms."""
    index_articles((numbered(number) for number in range(3)), tmp_path / "index")
    name = send(tmp_path / "index").index
    article = versions.cluster.ask("GET", f"{name}/_doc/1")["_source"]
    versions.cluster.ask("PUT", f"{name}/_doc/1", article, params={"refresh": "true"})
    assert list(faults(versions.cluster, versions.require_live())) == [
        "does not find its articles 1"
    ]


def test_statistics_that_are_gone_are_found(versions, live):
    """Nobody could search without."""
    versions.cluster.ask("DELETE", live.about["statistics"])
    (fault,) = faults(versions.cluster, live)
    assert fault.startswith("its statistics: ")
