"""A version in a real cluster: sent whole, brought up to date, taken back; and what is refused."""

import os
import random
import signal
import subprocess
import sys

import pytest

from index.cluster.checking import faults
from index.cluster.documents import Documents
from index.cluster.filling.differences import held
from index.cluster.filling.locking import locked
from index.cluster.publish import Publication
from index.cluster.version import refuse_outdated
from index.cluster.versions import ForeignIndexError, Versions
from index.indexer.build import index_articles
from index.indexer.update import update_articles
from index.versions.manifest import IndexDamagedError
from index.versions.publish import BuildError
from index.versions.store import IndexBusyError, open_index
from tests.conftest import ROOT
from tests.index.indexer.archives import numbered

ARTICLES = [numbered(number) for number in range(12)]


@pytest.fixture
def index_dir(tmp_path):
    """Return the directory of an index of twelve articles."""
    index_articles(iter(ARTICLES), tmp_path / "index")
    return tmp_path / "index"


def rows(versions):
    """Return the ids and digests that the live index has, in their order."""
    there = held(versions.cluster, versions.live())
    assert sorted(set(there.seqs.tolist())) == there.seqs.tolist()
    return list(zip([each.decode() for each in there.ids], there.digests.tolist(), strict=True))


def here(index_dir):
    """Return the ids and digests of a version, in their order."""
    documents = Documents(open_index(index_dir))
    return list(zip(documents.ids, documents.digests().tolist(), strict=True))


def indices(versions):
    """Return the names of all indices of an alias."""
    return set(versions.cluster.ask("GET", f"{versions.alias}*/_settings"))


def test_a_version_is_sent_whole(versions, send, index_dir):
    """The alias leads to it, it has its articles in their order, and says what it is."""
    report = send(index_dir)
    assert (report.whole, report.sent, report.removed) == (True, 12, 0)
    assert rows(versions) == here(index_dir)
    live = versions.require_live()
    assert (live.name, live.complete, live.articles) == (report.index, True, 12)
    assert live.about["version"] == open_index(index_dir).name


def test_an_index_has_the_copies_that_are_asked_for(versions, send, index_dir):
    """After it was filled without."""
    name = send(index_dir, shards=2, replicas=2).index
    index = versions.cluster.ask("GET", f"{name}/_settings")[name]["settings"]["index"]
    assert (index["number_of_shards"], index["number_of_replicas"]) == ("2", "2")
    assert versions.cluster.ask("GET", f"_cluster/health/{name}")["status"] == "green"


def test_copies_without_a_node_are_told(versions, send, index_dir):
    """The version is live all the same."""
    report = send(index_dir, replicas=5)
    assert "not every copy has a node" in report.note
    assert versions.live() == report.index


def test_only_what_differs_is_sent(versions, send, index_dir):
    """New, replaced, removed: in place, and the statistics with it."""
    name = send(index_dir).index
    update_articles(
        iter([numbered(3, "ارتفاع أسعار الذهب اليوم"), numbered(20)]), index_dir, remove=["5"]
    )
    report = send(index_dir)
    assert (report.index, report.whole) == (name, False)
    assert (report.sent, report.removed, report.unchanged) == (2, 1, 10)
    assert rows(versions) == here(index_dir)
    live = versions.require_live()
    assert (live.articles, live.about["version"]) == (12, open_index(index_dir).name)
    assert "sending" not in live.about


def test_where_nothing_changed_nothing_is_sent(send, index_dir):
    """Not even read."""
    send(index_dir)
    report = send(index_dir)
    assert (report.sent, report.removed, report.unchanged, report.requests) == (0, 0, 12, 0)


def test_statistics_that_are_gone_are_sent_again(versions, send, index_dir):
    """Without them nobody could open the index, though all of its articles are there."""
    name = send(index_dir).index
    versions.cluster.ask("DELETE", f"{name}-statistics")
    report = send(index_dir)
    assert (report.index, report.sent) == (name, 0)
    assert not list(faults(versions.cluster, versions.require_live()))


def test_an_archive_in_another_order_is_sent_whole(versions, send, index_dir):
    """It is no more work, and goes live in one step."""
    before = send(index_dir).index
    index_articles(iter(ARTICLES[::-1]), index_dir)
    report = send(index_dir)
    assert report.whole
    assert report.index > before
    assert rows(versions) == here(index_dir)


def test_an_interrupted_update_is_mended_by_the_next(versions, send, index_dir, monkeypatch):
    """Although what it wrote was not seen, and the archive has changed again."""
    send(index_dir)
    update_articles(
        iter([numbered(20), numbered(21), numbered(3, "ارتفاع أسعار الذهب اليوم")]), index_dir
    )

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Publication, "_statistics", killed)
        with pytest.raises(KeyboardInterrupt):
            send(index_dir)
    update_articles(iter([]), index_dir, remove=["20"])
    report = send(index_dir)
    assert not report.whole
    assert rows(versions) == here(index_dir)


def test_the_two_last_versions_stay(versions, send, index_dir):
    """Each with its statistics; the lock stays, too."""
    names = [send(index_dir, whole=True).index for _ in range(3)]
    expected = {f"{name}{end}" for name in names[1:] for end in ("", "-statistics")}
    assert indices(versions) == expected | {f"{versions.alias}-lock"}
    assert versions.previous() == names[1]


def test_an_older_version_can_be_live_again(versions, send, index_dir):
    """As it was."""
    before = send(index_dir).index
    told = rows(versions)
    index_articles(iter([*ARTICLES, numbered(20)]), index_dir)
    now = send(index_dir, whole=True).index
    versions.activate(before, now)
    assert versions.live() == before
    assert rows(versions) == told


def test_a_lost_race_is_told(versions, send, index_dir):
    """Who believes that another version is live changes nothing."""
    first = send(index_dir).index
    second = send(index_dir, whole=True).index
    with pytest.raises(Exception, match=r"somebody else made another version live"):
        versions.activate(second, first)
    assert versions.live() == second


def test_half_an_archive_does_not_go_live_by_mistake(versions, send, index_dir):
    """Unless it is meant."""
    name = send(index_dir).index
    index_articles(iter(ARTICLES[:5]), index_dir, allow_shrink=True)
    with pytest.raises(BuildError, match=r"5 articles.* 12; .*--allow-shrink"):
        send(index_dir)
    assert versions.live() == name
    assert send(index_dir, allow_shrink=True).articles == 5


@pytest.mark.parametrize(
    "others",
    [
        pytest.param(range(100, 112), id="as many others"),
        pytest.param([*range(5), *range(100, 140)], id="more, and less than half of them"),
    ],
)
def test_another_archive_does_not_take_its_place_by_mistake(versions, send, index_dir, others):
    """However many articles it has, unless it is meant."""
    send(index_dir)
    told = rows(versions)
    index_articles(map(numbered, others), index_dir)
    with pytest.raises(BuildError, match=r"holds other.*of 12 would go\).*--allow-shrink"):
        send(index_dir)
    assert rows(versions) == told
    assert send(index_dir, allow_shrink=True).articles == len(others)


def test_an_index_of_somebody_else_is_left_alone(versions, send, index_dir):
    """Under the alias, in its place, or with the name of a version."""
    cluster, alias = versions.cluster, versions.alias
    theirs = f"{alias}-20200101t000000000000"
    cluster.ask("PUT", theirs, {"aliases": {alias: {}}})
    with pytest.raises(ForeignIndexError, match=rf"{alias}: leads to the index {theirs}"):
        send(index_dir)
    assert indices(versions) == {theirs}
    cluster.ask("DELETE", f"{theirs}/_alias/{alias}")
    for _ in range(3):
        send(index_dir, whole=True)
    assert theirs in indices(versions)
    assert theirs not in {each.name for each in versions.all()}


def test_a_version_that_says_nothing_any_more_has_a_way_back(versions, send, index_dir):
    """To the one before, or to a new one; it is listed, and neither written to nor removed."""
    before, lost = (send(index_dir, whole=True).index for _ in range(2))
    versions.cluster.ask("PUT", f"{lost}/_mapping", {"_meta": {"by": "hand"}})
    assert [(each.name, each.live, each.fault) for each in versions.all()] == [
        (before, False, ""),
        (lost, True, "says nothing of itself any more"),
    ]
    with pytest.raises(IndexDamagedError, match=f"{lost}: says nothing of itself.*build --to"):
        refuse_outdated(versions.require_live())
    assert versions.previous() == before
    versions.activate(before, lost)
    assert versions.live() == before
    versions.activate(lost, before)
    assert send(index_dir).whole
    assert versions.live() > lost
    assert lost in indices(versions)


def test_an_alias_is_no_index(versions, send, index_dir):
    """And leads to one index."""
    cluster, alias = versions.cluster, versions.alias
    cluster.ask("PUT", alias)
    with pytest.raises(ForeignIndexError, match="name of an index"):
        send(index_dir)
    cluster.ask("DELETE", alias)
    for end in ("-one", "-two"):
        cluster.ask("PUT", f"{alias}{end}", {"aliases": {alias: {}}})
    with pytest.raises(ForeignIndexError, match="alias of 2 indices"):
        send(index_dir)


def test_aliases_that_begin_alike_are_apart(versions, send, index_dir):
    """The versions of news are none of news-2020."""
    send(index_dir)
    other = Versions(versions.cluster, versions.alias[:-1])
    assert other.all() == []
    assert other.leftovers() == []


def test_two_do_not_send_at_once(versions, send, index_dir):
    """The second is told who is at work."""
    name = send(index_dir).index
    told = rf"process {os.getpid()} on .*\(sending"
    with (
        locked(versions.cluster, versions.alias, "sending an archive"),
        pytest.raises(IndexBusyError, match=told),
    ):
        send(index_dir)
    assert send(index_dir).index == name


def test_what_is_left_of_a_build_goes_with_the_next(versions, send, index_dir, monkeypatch):
    """The live version is as it was; nothing of an unfinished one is left."""
    name = send(index_dir).index

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Versions, "say", killed)
        with pytest.raises(KeyboardInterrupt):
            send(index_dir, whole=True)
    assert versions.live() == name
    (left,) = (each.name for each in versions.all() if not each.complete)
    report = send(index_dir, whole=True)
    assert left in report.removed_indices
    assert {each.name for each in versions.all()} == {name, report.index}


def forget_lock(versions):
    """Be a minute later: the lock of who was killed is not renewed."""
    versions.cluster.ask("DELETE", f"{versions.alias}-lock/_doc/lock")


SEND = """
import sys
from pathlib import Path
from index.cluster.address import Address, Credentials
from index.cluster.client import Cluster
from index.cluster.publish import send_whole
from index.versions.store import open_index
address = Address.parse(sys.argv[1])
cluster = Cluster(address, Credentials(), deadline=60)
print("begins", flush=True)
send_whole(cluster, address.alias, open_index(Path(sys.argv[2])))
"""


def test_killed_at_any_moment_a_build_leaves_the_live_version(versions, send, index_dir):
    """All of the old one or all of the new one is live, and the next build cleans up."""
    send(index_dir)
    expected = rows(versions)
    address, moments = str(versions.cluster.address), random.Random(14)  # noqa: S311
    for _ in range(3):
        command = [sys.executable, "-c", SEND, address, str(index_dir)]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            try:
                process.wait(moments.uniform(0, 3))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
        assert rows(versions) == expected
        forget_lock(versions)
    name = send(index_dir, whole=True).index
    kept = {each.name for each in versions.all()}
    assert versions.live() == name
    assert len(kept) == 2
    assert all(each.complete for each in versions.all())
    statistics = {f"{each}-statistics" for each in kept}
    assert indices(versions) == kept | statistics | {f"{versions.alias}-lock"}
