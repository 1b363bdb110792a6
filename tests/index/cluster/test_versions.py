"""The versions under an alias: which is live, which is before it, and which this release reads."""

import pytest

from index.cluster.faults import GarbledError
from index.cluster.mapping import meta
from index.cluster.versions import Versions
from index.versions.manifest import (
    IndexNotFoundError,
)
from tests.index.cluster.fake_nodes import reply

MOMENTS = [f"20260101t00000000000{number}" for number in range(4)]


@pytest.fixture
def made(versions):
    """Return the names of four versions; the third is live, the first was never complete."""
    names = [f"{versions.alias}-{moment}" for moment in MOMENTS]
    for name in names:
        about = {"kind": "articles", "alias": versions.alias, "complete": name != names[0]}
        versions.cluster.ask("PUT", name, {"mappings": {"_meta": meta(about)}})
    versions.activate(names[2], None)
    return names


def test_versions_are_told_the_oldest_first(versions, made):
    """With the live one, and those that were not finished."""
    assert [(each.name, each.live, each.complete) for each in versions.all()] == [
        (made[0], False, False),
        (made[1], False, True),
        (made[2], True, True),
        (made[3], False, True),
    ]


def test_the_previous_version_is_the_one_before(versions, made):
    """One that is complete."""
    assert versions.previous() == made[1]
    versions.activate(made[1], made[2])
    with pytest.raises(IndexNotFoundError, match=rf"no older version.*activate {made[3]}"):
        versions.previous()


def test_without_a_version_none_is_live(versions):
    """The way out is told."""
    assert versions.live() is None
    with pytest.raises(IndexNotFoundError, match="no index here; make it with"):
        versions.require_live()


def test_a_list_is_no_answer_of_opensearch(cluster_of):
    """Told in a sentence."""
    cluster, _ = cluster_of([reply([{"a": 1}])])
    with pytest.raises(GarbledError, match="/news: does not answer as OpenSearch does"):
        Versions(cluster, "news").all()


@pytest.mark.usefixtures("made")
def test_names_come_one_after_the_other(versions):
    """Where a clock was set back, too."""
    future = f"{versions.alias}-29991231t235959999999"
    about = {"kind": "articles", "alias": versions.alias}
    versions.cluster.ask("PUT", future, {"mappings": {"_meta": meta(about)}})
    assert versions.new_name() == f"{versions.alias}-29991231t235960000000"


def test_what_is_removed_is_ours_and_not_live(versions, made):
    """Whatever is asked for."""
    theirs = f"{versions.alias}-theirs"
    versions.cluster.ask("PUT", theirs)
    versions.remove(*made[1:3], theirs, f"{versions.alias}-nothing")
    left = set(versions.cluster.ask("GET", f"{versions.alias}*/_settings"))
    assert left == {made[0], made[2], made[3], theirs}


def test_a_version_goes_live_in_one_step(versions, made):
    """The alias leads to it alone."""
    versions.activate(made[3], made[2])
    assert versions.live() == made[3]
    versions.activate(made[3], made[3])
    assert versions.live() == made[3]
