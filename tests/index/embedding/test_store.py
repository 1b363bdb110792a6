"""Vectors are kept in one file: whatever ends a writer, what was written before is found again."""

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedding.model.file import DIMENSIONS
from index.embedding.passage import key_of
from index.embedding.store import VectorStore
from index.embedding.vector_file import VECTORS, VectorFileError, header, made_otherwise
from index.embedding.vectors import packed
from index.embedding.writer import writing
from tests.conftest import examples

KEYS = [key_of(str(number)) for number in range(40)]


def vectors_of(keys):
    """Return a vector for each key, always the same, int8."""
    return np.concatenate([np.zeros((0, DIMENSIONS), np.int8), *map(_vector, keys)])


def _vector(key):
    chance = np.random.default_rng(int.from_bytes(key))
    return packed(chance.normal(size=(1, DIMENSIONS)).astype(np.float32))


def written(directory, keys):
    """Add the vectors of keys to the store of a directory and return it."""
    with writing(directory) as writer:
        writer.add(keys, vectors_of(keys))
    return VectorStore(directory)


def held(store, keys=KEYS):
    """Return the keys that a store holds; each must have its own vector."""
    found = store.of(keys)
    chosen = [key for key, is_held in zip(keys, found.held, strict=True) if is_held]
    assert np.array_equal(found.vectors[found.held], vectors_of(chosen))
    return chosen


def test_what_was_added_is_found(tmp_path):
    """Each by its key, and nothing else."""
    store = VectorStore(tmp_path)
    assert not store.has_some
    assert held(store) == []
    written(tmp_path, KEYS[:3])
    written(tmp_path, KEYS[5:6])
    assert store.has_some
    assert held(store) == [*KEYS[:3], KEYS[5]]
    assert len(store) == 4


def test_a_reader_follows_the_file(tmp_path):
    """It finds what is added after it has read the file, and in a file that replaces it."""
    store = written(tmp_path, KEYS[:2])
    assert held(store) == KEYS[:2]
    written(tmp_path, KEYS[2:4])
    assert held(store) == KEYS[:4]
    with writing(tmp_path) as writer:
        writer.keep(KEYS[1:3])
    assert held(store) == KEYS[1:3]
    (tmp_path / VECTORS).unlink()
    assert held(store) == []
    assert not store.has_some


def test_a_file_that_is_written_over_is_another_file(tmp_path):
    """As `cp` does: it is the same place on the disk, and as long or longer."""
    other = tmp_path / "other"
    other.mkdir()
    written(other, KEYS[10:16])
    store = written(tmp_path, KEYS[:4])
    assert held(store) == KEYS[:4]
    (tmp_path / VECTORS).write_bytes((other / VECTORS).read_bytes())
    assert held(store) == KEYS[10:16]
    (tmp_path / VECTORS).write_bytes(header("another-model") + bytes(404 * 9))
    assert not store.has_some
    assert held(store) == []
    (tmp_path / VECTORS).write_bytes((other / VECTORS).read_bytes())
    assert store.has_some


def test_a_file_that_is_cut_while_it_is_read_ends_nobody(tmp_path):
    """Its vectors are gone, and found again when they are."""
    store = written(tmp_path, KEYS[:4])
    content = (tmp_path / VECTORS).read_bytes()
    assert held(store) == KEYS[:4]
    os.truncate(tmp_path / VECTORS, 128 + 404)
    assert held(store) == KEYS[:1]
    (tmp_path / VECTORS).write_bytes(content)
    assert held(store) == KEYS[:4]


def test_of_two_vectors_of_a_key_the_later_one_counts(tmp_path):
    """It was written because the first was damaged."""
    with writing(tmp_path) as writer:
        writer.add(KEYS[:2], np.ones((2, DIMENSIONS), np.int8))
        writer.add(KEYS[:1], vectors_of(KEYS[:1]))
    found = VectorStore(tmp_path).of(KEYS[:2])
    assert np.array_equal(found.vectors[:1], vectors_of(KEYS[:1]))
    assert np.array_equal(found.vectors[1], np.ones(DIMENSIONS))


def test_a_damaged_later_record_does_not_hide_a_sound_one(tmp_path):
    """It is none."""
    store = written(tmp_path, KEYS[:2])
    path = tmp_path / VECTORS
    content = path.read_bytes()
    path.write_bytes(content + content[128:-1] + b"x")
    assert held(store) == KEYS[:2]


@settings(max_examples=examples(30))  # each writes files, to the disk
@given(cut=st.integers(0, 4 * 404 + 127))
def test_wherever_a_writer_was_killed_whole_records_stay(tmp_path_factory, cut):
    """The file may end anywhere: what is whole is found, and the next writer goes on from there."""
    directory = tmp_path_factory.mktemp("cut")
    store = written(directory, KEYS[:4])
    path = directory / VECTORS
    os.truncate(path, path.stat().st_size - cut)
    whole = max((path.stat().st_size - len(header())) // 404, 0)
    assert held(store) == KEYS[:whole]
    written(directory, KEYS[10:12])
    assert held(store) == [*KEYS[:whole], *KEYS[10:12]]


@settings(max_examples=examples(30))  # each writes files, to the disk
@given(places=st.sets(st.integers(128, 128 + 10 * 404 - 1), min_size=1, max_size=5))
def test_a_damaged_record_is_none(tmp_path_factory, places):
    """Wherever bytes are changed, their record is not found, and all others are."""
    directory = tmp_path_factory.mktemp("damaged")
    store = written(directory, KEYS[:10])
    path = directory / VECTORS
    content = bytearray(path.read_bytes())
    for place in places:
        content[place] ^= 0x55
    path.write_bytes(content)
    damaged = {(place - 128) // 404 for place in places}
    assert held(store) == [key for n, key in enumerate(KEYS[:10]) if n not in damaged]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(header()[:50], id="half-a-line"),
        pytest.param(header("another-model"), id="another-model"),
        pytest.param(header(characters=1) + bytes(404 * 3), id="of-other-passages"),
    ],
)
def test_vectors_of_another_kind_are_none_and_give_way(tmp_path, content):
    """A reader passes over them, and a writer begins anew."""
    (tmp_path / VECTORS).write_bytes(content)
    store = VectorStore(tmp_path)
    assert not store.has_some
    assert held(store) == []
    assert held(written(tmp_path, KEYS[:2])) == KEYS[:2]


def test_it_is_told_by_what_other_vectors_were_made(tmp_path):
    """And nothing where they are ours, or where there are none."""
    assert made_otherwise(tmp_path) == ""
    (tmp_path / VECTORS).write_bytes(header("another-model"))
    assert "another-model" in made_otherwise(tmp_path)
    written(tmp_path, KEYS[:1])
    assert made_otherwise(tmp_path) == ""


@pytest.mark.parametrize("name", ["file", "folder", "pipe"])
def test_what_is_not_ours_stays(tmp_path, name):
    """A file, a folder or a pipe of that name is refused, and no reader waits or stumbles."""
    path = tmp_path / VECTORS
    if name == "file":
        path.write_text("مذكرات", "utf-8")
    elif name == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    store = VectorStore(tmp_path)
    assert not store.has_some
    assert held(store) == []
    with pytest.raises(VectorFileError, match=f"{VECTORS}: .*move it away"), writing(tmp_path):
        pass
    assert path.exists()
    assert name != "file" or path.read_text("utf-8") == "مذكرات"


def test_one_process_writes_at_a_time(tmp_path):
    """A second one says so and ends; when the first has ended, it can."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom index.embedding.writer import writing\n"
        "with writing(Path(sys.argv[1])):\n    print('writing', flush=True)\n    sys.stdin.read()\n"
    )
    first = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with first:
        assert first.stdout.readline() == b"writing\n"
        with pytest.raises(VectorFileError, match="another process is embedding"):
            written(tmp_path, KEYS[:1])
        first.kill()
    assert held(written(tmp_path, KEYS[:1])) == KEYS[:1]


def test_what_is_wanted_is_kept_and_the_rest_removed(tmp_path):
    """One for each: a process that is killed on the way leaves the file as it was."""
    store = written(tmp_path, [*KEYS, *KEYS[:5]])
    (tmp_path / ".vectors.new").write_bytes(b"a leftover")
    with writing(tmp_path) as writer:
        writer.keep([*KEYS[3:7], key_of("unknown")])
    assert held(store) == KEYS[3:7]
    assert (tmp_path / VECTORS).stat().st_size == len(header()) + 4 * 404


def test_a_file_that_is_taken_away_is_not_begun_without_its_first_line(tmp_path):
    """The writer says so; what it would write was found by nobody."""
    with writing(tmp_path) as writer:
        writer.add(KEYS[:1], vectors_of(KEYS[:1]))
        (tmp_path / VECTORS).unlink()
        with pytest.raises(VectorFileError, match="taken away or changed meanwhile"):
            writer.add(KEYS[1:2], vectors_of(KEYS[1:2]))
    assert not (tmp_path / VECTORS).exists()
    assert held(written(tmp_path, KEYS[:1])) == KEYS[:1]


def test_a_link_to_another_disk_stays_one(tmp_path):
    """Also where the file is written anew."""
    there, here = tmp_path / "there", tmp_path / "here"
    there.mkdir()
    here.mkdir()
    (here / VECTORS).symlink_to(there / VECTORS)
    store = written(here, KEYS[:3])
    with writing(here) as writer:
        writer.keep(KEYS[1:2])
    assert (here / VECTORS).is_symlink()
    assert held(store) == KEYS[1:2]
    assert (there / VECTORS).stat().st_size == len(header()) + 404
