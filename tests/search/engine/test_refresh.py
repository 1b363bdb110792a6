"""Versions change under readers who need not wait for it."""

import json
import math
import threading
import weakref
from dataclasses import replace

import pytest

from index.codec.segment import SEGMENT
from index.indexer.build import build_index
from index.versions.manifest import NAME, IndexNotFoundError, IndexUnavailableError
from index.versions.store import activate, current_version
from search.engine import refresh
from search.engine.local import versions
from search.engine.local.versions import DirectoryVersions
from search.engine.refresh import FollowingFinder
from search.engine.scoring.kernels import NUMPY
from search.weights import WEIGHTS
from tests.oddities import ODDITIES, in_place_of, missing

#: Seconds in which a busy machine has done anything at all.
LIMIT = 120
#: Seconds that no test takes.
NEVER = 1e6


def nothing(_):
    """Prepare and warm nothing."""


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
    """Return a function that returns the live finder of the index; no thread outlives it."""
    opened = []

    def follow(prepare=nothing, warm=nothing):
        kernels = replace(NUMPY, prepare=prepare)
        found = DirectoryVersions(tmp_path / "index", weights=WEIGHTS, kernels=kernels)
        live = FollowingFinder(found, warm=warm)
        opened.append(live)
        return live

    yield follow
    for each in opened:
        each.close()
    assert not [t for t in threading.enumerate() if "refresh" in t.name]


def test_the_first_reader_is_opened_at_once(build, follow):
    """The first version is opened by the caller and not warmed."""
    prepared, warmed = [], []
    version = build("نفط")
    reader = follow(prepared.append, warmed.append).get().statistics
    assert (reader.name, prepared, warmed) == (version, [reader], [])


def test_readers_go_on_while_another_version_is_opened(build, follow, monkeypatch):
    """The old version answers until the new one is ready."""
    monkeypatch.setattr(refresh, "_NOTICE", 0)
    opening, ready = threading.Event(), threading.Event()

    def warm(_):
        opening.set()
        assert ready.wait(LIMIT)

    first = build("نفط")
    following = follow(warm=warm)
    assert following.get().statistics.name == first
    second = build("غاز")
    assert following.get().statistics.name == first
    assert opening.wait(LIMIT)
    assert {following.get().statistics.name for _ in range(50)} == {first}
    ready.set()
    following.refresh()
    assert following.get().statistics.name == second


def test_a_refresh_returns_when_the_live_version_answers(build, follow, tmp_path):
    """A refresh also switches back to an older version."""
    first = build("نفط")
    following = follow()
    following.refresh()
    assert following.get().statistics.name == first
    second = build("غاز")
    following.refresh()
    assert following.get().statistics.name == second
    activate(tmp_path / "index", first)
    following.refresh()
    assert following.get().statistics.name == first


def test_the_old_version_is_let_go_of(build, follow):
    """The old reader is freed: its mapped files take space on disk until then."""
    build("نفط")
    following = follow()
    old = weakref.ref(following.get().statistics)
    build("غاز")
    following.refresh()
    following.refresh()  # once a query that was being answered is over
    assert old() is None


def test_a_version_that_cannot_be_opened_is_left_alone(
    build, follow, tmp_path, caplog, monkeypatch
):
    """The old version answers, the fault is logged once, and a newer version is opened."""
    monkeypatch.setattr(refresh, "_RETRY", math.inf)
    first = build("نفط")
    following = follow()
    assert following.get().statistics.name == first
    broken = build("غاز")
    manifest = tmp_path / "index" / broken / NAME
    whole = manifest.read_bytes()
    manifest.unlink()
    for _ in range(3):
        following.refresh()
        assert following.get().statistics.name == first
    assert caplog.text.count(f"{broken}/{NAME}: missing") == 1
    manifest.write_bytes(whole)
    following.refresh()
    assert following.get().statistics.name == first, "not again so soon"
    third = build("ذهب")
    following.refresh()
    assert following.get().statistics.name == third


def test_after_a_while_it_is_tried_again(build, follow, tmp_path, monkeypatch):
    """A version that could not be opened is tried again later: it may have been repaired."""
    build("نفط")
    following = follow()
    following.get()
    second = build("غاز")
    manifest = tmp_path / "index" / second / NAME
    whole = manifest.read_bytes()
    manifest.unlink()
    following.refresh()
    manifest.write_bytes(whole)
    monkeypatch.setattr(refresh, "_RETRY", 0)
    following.refresh()
    assert following.get().statistics.name == second


def test_a_version_removed_while_it_is_opened_does_no_harm(build, follow):
    """A version may be removed while it is opened: the one before it answers."""
    first = build("نفط")

    def gone(_):
        raise FileNotFoundError

    following = follow(warm=gone)
    assert following.get().statistics.name == first
    build("غاز")
    following.refresh()
    assert following.get().statistics.name == first


def test_without_an_index_it_is_said(follow, build, tmp_path):
    """Without an index every call raises an error, until an index exists."""
    following = follow()
    with pytest.raises(IndexUnavailableError, match="no index here"):
        following.get()
    following.refresh()
    build("نفط")
    assert following.get().statistics.name == current_version(tmp_path / "index")


def test_closing_ends_the_thread(build, follow, monkeypatch):
    """After close no thread is left."""
    monkeypatch.setattr(refresh, "_NOTICE", 0)
    build("نفط")
    following = follow()
    following.get()
    build("غاز")
    following.get()
    thread = following._thread  # noqa: SLF001  the thread has no other name
    assert thread
    following.close()
    assert not thread.is_alive()


@pytest.fixture
def at_once(monkeypatch):
    """Try again at once what could not be opened."""
    monkeypatch.setattr(refresh, "_RETRY", 0)
    monkeypatch.setattr(refresh, "_RETRY_FIRST", 0)


@pytest.mark.parametrize("oddity", ODDITIES)
@pytest.mark.parametrize("target", ["CURRENT", NAME, f"{SEGMENT}.json", "."])
@pytest.mark.usefixtures("permissions_hold", "at_once")
def test_whatever_lies_in_a_directory_the_old_version_answers(  # noqa: PLR0913, PLR0917  fixtures
    build, follow, tmp_path, caplog, target, oddity
):
    """No refresh fails, the log has the fault once, and what is mended is opened."""
    first = build("نفط")
    following = follow()
    assert following.get().statistics.name == first
    second = build("غاز")
    index_dir = tmp_path / "index"
    place = index_dir / target if target == "CURRENT" else index_dir / second / target
    with in_place_of(place, oddity):
        for _ in range(3):
            following.refresh()
            assert following.get().statistics.name == first
        (record,) = caplog.records
        assert str(place if target == "CURRENT" else index_dir) in record.getMessage()
        assert len(record.getMessage()) < len(str(place)) + 500
        assert record.getMessage().isprintable()
    following.refresh()
    assert following.get().statistics.name == second
    assert [each.levelname for each in caplog.records] == ["ERROR", "WARNING"]


@pytest.mark.parametrize("oddity", ODDITIES)
@pytest.mark.parametrize("target", ["CURRENT", NAME, f"{SEGMENT}.json", "."])
@pytest.mark.usefixtures("permissions_hold", "at_once")
def test_whatever_lies_in_a_directory_a_first_reader_is_told(
    build, follow, tmp_path, target, oddity
):
    """In a sentence with the way out; what is mended is opened without another start."""
    version = build("نفط")
    following = follow()
    index_dir = tmp_path / "index"
    place = index_dir / target if target == "CURRENT" else index_dir / version / target
    with in_place_of(place, oddity):
        with pytest.raises(IndexUnavailableError, match="iqtisad index") as told:
            following.get()
        assert str(told.value).isprintable()
        following.refresh()
    assert following.get().statistics.name == version


def test_readers_of_a_damaged_version_do_not_verify_it_again_and_again(
    build, follow, tmp_path, monkeypatch
):
    """Within a second of the last time they are told the same; then it is looked at again."""
    version = build("نفط")
    following, opened = follow(), versions.open_version
    asked = []

    def counted(directory, *, name):
        asked.append(name)
        return opened(directory, name=name)

    monkeypatch.setattr(versions, "open_version", counted)
    monkeypatch.setattr(refresh, "_RETRY_FIRST", math.inf)
    with in_place_of(tmp_path / "index" / version / NAME, missing):
        for _ in range(3):
            with pytest.raises(IndexUnavailableError, match=f"{version}/{NAME}: missing"):
                following.get()
    assert asked == [version]
    monkeypatch.setattr(refresh, "_RETRY_FIRST", 0)
    assert following.get().statistics.name == version


def test_whatever_a_version_fails_with_the_one_at_hand_answers(build, follow, caplog):
    """A fault that nobody foresaw is one of the new version, and ends no thread."""
    first = build("نفط")

    def fail(_):
        raise AttributeError("unforeseen")

    following = follow(warm=fail)
    assert following.get().statistics.name == first
    build("غاز")
    following.refresh()
    assert following.get().statistics.name == first
    assert "unforeseen" in caplog.text


class Dear:
    """Versions of which every look costs something; what is opened is its own name."""

    def __init__(self, rest):
        self.rest, self.changed, self.looks, self.closed = rest, False, 0, 0
        self.found = IndexUnavailableError("it does not answer")

    def live(self):
        """Return or raise what is found."""
        self.looks += 1
        if isinstance(self.found, Exception):
            raise self.found
        return self.found

    def place(self, version):
        """Return where a version is."""
        return f"there: {version}"

    def open(self, version):
        """Return a finder, which is none."""
        return version

    def close(self):
        """Count how often it was let go of."""
        self.closed += 1


@pytest.fixture
def dear():
    """Return versions of which a look costs so much that nobody looks again, and who follows."""
    versions = Dear(NEVER)
    following = FollowingFinder(versions, warm=nothing)
    yield versions, following
    following.close()


def test_no_reader_waits_for_a_look_that_costs(dear):
    """What the last one found is told again, as the error that it was."""
    versions, following = dear
    versions.found = IndexNotFoundError("no alias there")
    following.watch(0.001)
    for _ in range(3):
        with pytest.raises(IndexNotFoundError, match="no alias there"):
            following.get()
    assert versions.looks == 1


def test_while_the_first_version_is_opened_readers_are_told_which(dear):
    """They do not look for it again."""
    versions, following = dear
    versions.found = "first"
    following.watch(0.001)
    for _ in range(3):
        with pytest.raises(IndexUnavailableError, match="there: first: is being opened"):
            following.get()
    assert versions.looks == 1


def test_without_a_thread_that_watches_one_reader_a_second_looks(dear, monkeypatch):
    """The others are told what it found."""
    versions, following = dear
    monkeypatch.setattr(refresh, "_RETRY_FIRST", math.inf)
    for _ in range(3):
        with pytest.raises(IndexUnavailableError, match="does not answer"):
            following.get()
    assert versions.looks == 1
    versions.found = "first"
    following.refresh()
    assert following.get() == "first"


def test_a_look_that_costs_is_rare(dear):
    """However often readers ask, and however often others are told to look."""
    versions, following = dear
    versions.found = "first"
    for _ in range(3):
        assert following.get() == "first"
    following.watch(0.001)
    versions.found = "second"
    assert following.get() == "first"
    assert versions.looks == 1


def test_closing_lets_go_of_what_versions_share(dear):
    """Connections, above all."""
    versions, following = dear
    following.close()
    assert versions.closed == 1
