"""Statistics in an index of a cluster: what was kept comes back, or it is told what is missing."""

from base64 import b64encode
from dataclasses import replace
from zlib import crc32

import pytest

from index.cluster.client import RejectedError
from index.cluster.statistics import chunks
from index.cluster.statistics.about import NAME, About
from index.cluster.statistics.chunks import Kept, drop, keep, read_chunks
from index.versions.manifest import IndexDamagedError, checksums

ABOUT = {"kind": "statistics", "alias": "stats"}
#: Few bytes: the small archive has files of several chunks.
CHUNK = 300


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    """Cut files into many chunks."""
    monkeypatch.setattr(chunks, "CHUNK", CHUNK)


@pytest.fixture
def index(cluster, new_index, folder):
    """Return an index that keeps the statistics of a small archive, under the name "v"."""
    name = new_index()
    keep(cluster, name, "v", folder, about=ABOUT)
    return name


def contents(cluster, index, folder, name="v"):
    """Return the files that an index keeps of those in a folder."""
    kept = Kept(cluster, index, name)
    return {path.name: b"".join(read_chunks(kept, path.name)) for path in folder.iterdir()}


def chunk_of(file, part, name="v"):
    """Return the path of a chunk in its index."""
    return f"_doc/{name}%2F{file}%2F{part}"


def test_every_file_comes_back_byte_by_byte(cluster, index, folder):
    """Those of one chunk and those of several."""
    assert contents(cluster, index, folder) == {p.name: p.read_bytes() for p in folder.iterdir()}
    assert len(list(read_chunks(Kept(cluster, index, "v"), "terms.body.letters.npy"))) > 1


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_files_of_any_length(cluster, new_index, folder, length):
    """An empty one has a chunk, and none has an empty one more."""
    index, about = new_index(), About.read(folder)
    for path in folder.iterdir():
        path.unlink()
    (folder / "a.npy").write_bytes(b"x" * length)
    replace(about, files=checksums(folder)).write(folder)
    keep(cluster, index, "v", folder, about=ABOUT)
    pieces = [len(piece) for piece in read_chunks(Kept(cluster, index, "v"), "a.npy")]
    assert sum(pieces) == length
    assert len(pieces) == max(1, -(-length // CHUNK))


def test_the_index_says_whose_it_is(cluster, index):
    """And has no field that nobody reads."""
    mappings = cluster.ask("GET", f"{index}/_mapping")[index]["mappings"]
    assert mappings["_meta"] == {"iqtisad": ABOUT}
    assert mappings["dynamic"] == "strict"
    with pytest.raises(RejectedError, match="strict"):
        cluster.ask("PUT", f"{index}/_doc/other", {"other": 1})


def documents(cluster, index):
    """Return the number of chunks in an index."""
    cluster.ask("POST", f"{index}/_refresh")
    return cluster.ask("GET", f"{index}/_count")["count"]


def test_what_is_kept_again_is_there_once(cluster, index, folder):
    """Whoever was interrupted begins again."""
    before = documents(cluster, index)
    keep(cluster, index, "v", folder, about=ABOUT)
    assert documents(cluster, index) == before
    assert contents(cluster, index, folder)[NAME] == (folder / NAME).read_bytes()


@pytest.mark.parametrize("part", [0, 1])
def test_a_missing_chunk_is_told(cluster, index, part):
    """With its file, and the way out."""
    file = "terms.body.letters.npy"
    cluster.ask("DELETE", f"{index}/{chunk_of(file, part)}")
    message = rf"{index}: part {part + 1} of {file} .* is missing or damaged; send"
    with pytest.raises(IndexDamagedError, match=message):
        list(read_chunks(Kept(cluster, index, "v"), file))


@pytest.mark.parametrize(
    "change",
    [
        {"data": b64encode(b"other").decode()},
        {"crc": 1},
        {"data": b64encode(b"").decode(), "crc": crc32(b"x")},
        {"crc": None},
        {"parts": None},
        {"data": None},
    ],
)
def test_a_damaged_chunk_is_told(cluster, index, change):
    """Whatever is wrong with it."""
    chunk = cluster.ask("GET", f"{index}/{chunk_of(NAME, 0)}")["_source"]
    cluster.ask("PUT", f"{index}/{chunk_of(NAME, 0)}", {**chunk, **change})
    with pytest.raises(IndexDamagedError, match=r"part 1 of about\.json .* is missing or damaged"):
        list(read_chunks(Kept(cluster, index, "v"), NAME))


def test_a_missing_index_is_told(cluster):
    """As missing chunks are."""
    with pytest.raises(IndexDamagedError, match=r"stats-none: part 1 of about\.json"):
        list(read_chunks(Kept(cluster, "stats-none", "v"), NAME))


def test_what_is_dropped_is_gone_and_the_rest_stays(cluster, index, folder, monkeypatch):
    """However many chunks it has; nothing is an error twice."""
    before = documents(cluster, index)
    for name in ("w", "v2"):
        keep(cluster, index, name, folder, about=ABOUT)
    monkeypatch.setattr(chunks, "_MOST", 7)
    for _ in range(2):
        drop(cluster, index, ["v"])
        assert documents(cluster, index) == before
    with pytest.raises(IndexDamagedError, match="of the statistics w is missing"):
        contents(cluster, index, folder, "w")
    drop(cluster, index, [])
    assert documents(cluster, index) == 0


def test_a_cluster_that_is_full_refuses_and_says_so(cluster, index, folder):
    """An item of a request for many is refused, and not the request."""
    block = "index.blocks.read_only_allow_delete"
    cluster.ask("PUT", f"{index}/_settings", {block: True})
    with pytest.raises(RejectedError, match="make room on the disks"):
        keep(cluster, index, "w", folder, about=ABOUT)
    cluster.ask("PUT", f"{index}/_settings", {block: None})
