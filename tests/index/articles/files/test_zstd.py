"""Files packed by Zstandard are read frame by frame; what is cut or damaged is an error."""

import io

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from index.articles.files.zstd import ZstdFile

DATA = st.binary(max_size=2000) | st.integers(1, 9).map(lambda n: bytes(range(256)) * 100 * n)


def read(packed):
    """Return all that a packed file unpacks to."""
    file, data = ZstdFile(io.BytesIO(packed)), bytearray()
    while part := file.read1(1000):
        data += part
    return bytes(data)


@given(st.lists(DATA, max_size=3))
def test_frames_one_after_another_are_one_file(parts):
    """Archives are appended to."""
    assert read(b"".join(map(zstandard.compress, parts))) == b"".join(parts)


@given(DATA, st.floats(0, 1, exclude_max=True))
def test_a_cut_frame_is_an_error(data, share):
    """It says that the end is missing."""
    packed = zstandard.compress(data)
    with pytest.raises(EOFError):
        read(packed[: max(1, int(len(packed) * share))])


def test_other_bytes_are_an_error():
    """Of the kind that damaged files raise."""
    with pytest.raises(OSError, match="descriptor"):
        read(b"no frame")
