"""Stored records: what is written is what is read."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.stored import StoredReader, StoredWriter, pack, unpack


@pytest.mark.parametrize("count", [0, 1, 99, 1500])
def test_records_come_back(tmp_path, count):
    """With a dictionary of what they share, and without where there are too few for one."""
    writer = StoredWriter(tmp_path / "t")
    records = [
        [f"مقال رقم {n} عن النفط ".encode() * 5, b"", bytes([n % 256])] for n in range(count)
    ]
    for record in records:
        writer.add(record)
    writer.close()
    reader = StoredReader(tmp_path / "t", 3)
    assert [reader.read(n) for n in range(count)] == records
    assert bool((tmp_path / "t.dict").stat().st_size) == (count > 1000)


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_packed_numbers_come_back(numbers):
    """In as few bytes as the highest needs."""
    array = np.array(numbers, np.uint32)
    assert unpack(pack(array)).tolist() == numbers
