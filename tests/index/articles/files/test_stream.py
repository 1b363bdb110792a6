"""Streams: the unpacked bytes of a file, as far as they can be read."""

import gzip
import lzma
from contextlib import closing

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.articles.files.stream import UNPACKERS, Stream
from tests.conftest import examples

PACKERS = {"": bytes, ".gz": gzip.compress, ".xz": lzma.compress}
DATA = st.binary(max_size=300) | st.integers(0, 3).map(lambda n: bytes(range(256)) * 700 * n)


def written(directory, name, content):
    """Return a file of some bytes."""
    path = directory / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("suffix", PACKERS)
@settings(max_examples=examples(40))
@given(data=DATA)
def test_the_unpacked_bytes_of_a_file(tmp_path_factory, suffix, data):
    """All of them without a fault, and progress adds up to the size on disk."""
    assume(suffix or not data.startswith(tuple(UNPACKERS)))
    packed = PACKERS[suffix](data)
    path = written(tmp_path_factory.getbasetemp(), f"whole{suffix}", packed)
    done = []
    with Stream(path, done.append) as stream:
        assert stream.read() == data
        assert stream.fault is None
        stream.skip_rest()
    assert sum(done) == len(packed)
    assert 0 not in done


@pytest.mark.parametrize("suffix", [".gz", ".xz"])
@settings(max_examples=examples(40))
@given(data=DATA, share=st.floats(0, 1, exclude_max=True))
def test_a_cut_file_ends_with_a_fault(tmp_path_factory, suffix, data, share):
    """What comes before the cut is read, and reading on stays at the end."""
    packed = PACKERS[suffix](data)
    kept = packed[: max(1, int(len(packed) * share))]
    path = written(tmp_path_factory.getbasetemp(), f"cut{suffix}", kept)
    with Stream(path) as stream:
        read = stream.read()
        assert data.startswith(read)
        assert (stream.fault.path, stream.fault.line) == (path, 0)
        assert "cannot be read to its end" in stream.fault.reason
        assert stream.read() == b""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("a.jsonl.gz", id="gz"),
        pytest.param("A.JSONL.GZ", id="capitals"),
        pytest.param("gz", id="no suffix"),
        pytest.param("a.gz.txt", id="another suffix"),
    ],
)
def test_the_first_bytes_say_whether_a_file_is_packed(tmp_path, name):
    """Whatever it is called."""
    with Stream(written(tmp_path, name, gzip.compress("أسعار النفط".encode()))) as stream:
        assert stream.read() == "أسعار النفط".encode()


@settings(max_examples=examples(40))
@given(st.binary(min_size=1, max_size=300), st.sampled_from([".gz", ".xz", ".zst", ".bz2"]))
def test_a_file_that_is_not_packed_as_its_name_says_is_a_fault(tmp_path_factory, data, suffix):
    """It was cut in its first bytes, or is something else."""
    path = written(tmp_path_factory.getbasetemp(), f"other{suffix}", data)
    with Stream(path) as stream:
        assert stream.read() == b""
        assert "cannot be read to its end" in stream.fault.reason


def test_what_unpacks_to_far_more_than_a_text_is_cut(tmp_path):
    """A few bytes cannot fill the memory."""
    with Stream(written(tmp_path, "a.gz", gzip.compress(bytes(64 * 2**20)))) as stream:
        assert len(stream.read()) < 40 * 2**20
        assert "more than 200 times" in stream.fault.reason


def test_the_rest_that_nobody_reads_is_reported(tmp_path):
    """A reader may give up early; the bytes are done all the same, once."""
    path, done = written(tmp_path, "a.jsonl", b"line\n" * 200_000), []
    with closing(Stream(path, done.append)) as stream:
        assert stream.readline() == b"line\n"
        assert sum(done) < path.stat().st_size
        stream.skip_rest()
        stream.skip_rest()
    assert sum(done) == path.stat().st_size


def test_a_file_that_is_not_there_is_an_error_at_once(tmp_path):
    """Opening fails, and only opening does."""
    with pytest.raises(FileNotFoundError):
        Stream(tmp_path / "a.jsonl")
