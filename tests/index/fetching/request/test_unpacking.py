"""Packed bytes are unpacked whole, or are an error."""

import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fetching.request.faults import FetchError
from index.fetching.request.unpacking import unpacked


def raw(data):
    """Return data as deflate without its frame."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def cut(data, size):
    """Return data in parts of a size."""
    return [data[start : start + size] for start in range(0, len(data), size)]


PACKERS = [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", raw), ("", bytes)]


@given(st.binary(max_size=5000), st.integers(1, 700), st.sampled_from(PACKERS))
def test_whatever_is_packed_comes_back(data, size, packer):
    """However the network cuts it."""
    name, pack = packer
    assert unpacked(cut(pack(data), size), name) == data


@given(st.binary(min_size=1, max_size=2000), st.data())
def test_a_cut_is_never_taken_for_the_whole(data, draw):
    """At any byte of it."""
    packed = gzip.compress(data)
    end = draw.draw(st.integers(1, len(packed) - 1))
    with pytest.raises(FetchError):
        unpacked([packed[:end]], "gzip")


@given(st.lists(st.binary(max_size=300)), st.sampled_from(["gzip", "deflate", "br", "gzip, gzip"]))
def test_nothing_else_is_raised(chunks, name):
    """Any bytes give bytes or a fault."""
    with suppress(FetchError):
        unpacked(chunks, name)


def test_several_members_are_one():
    """As gzip has it; zeros behind them are padding."""
    packed = gzip.compress(b"a") + gzip.compress(b"b") + bytes(9)
    assert unpacked([packed], "gzip") == b"ab"


def test_no_more_than_the_limit():
    """A little may hold much."""
    with pytest.raises(FetchError, match="more than"):
        unpacked([gzip.compress(bytes(10**6))], "gzip", largest=1000)
