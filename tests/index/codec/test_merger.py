"""Merging: some segments become the one that a fresh build of their articles writes."""

from itertools import pairwise
from math import log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.codec.deletions import PartialSegment
from index.codec.merger import merge, to_merge
from index.codec.segment import Segment
from tests.conftest import examples
from tests.index.segments import (
    PIECES,
    article,
    contents,
    remaining,
    written,
    written_pieces,
)


def numbered(segments):
    """Return what remains of segments, numbered one after the other, as after other ones."""
    parts = []
    for segment, deleted in segments:
        first = parts[-1].first + parts[-1].documents if parts else 100
        parts.append(PartialSegment(segment, deleted, first))
    return parts


def files_of(directory, name):
    """Return the bytes of a segment's files, except those of the compressed articles."""
    return {
        path.name.removeprefix(name): path.read_bytes()
        for path in directory.glob(f"{name}.*")
        if not path.name.startswith(f"{name}.texts.")
    }


@settings(max_examples=examples(20))
@given(PIECES)
def test_a_merged_segment_is_that_of_a_fresh_build(tmp_path_factory, pieces):
    """To the last byte of its files; how the articles are compressed may differ."""
    directory = tmp_path_factory.mktemp("merge")
    merge(directory, "MERGED_0", numbered(written_pieces(directory, pieces)))
    fresh = written(directory, remaining(pieces), name="FRESH_0")
    assert contents(Segment(directory, "MERGED_0")) == contents(fresh)
    assert files_of(directory, "MERGED_0") == files_of(directory, "FRESH_0")


@pytest.mark.parametrize("largest", [0, 1])
def test_compressed_articles_are_copied(tmp_path, largest):
    """Those of the largest segment as they are; the others are compressed by its dictionary."""
    counts = (150, 12) if largest == 0 else (12, 150)
    archives = [
        [article(f"{part}-{n}", f"أسعار النفط رقم {n} " * 20) for n in range(count)]
        for part, count in enumerate(counts)
    ]
    segments = [written(tmp_path, each, name=f"MAIN_{n}") for n, each in enumerate(archives)]
    parts = numbered((segment, np.array([3])) for segment in segments)
    merge(tmp_path, "MERGED_0", parts)
    merged = Segment(tmp_path, "MERGED_0")
    shared = segments[largest].stored.shared
    assert shared
    assert merged.stored.shared == shared
    before = [(part.segment, n) for part in parts for n in part.remaining.tolist()]
    for document, (segment, own) in enumerate(before):
        assert merged.body(document) == segment.body(own)
        if segment is segments[largest]:
            assert merged.stored.packed(document) == segment.stored.packed(own)


@given(st.lists(st.tuples(st.integers(1, 300), st.integers(0, 99)), min_size=1, max_size=40))
def test_segments_stay_few_whatever_is_added_and_deleted(updates):
    """Each is written with less than half of the next older one, and none has lost more than half.

    So they are no more than the logarithm of what was written.
    """
    left, in_files = [], []
    for added, share in updates:
        left = [size - size * share // 100 for size in left]
        left, in_files = [*left, added], [*in_files, added]
        if merged := to_merge(left, in_files):
            total = sum(left[-merged:])
            left, in_files = [*left[:-merged], total], [*in_files[:-merged], total]
        assert all(younger * 2 < older for older, younger in pairwise(in_files))
        assert all(now * 2 >= before for now, before in zip(left, in_files, strict=True))
        assert len(left) <= max(1, log2(sum(in_files)))


def test_a_small_update_copies_nothing_large():
    """Segments whose sizes differ enough are left alone."""
    assert to_merge([100_000, 1], [100_000, 1]) == 0
    assert to_merge([100_000, 1000, 10], [100_000, 1000, 10]) == 0
    assert to_merge([100_000], [100_000]) == 0
