"""A killed fetch and a lost state cost nothing that was fetched."""

import pytest

from index.fetching.archive import Archive
from index.fetching.recovery import cut_torn_tail, seen_in
from tests.index.fetching.test_archive import records, response

FETCHED = {"fetched": "2023-05-07T10:20:00+00:00", "entry": "abc"}


@pytest.fixture
def path(tmp_path):
    """Return the file of an archive with a feed and a page."""
    archive = Archive(tmp_path)
    archive.add(response(), {"url": "https://marfa.example/feed", "kind": "feed", **FETCHED})
    archive.add(response(), {"url": "https://marfa.example/n/1", "id": "1", **FETCHED})
    archive.close()
    return next(tmp_path.rglob("*.warc.gz"))


def test_a_torn_record_is_cut_off(path, tmp_path):
    """And nothing else."""
    assert cut_torn_tail(tmp_path) == 0
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:40])
    assert cut_torn_tail(tmp_path) == 40
    assert path.read_bytes() == whole
    assert len(records(path)) == 5


def test_a_file_of_nothing_whole_goes(path, tmp_path):
    """It would be a fault of every build."""
    path.write_bytes(path.read_bytes()[:20])
    cut_torn_tail(tmp_path)
    assert not path.exists()
    assert cut_torn_tail(tmp_path) == 0


def test_what_was_seen_is_in_the_archive(path, tmp_path):
    """Feeds and entries, with their digests."""
    feed, page = seen_in(tmp_path)
    assert path.exists()
    assert feed.canonical.startswith("feed ")
    assert (page.id, page.digest, feed.digest) == ("1", "abc", "abc")
    assert page.first == page.last > 0
