"""Index versions on disk."""

import errno
import threading
import time

import pytest

from index.indexer.build import build_index
from index.versions.manifest import (
    NAME,
    IndexDamagedError,
    IndexNotFoundError,
    IndexUnavailableError,
)
from index.versions.ownership import CURRENT, mark, versions
from index.versions.store import activate, current_version, open_index, previous_version
from search import Request, Searcher


def test_no_index_names_the_way_out(tmp_path):
    """Whoever has no index is told how to get one."""
    with pytest.raises(IndexNotFoundError, match="iqtisad index build"):
        open_index(tmp_path / "nowhere")
    assert versions(tmp_path / "nowhere") == []


def test_a_file_in_the_place_of_the_directory_is_no_index(archive):
    """A path to something else is told apart from a damaged index."""
    with pytest.raises(IndexNotFoundError):
        open_index(archive)


def test_a_pointer_to_nothing_is_damage(live):
    """A CURRENT that names a missing version says so."""
    (live / CURRENT).write_text("20200101T000000000000-aaaaaaaa\n")
    with pytest.raises(IndexDamagedError, match="missing"):
        open_index(live)


@pytest.mark.parametrize("damage", ["empty", "folder", "long", "outside"])
def test_a_damaged_pointer_is_told_and_can_be_mended(live, damage):
    """Nothing outside the directory is read, and the way out goes out."""
    version = current_version(live)
    pointer = live / CURRENT
    pointer.unlink()
    if damage == "folder":
        pointer.mkdir()
    else:
        pointer.write_text({"empty": "", "long": "x" * 5000, "outside": "../../etc"}[damage])
    with pytest.raises(IndexDamagedError, match=r"CURRENT: names no version.*rollback"):
        open_index(live)
    assert previous_version(live) == version
    if damage != "folder":
        activate(live, version)
        assert open_index(live).name == version


def test_nothing_is_written_through_a_link(live, tmp_path):
    """The link goes; what it leads to stays."""
    foreign = tmp_path / "foreign"
    foreign.write_text("theirs")
    (live / f".{CURRENT}.new").symlink_to(foreign)
    activate(live, versions(live)[0])
    assert foreign.read_text() == "theirs"
    assert not (live / CURRENT).is_symlink()


def test_rollback_goes_one_version_back(live, archive):
    """The version before the live one is kept and can be live again."""
    first = current_version(live)
    second = build_index([archive], live).version
    assert previous_version(live) == first
    activate(live, first)
    assert current_version(live) == first
    with pytest.raises(IndexNotFoundError, match="no older version"):
        previous_version(live)
    activate(live, second)
    assert current_version(live) == second


def test_an_unknown_version_is_not_activated(live):
    """A version that does not exist is not made live."""
    before = current_version(live)
    with pytest.raises(IndexNotFoundError, match="no version nonsense"):
        activate(live, "nonsense")
    assert current_version(live) == before


def test_a_switch_that_fails_leaves_nothing(live, monkeypatch):
    """What was live stays live, and no file lies about."""
    before = {path.name for path in live.iterdir()}

    def full(_path):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("index.versions.store.sync", full)
    with pytest.raises(OSError, match="No space"):
        activate(live, current_version(live))
    assert {path.name for path in live.iterdir()} == before


def test_a_version_without_a_manifest_is_a_leftover(live, archive):
    """What was renamed but not sealed is cleaned by the next build."""
    torn = live / "20200101T000000000000-aaaaaaaa"
    torn.mkdir()
    mark(torn)
    outdated = live / "20200102T000000000000-aaaaaaaa"
    outdated.mkdir()
    mark(outdated)
    (outdated / NAME).write_text('{"format": 99}')
    assert torn.name in build_index([archive], live).removed
    assert not torn.exists()


def test_readers_see_no_gap(live, archive, monkeypatch):
    """While versions come and go every search finds the article, and none fails."""
    monkeypatch.setattr("search.engine.refresh._NOTICE", 0)
    searcher, failures, done = Searcher(live), [], threading.Event()

    def read():
        while not done.is_set():
            try:
                if searcher.snapshot().search(Request(text="النفط")).total != 1:
                    failures.append("lost")
            except Exception as error:  # noqa: BLE001  any failure at all is the test's
                failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(4):
        build_index([archive], live)
    done.set()
    for reader in readers:
        reader.join()
    searcher.close()
    assert failures == []


def test_a_new_version_is_noticed(live, tmp_path):
    """A server need not be started again."""
    searcher = Searcher(live)
    assert searcher.snapshot().search(Request(text="الغاز")).total == 0
    other = tmp_path / "b.jsonl"
    other.write_text('{"body": "أسعار الغاز"}', "utf-8")
    build_index([other], live)
    while (
        searcher.snapshot().search(Request(text="الغاز")).total == 0
    ):  # for ever, if it is not noticed
        time.sleep(0.02)
    searcher.close()


def test_a_version_that_cannot_be_opened_does_not_stop_a_server(live, archive):
    """The version at hand goes on serving."""
    searcher = Searcher(live)
    assert searcher.snapshot().search(Request(text="النفط")).total == 1
    broken = build_index([archive], live).version
    (live / broken / NAME).unlink()
    searcher.refresh()
    page = searcher.snapshot().search(Request(text="النفط"))
    assert page.total == 1
    assert page.index.id != broken
    searcher.close()


def test_an_index_built_later_is_found(tmp_path, archive):
    """A server may be started before its index is built."""
    searcher = Searcher(tmp_path / "late")
    with pytest.raises(IndexUnavailableError):
        searcher.snapshot().search(Request(text="النفط"))
    build_index([archive], tmp_path / "late")
    assert searcher.snapshot().search(Request(text="النفط")).total == 1
    searcher.close()
