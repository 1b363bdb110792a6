"""Files packed by xz, as their bytes."""

import io
import lzma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.files.xz import XzFile


def read(packed, size=1000):
    """Return the bytes of a file, read some at a time."""
    file = XzFile(io.BytesIO(packed))
    return b"".join(iter(lambda: file.read1(size), b""))


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=3), st.integers(1, 1000))
def test_streams_follow_each_other(parts, size):
    """Padded or not, as xz and others pack them; what follows and is none is left."""
    packed = [lzma.compress(part) for part in parts]
    assert read(b"".join(packed), size) == b"".join(parts)
    assert read(b"\0\0\0\0".join(packed) + b"\0rest", size) == b"".join(parts)


@given(st.binary(max_size=300), st.data())
def test_a_file_that_is_cut_off_is_an_error(data, draw):
    """Wherever it ends."""
    packed = lzma.compress(data)
    with pytest.raises(EOFError):
        read(packed[: draw.draw(st.integers(0, len(packed) - 1))])


def test_a_file_that_asks_for_much_memory_is_refused():
    """By its header; the strongest preset asks for less."""
    extreme = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 2**26}]
    assert read(lzma.compress(b"a", filters=extreme)) == b"a"
    much = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 2**28}]
    with pytest.raises(lzma.LZMAError, match="Memory"):
        read(lzma.compress(b"a", filters=much))
