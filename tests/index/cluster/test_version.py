"""A version in a cluster that another release sent is refused, and one that was never complete."""

import pytest

from index.cluster.version import ClusterVersion, refuse_outdated
from index.cluster.versions import Versions
from index.indexer.build import index_articles
from index.versions.manifest import IndexDamagedError, IndexOutdatedError
from index.versions.store import open_index
from tests.index.indexer.archives import numbered


def read_here(versions, tmp_path):
    """Return what a version that this release sends says of itself."""
    index_articles(iter([numbered(1)]), tmp_path / "index")
    return versions.described(open_index(tmp_path / "index"), "articles", complete=True)


@pytest.mark.parametrize("what", ["mapping", "schema", "analysis", "gazetteer"])
def test_a_version_of_another_release_is_refused(tmp_path, what):
    """What differs is named, and the way out."""
    about = read_here(Versions(None, "news"), tmp_path)
    refuse_outdated(ClusterVersion(name="news-1", live=True, about=about))
    other = ClusterVersion(name="news-1", live=True, about={**about, what: "other"})
    with pytest.raises(IndexOutdatedError, match=rf"news-1: .*{what} other.*build --to"):
        refuse_outdated(other)


def test_a_version_that_was_never_complete_is_refused(tmp_path):
    """Whatever it says."""
    about = read_here(Versions(None, "news"), tmp_path)
    begun = ClusterVersion(name="news-1", live=False, about={**about, "complete": False})
    with pytest.raises(IndexDamagedError, match="never sent completely"):
        refuse_outdated(begun)
