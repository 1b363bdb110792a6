"""Versions change under readers who need not wait for it."""

import json
import math
import threading
import weakref

import pytest

from index.build import build_index
from index.manifest import NAME, IndexUnavailableError
from index.store import activate, current_version
from search import live
from search.live import LiveReader

#: Seconds in which a busy machine has done anything at all.
LIMIT = 120


def nothing(_):
    """Prepare nothing."""


@pytest.fixture
def build(tmp_path):
    """Return a function that builds a version of one article and returns its name."""

    def build(text):
        archive = tmp_path / "articles.jsonl"
        archive.write_text(json.dumps({"body": text}), "utf-8")
        return build_index([archive], tmp_path / "index").version

    return build


@pytest.fixture
def follow(tmp_path):
    """Return a function that returns a live reader of the index; no thread outlives it."""
    opened = []

    def follow(prepare=nothing, warm=nothing):
        opened.append(LiveReader(tmp_path / "index", prepare=prepare, warm=warm))
        return opened[-1]

    yield follow
    for each in opened:
        each.close()
    assert not [t for t in threading.enumerate() if "refresh" in t.name]


def test_the_first_reader_is_opened_at_once(build, follow):
    """There is nothing else to answer with; later versions are read ahead, this one is not."""
    prepared, warmed = [], []
    version = build("نفط")
    reader = follow(prepared.append, warmed.append).get()
    assert (reader.name, prepared, warmed) == (version, [reader], [])


def test_readers_go_on_while_another_version_is_opened(build, follow, monkeypatch):
    """The old one answers until the new one is ready, and then the new one does."""
    monkeypatch.setattr(live, "_NOTICE", 0)
    opening, ready = threading.Event(), threading.Event()

    def warm(_):
        opening.set()
        assert ready.wait(LIMIT)

    first = build("نفط")
    following = follow(warm=warm)
    assert following.get().name == first
    second = build("غاز")
    assert following.get().name == first
    assert opening.wait(LIMIT)
    assert {following.get().name for _ in range(50)} == {first}
    ready.set()
    following.refresh()
    assert following.get().name == second


def test_a_refresh_returns_when_the_live_version_answers(build, follow, tmp_path):
    """Backwards, too."""
    first = build("نفط")
    following = follow()
    following.refresh()
    assert following.get().name == first
    second = build("غاز")
    following.refresh()
    assert following.get().name == second
    activate(tmp_path / "index", first)
    following.refresh()
    assert following.get().name == first


def test_the_old_version_is_let_go_of(build, follow):
    """What is mapped takes its place on disk even when it was removed."""
    build("نفط")
    following = follow()
    old = weakref.ref(following.get())
    build("غاز")
    following.refresh()
    following.refresh()  # once a query that was being answered is over
    assert old() is None


def test_a_version_that_cannot_be_opened_is_left_alone(
    build, follow, tmp_path, caplog, monkeypatch
):
    """The old one goes on, the operator is told once, and the next version is tried again."""
    monkeypatch.setattr(live, "_RETRY", math.inf)
    first = build("نفط")
    following = follow()
    assert following.get().name == first
    broken = build("غاز")
    manifest = tmp_path / "index" / broken / NAME
    whole = manifest.read_bytes()
    manifest.unlink()
    for _ in range(3):
        following.refresh()
        assert following.get().name == first
    assert caplog.text.count(f"version {broken} is left alone") == 1
    manifest.write_bytes(whole)
    following.refresh()
    assert following.get().name == first, "not again so soon"
    third = build("ذهب")
    following.refresh()
    assert following.get().name == third


def test_after_a_while_it_is_tried_again(build, follow, tmp_path, monkeypatch):
    """It may have been mended in its place: a disk that was not there, a file copied back."""
    build("نفط")
    following = follow()
    following.get()
    second = build("غاز")
    manifest = tmp_path / "index" / second / NAME
    whole = manifest.read_bytes()
    manifest.unlink()
    following.refresh()
    manifest.write_bytes(whole)
    monkeypatch.setattr(live, "_RETRY", 0)
    following.refresh()
    assert following.get().name == second


def test_a_version_removed_while_it_is_opened_does_no_harm(build, follow):
    """Builds may follow each other faster than versions can be opened."""
    first = build("نفط")

    def gone(_):
        raise FileNotFoundError

    following = follow(warm=gone)
    assert following.get().name == first
    build("غاز")
    following.refresh()
    assert following.get().name == first


def test_without_an_index_it_is_said(follow, build, tmp_path):
    """Every time, until there is one."""
    following = follow()
    with pytest.raises(IndexUnavailableError, match="no index here"):
        following.get()
    following.refresh()
    build("نفط")
    assert following.get().name == current_version(tmp_path / "index")


def test_closing_ends_the_thread(build, follow, monkeypatch):
    """Whoever closes knows that nothing is read any more."""
    monkeypatch.setattr(live, "_NOTICE", 0)
    build("نفط")
    following = follow()
    following.get()
    build("غاز")
    following.get()
    thread = following._thread  # noqa: SLF001  the thread has no other name
    assert thread
    following.close()
    assert not thread.is_alive()
