"""Statistics of a cluster on this machine: all of them or none, and no more than are wanted."""

import errno
import os
import shutil
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from zlib import crc32

import numpy as np
import pytest

from index.cluster.statistics import cache
from index.cluster.statistics.about import NAME
from index.cluster.statistics.cache import CacheError, fetch
from index.cluster.statistics.chunks import keep
from index.cluster.statistics.writer import write_statistics
from index.versions.manifest import IndexDamagedError, IndexOutdatedError
from tests.index.cluster.statistics.test_about import signed

#: What a directory of statistics has beside them.
LOCK = ".lock"


@pytest.fixture
def directory(tmp_path):
    """Return a directory for statistics, which is not there yet."""
    return tmp_path / "deep" / "cache"


@pytest.fixture
def kept(cluster, new_index, folder):
    """Return a function that keeps the statistics of a folder in a new index of an alias."""

    def new(alias="stats", files=folder):
        index = new_index(alias)
        keep(cluster, index, "v", files, about={})
        return index

    return new


def contents(directory):
    """Return the files of a folder."""
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def names(directory):
    """Return what a directory has."""
    return sorted(path.name for path in directory.iterdir())


def test_what_is_fetched_is_what_was_kept(cluster, kept, directory, folder):
    """Byte by byte, and nothing beside it."""
    index = kept()
    statistics = fetch(cluster, index, "v", directory)
    assert statistics.articles == 41
    assert names(directory) == [LOCK, f"{index}@v"]
    assert contents(directory / f"{index}@v") == contents(folder)


def test_it_is_fetched_once(cluster, kept, directory):
    """The second time the cluster is asked for no more than what the statistics say."""
    index = kept()
    fetch(cluster, index, "v", directory)
    others = {"bool": {"must_not": {"term": {"file": NAME}}}}
    cluster.ask("POST", f"{index}/_refresh")
    found = cluster.search(index, {"query": others, "size": 1000, "_source": False})
    for hit in found["hits"]["hits"]:
        cluster.ask("DELETE", f"{index}/_doc/{hit['_id'].replace('/', '%2F')}")
    assert fetch(cluster, index, "v", directory).held("body", "النفط") == 40
    shutil.rmtree(directory)
    with pytest.raises(IndexDamagedError, match="is missing"):
        fetch(cluster, index, "v", directory)
    assert names(directory) == [LOCK]


@pytest.mark.parametrize("damage", [b"", b"other"])
def test_what_was_damaged_here_is_fetched_again(cluster, kept, directory, folder, damage):
    """Nobody has to remove it."""
    index = kept()
    fetch(cluster, index, "v", directory)
    for file in (NAME, "terms.body.counts.npy"):
        (directory / f"{index}@v" / file).write_bytes(damage)
        assert fetch(cluster, index, "v", directory).articles == 41
        assert contents(directory / f"{index}@v") == contents(folder)


def test_whatever_has_its_place_is_replaced(cluster, kept, directory, folder):
    """An empty folder, a file."""
    index = kept()
    (directory / f"{index}@v").mkdir(parents=True)
    fetch(cluster, index, "v", directory)
    shutil.rmtree(directory / f"{index}@v")
    (directory / f"{index}@v").write_text("", "utf-8")
    fetch(cluster, index, "v", directory)
    assert contents(directory / f"{index}@v") == contents(folder)


def test_other_statistics_of_the_same_name_are_fetched(cluster, kept, directory, updated, tmp_path):
    """The version may be sent again, and its articles have other places then."""
    index = kept()
    before = fetch(cluster, index, "v", directory)
    write_statistics(updated, tmp_path / "again", np.arange(41) + 100)
    keep(cluster, index, "v", tmp_path / "again", about={})
    assert fetch(cluster, index, "v", directory).marks.tolist() == [100]
    assert before.marks.tolist() == [0]


def say(cluster, index, content):
    """Let the statistics in an index say something else of themselves."""
    chunk = {"name": "v", "file": NAME, "part": 0, "parts": 1}
    row = {**chunk, "crc": crc32(content), "data": b64encode(content).decode()}
    cluster.ask("PUT", f"{index}/_doc/v%2F{NAME}%2F0", row)


@pytest.mark.parametrize("file", ["../x", "x/y", "/x", ".x", ""])
def test_no_file_leads_out_of_the_directory(cluster, kept, directory, tmp_path, file):
    """Whoever writes to the cluster does not write to this machine."""
    index = kept()
    say(cluster, index, signed(tmp_path, files={file: [1, 1]}))
    with pytest.raises(IndexDamagedError, match="is no file of statistics"):
        fetch(cluster, index, "v", directory)
    assert names(directory) == [LOCK]


@pytest.mark.parametrize(("index", "name"), [("a", "../x"), ("..", "v"), ("a/b", "v"), ("a", "")])
def test_no_name_leads_out_of_the_directory(cluster, directory, index, name):
    """Names are read in a cluster."""
    with pytest.raises(IndexDamagedError, match="no name of statistics"):
        fetch(cluster, index, name, directory)
    assert not directory.exists()


def test_statistics_of_another_release_are_refused(cluster, kept, directory, tmp_path):
    """Before any of their files is fetched, and with the index that has them."""
    index = kept()
    say(cluster, index, signed(tmp_path, format=99))
    with pytest.raises(IndexOutdatedError, match=f"^{index}: .* format 99, this is 1; send"):
        fetch(cluster, index, "v", directory)
    assert names(directory) == [LOCK]


def test_a_file_that_was_damaged_before_it_was_kept_is_told(cluster, kept, directory, folder):
    """Its chunks are sound, and it is not: nothing stays here."""
    with (folder / "marks.npy").open("ab") as file:
        file.write(b"x")
    index = kept()
    with pytest.raises(IndexDamagedError, match=r"marks\.npy of the statistics v is damaged; send"):
        fetch(cluster, index, "v", directory)
    assert names(directory) == [LOCK]


def test_the_live_ones_and_those_before_stay(cluster, kept, directory):
    """Of each alias; who has older ones open can go on."""
    other = kept("stats-other")
    fetch(cluster, other, "v", directory)
    first, second, third = (kept() for _ in range(3))
    opened = [fetch(cluster, index, "v", directory) for index in (first, second, first, third)]
    assert names(directory) == sorted([LOCK, *(f"{index}@v" for index in (other, first, third))])
    assert {each.held("body", "النفط") for each in opened} == {40}
    assert opened[1].expand_prefix("body", "ارتف", 3) == ["ارتفاع"]


def test_what_was_interrupted_is_removed(cluster, kept, directory):
    """What else is there is not ours."""
    index = kept()
    for name in (".fetching-x", "other", "@", "stats@"):
        (directory / name).mkdir(parents=True)
        (directory / name / "file").write_text("", "utf-8")
    fetch(cluster, index, "v", directory)
    assert names(directory) == sorted([LOCK, f"{index}@v", "other", "@", "stats@"])


def test_several_may_fetch_at_the_same_time(cluster, kept, directory, folder):
    """All have them, and the directory has them once."""
    index = kept()
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: fetch(cluster, index, "v", directory), range(6)))
    assert {statistics.articles for statistics in found} == {41}
    assert names(directory) == [LOCK, f"{index}@v"]
    assert contents(directory / f"{index}@v") == contents(folder)


@pytest.mark.usefixtures("permissions_hold")
def test_a_directory_that_cannot_be_written_to_is_told(cluster, kept, directory):
    """With its name, the reason and the way out."""
    index = kept()
    directory.mkdir(parents=True, mode=0o500)
    with pytest.raises(
        CacheError,
        match=f"^{directory}: .*Permission denied.* another directory in IQTISAD_CACHE_DIR",
    ):
        fetch(cluster, index, "v", directory)
    with pytest.raises(CacheError, match="Permission denied"):
        fetch(cluster, index, "v", directory / "cache")


def test_a_file_in_the_place_of_the_directory_is_told(cluster, tmp_path):
    """It is left as it was."""
    (tmp_path / "file").write_text("mine", "utf-8")
    for place in (tmp_path / "file", tmp_path / "file" / "cache"):
        with pytest.raises(CacheError, match="another directory in IQTISAD_CACHE_DIR"):
            fetch(cluster, "stats-a", "v", place)
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_a_full_disk_is_told_and_left_as_it_was(cluster, kept, directory, monkeypatch):
    """What was written is removed again; what was there stays."""
    first, index = kept(), kept()
    fetch(cluster, first, "v", directory)
    read = cache.read_chunks

    def filling(kept, file):
        yield from read(kept, file)
        if file == "terms.body.slots.npy":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(cache, "read_chunks", filling)
    with pytest.raises(CacheError, match=f"^{directory}: the disk is full; make room there"):
        fetch(cluster, index, "v", directory)
    assert names(directory) == [LOCK, f"{first}@v"]
