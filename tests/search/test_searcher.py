"""The searcher: which version answers."""

import gc
import weakref

import pytest

from search import IndexUnavailableError, Request, Searcher


@pytest.fixture
def searcher(tmp_path):
    """Return a searcher over what make_index builds."""
    searcher = Searcher(tmp_path / "index")
    yield searcher
    searcher.close()


def test_the_archive_is_that_of_the_version_that_answers(make_index, searcher):
    """The summary is computed once for each version."""
    make_index("نفط", "غاز")
    assert searcher.snapshot().archive().index.articles == 2
    assert searcher.snapshot().archive() is searcher.snapshot().archive()
    make_index("نفط", "غاز", "ذهب")
    searcher.refresh()
    assert searcher.snapshot().archive().index.articles == 3


def test_a_snapshot_stays_with_its_version(make_index, searcher):
    """It answers from the version that was live when it was taken; the next from the new one."""
    make_index("نفط", "غاز")
    before = searcher.snapshot()
    make_index("نفط", "غاز", "ذهب")
    searcher.refresh()
    after = searcher.snapshot()
    for snapshot, articles in ((before, 2), (after, 3)):
        page = snapshot.search(Request())
        assert page.total == snapshot.index.articles == articles
        assert page.index == snapshot.index == snapshot.archive().index == snapshot.front().index


def test_an_old_version_is_freed_with_its_last_snapshot(make_index, searcher):
    """What is remembered of a version holds none of it; a list holds it until it is read."""
    make_index("نفط", "غاز")
    before = searcher.snapshot()
    before.front()
    before.first_found(("نفط",))
    version = weakref.ref(before._finder)  # noqa: SLF001  what it holds
    records = before.export(Request()).records
    make_index("نفط", "غاز", "ذهب")
    searcher.refresh()
    del before
    assert len(list(records)) == 2
    del records
    gc.collect()
    assert version() is None


def test_without_an_index_every_method_says_so(tmp_path):
    """Whatever needs an index raises the same error without an index."""
    searcher = Searcher(tmp_path)
    for call in (searcher.snapshot, searcher.open):
        with pytest.raises(IndexUnavailableError, match="no index here"):
            call()


def test_after_open_the_vocabulary_is_there(sample_index):
    """What a first query would have to read is read already; without an index it is said so."""
    searcher = Searcher(sample_index)
    searcher.open()
    assert "vocabulary" in vars(searcher._live.get().statistics)  # noqa: SLF001  a cached property that was asked
    with pytest.raises(IndexUnavailableError):
        Searcher(sample_index / "nowhere").open()
    searcher.close()
