"""Arrays in files: what is written is what is read, and nothing is unpickled."""

import errno
import os
import pickle
import resource
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.codec.arrays import SHORT, beside, new_array, read_array, smallest, write_array

DTYPES = ["?", "u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f4", "f8"]


@given(st.sampled_from(DTYPES).flatmap(lambda dtype: arrays(dtype, st.integers(0, 50))))
def test_arrays_come_back(tmp_path_factory, array):
    """With every number and the same dtype, empty ones too."""
    path = tmp_path_factory.getbasetemp() / "a.npy"
    write_array(path, array)
    read = read_array(path)
    assert read.dtype == array.dtype
    assert read.shape == array.shape
    assert read.tobytes() == array.tobytes()


@pytest.mark.parametrize("dtype", DTYPES)
def test_long_arrays_are_mapped(tmp_path, dtype):
    """They come back as well, and cannot be changed by accident."""
    array = (np.arange(SHORT) % 127).astype(dtype)
    write_array(tmp_path / "a.npy", array)
    read = read_array(tmp_path / "a.npy")
    assert np.array_equal(read, array)
    assert read.dtype == dtype
    assert not read.flags.writeable
    assert type(read) is np.ndarray


class Bomb:
    """Something that makes a file when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        """Return what pickle calls."""
        return Path.touch, (self.path,)


@pytest.mark.parametrize("length", [1, SHORT])
def test_objects_are_refused(tmp_path, length):
    """A pickle in an array's place is never opened, however long it is."""
    objects = np.empty(length, object)
    objects[0] = Bomb(tmp_path / "exploded")
    np.save(tmp_path / "a.npy", objects, allow_pickle=True)
    with pytest.raises(ValueError, match=r"[Oo]bject"):
        read_array(tmp_path / "a.npy")
    (tmp_path / "b.npy").write_bytes(pickle.dumps(Bomb(tmp_path / "exploded")) * length)
    with pytest.raises(ValueError, match="magic"):
        read_array(tmp_path / "b.npy")
    with pytest.raises(ValueError, match="allow_pickle"):
        write_array(tmp_path / "c.npy", objects)
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize("kept", [0, 5, 60, -1])
@pytest.mark.parametrize("length", [10, SHORT])
def test_cut_files_are_refused(tmp_path, length, kept):
    """In the header or in the numbers."""
    path = tmp_path / "a.npy"
    write_array(path, np.ones(length, np.uint16))
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises((ValueError, OSError)):
        read_array(path)


@pytest.mark.parametrize("length", [0, 1, SHORT])
def test_new_arrays_are_written_through_a_map(tmp_path, length):
    """Zeros at first; what is assigned is in the file."""
    array = new_array(tmp_path / "a.npy", np.dtype(np.uint16), length)
    assert array.tolist() == [0] * length
    array[:] = np.arange(length) % 1000
    assert read_array(tmp_path / "a.npy").tolist() == [n % 1000 for n in range(length)]
    assert read_array(tmp_path / "a.npy").dtype == np.uint16


@pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="this system reserves no space")
def test_the_space_of_a_new_array_is_reserved(tmp_path):
    """A hole would be filled when the disk is full already."""
    new_array(tmp_path / "a.npy", np.dtype(np.uint8), SHORT)
    assert (tmp_path / "a.npy").stat().st_blocks * 512 >= SHORT


@given(st.integers(0, 2**64 - 1))
def test_the_smallest_dtype_is_the_first_that_fits(highest):
    """Unsigned, and the next smaller would be too small."""
    dtype = smallest(highest)
    assert dtype.kind == "u"
    assert highest <= np.iinfo(dtype).max
    assert dtype.itemsize == 1 or highest >= 2 ** (4 * dtype.itemsize)


def test_a_suffix_is_appended_to_the_whole_name():
    """A name may have points of its own."""
    assert beside(Path("index") / "MAIN_0.body", ".ends.npy") == Path("index/MAIN_0.body.ends.npy")


@pytest.mark.parametrize("kind", [np.uint8, np.int64])
def test_a_full_disk_says_so(tmp_path, kind):
    """NumPy's own writing tells how many numbers are missing, and not why."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large") as told:
            write_array(tmp_path / "a.npy", np.zeros(10_000, kind))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert told.value.errno == errno.EFBIG
