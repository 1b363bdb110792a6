"""The lock of an alias: one operator at a time, and none for ever."""

import time

import pytest

from index.cluster.filling import locking
from index.cluster.filling.locking import ClusterLock, locked
from index.cluster.versions import VECTORS, ForeignIndexError
from index.versions.store import IndexBusyError


@pytest.fixture
def quickly(monkeypatch):
    """Let minutes be moments."""
    monkeypatch.setattr(locking, "RENEWED", 0.05)


def owner(versions):
    """Return who holds the lock, as it says."""
    return versions.cluster.ask("GET", f"{versions.alias}-lock/_doc/lock").get("_source")


def test_one_holds_it_and_the_next_is_told_who(versions):
    """Until it is released."""
    with locked(versions.cluster, versions.alias, "sending"):
        assert owner(versions)["task"] == "sending"
        with pytest.raises(
            IndexBusyError, match=r"process \d+ on \S+ is at work on it \(sending\)"
        ):
            ClusterLock(versions.cluster, versions.alias, "activating").take()
    assert owner(versions) is None
    with locked(versions.cluster, versions.alias, "activating") as lock:
        lock.held()


def test_who_sends_vectors_has_a_lock_of_its_own(versions):
    """Beside that of the versions, in the same index; a second one is refused."""
    asked = versions.cluster, versions.alias, "sending vectors"
    with (
        locked(versions.cluster, versions.alias, "sending"),
        locked(*asked, purpose=VECTORS) as lock,
    ):
        lock.held()
        with pytest.raises(IndexBusyError, match=r"at work on it \(sending vectors\)"):
            ClusterLock(*asked, purpose=VECTORS).take()
    with locked(*asked, purpose=VECTORS):
        assert owner(versions) is None


def test_it_is_released_whatever_happens(versions):
    """An error and an interrupt, too."""
    with pytest.raises(KeyboardInterrupt), locked(versions.cluster, versions.alias, "sending"):
        raise KeyboardInterrupt
    assert owner(versions) is None


@pytest.mark.usefixtures("quickly")
def test_its_owner_renews_it(versions):
    """While it works."""
    with locked(versions.cluster, versions.alias, "sending"):
        first = owner(versions)["renewed"]
        while owner(versions)["renewed"] == first:
            time.sleep(0.01)


def old_lock(versions, seconds):
    """Leave a lock that was renewed some seconds ago."""
    with locked(versions.cluster, versions.alias, "sending"):
        pass
    content = {"host": "other", "pid": 1, "task": "sending", "renewed": time.time() - seconds}
    versions.cluster.ask("PUT", f"{versions.alias}-lock/_doc/lock", content)


@pytest.mark.usefixtures("quickly")
def test_one_that_nobody_renews_is_broken(versions):
    """Its owner was killed."""
    old_lock(versions, seconds=61)
    with locked(versions.cluster, versions.alias, "activating"):
        assert owner(versions)["task"] == "activating"


@pytest.mark.usefixtures("quickly")
def test_one_that_was_renewed_is_not_broken(versions):
    """Less than a minute ago."""
    old_lock(versions, seconds=30)
    with pytest.raises(IndexBusyError, match="process 1 on other"):
        ClusterLock(versions.cluster, versions.alias, "activating").take()


def test_one_that_changes_is_not_broken(versions, monkeypatch):
    """Although the clock of its owner is late."""
    old_lock(versions, seconds=3600)
    content = {"host": "other", "pid": 1, "task": "sending", "renewed": time.time() - 3600}

    def renewed(_):
        versions.cluster.ask("PUT", f"{versions.alias}-lock/_doc/lock", content)

    monkeypatch.setattr(locking.time, "sleep", renewed)
    with pytest.raises(IndexBusyError):
        ClusterLock(versions.cluster, versions.alias, "activating").take()


def watch(lock):
    """Look at a lock until it is lost."""
    while True:
        lock.held()
        time.sleep(0.01)


@pytest.mark.usefixtures("quickly")
def test_who_lost_it_must_not_go_on(versions):
    """Another took it in the meantime."""
    with locked(versions.cluster, versions.alias, "sending") as lock:
        versions.cluster.ask("DELETE", f"{versions.alias}-lock/_doc/lock")
        with pytest.raises(IndexBusyError, match="could not be renewed"):
            watch(lock)


def test_an_index_of_somebody_else_is_no_lock(versions):
    """It is not written to."""
    versions.cluster.ask("PUT", f"{versions.alias}-lock")
    with pytest.raises(ForeignIndexError, match="none of ours stands in the place of the lock"):
        ClusterLock(versions.cluster, versions.alias, "sending").take()
    assert versions.cluster.ask("GET", f"{versions.alias}-lock/_count")["count"] == 0
