"""A killed fetch and a lost state cost nothing that was fetched."""

from dataclasses import replace

import pytest

from index.fetching.archive import Archive
from index.fetching.recovery import cut_torn_tail, recovered, seen_in
from index.fetching.state import NAME, Seen, opened
from tests.index.fetching.test_archive import records, response

FETCHED = {"fetched": "2023-05-07T10:20:00+00:00", "entry": "abc"}
PAGE = Seen("https://marfa.example/n/1", "1", 1_683_454_800.0, 1_683_454_800.0, "abc")


@pytest.fixture
def path(tmp_path):
    """Return the file of an archive with a feed and a page."""
    archive = Archive(tmp_path)
    archive.add(response(), {"url": "https://marfa.example/feed", "kind": "feed", **FETCHED})
    archive.add(response(), {"url": "https://marfa.example/n/1", "id": "1", **FETCHED})
    archive.close()
    return next(tmp_path.rglob("*.warc.gz"))


def test_a_torn_record_is_cut_off(path):
    """And nothing else."""
    assert cut_torn_tail(path) == 0
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:40])
    assert cut_torn_tail(path) == 40
    assert path.read_bytes() == whole
    assert len(records(path)) == 5


def test_a_file_of_nothing_whole_goes(path):
    """It would be a fault of every build."""
    path.write_bytes(path.read_bytes()[:20])
    cut_torn_tail(path)
    assert not path.exists()


def test_what_was_seen_is_in_the_archive(path):
    """Feeds and entries, with their digests."""
    feed, page = seen_in([path, path.with_name("gone")])
    assert feed.canonical.startswith("feed ")
    assert (page.id, page.digest, feed.digest) == ("1", "abc", "abc")
    assert page.first == page.last > 0


def test_what_a_killed_fetch_kept_is_noted(path, tmp_path):
    """It is not fetched twice; what the state knows of a later moment stays."""
    with opened(tmp_path / NAME) as state:
        state.put(replace(PAGE, last=4e9, digest="later"))
    path.write_bytes(path.read_bytes() + b"torn")
    with recovered(tmp_path) as state:
        assert state.get(Seen, "feed https://marfa.example/feed").digest == "abc"
        assert state.get(Seen, PAGE.canonical).digest == "later"
    assert not path.read_bytes().endswith(b"torn")


def test_a_lost_state_is_made_of_the_archive(path, tmp_path):
    """Also of files that an index has read."""
    assert path.exists()
    Archive(tmp_path).indexed()
    with recovered(tmp_path) as state:
        assert state.get(Seen, PAGE.canonical) == PAGE
