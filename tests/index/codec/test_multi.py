"""Several segments read as one: all arrays are those of one segment of their articles."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import terms
from index.codec.columns import ID
from index.codec.deletions import PartialSegment, write_deletions
from index.codec.multi import MultiSegment, as_one, open_parts, open_segments
from index.codec.segment import FIELDS, Segment
from tests.conftest import examples
from tests.index.segments import (
    PIECES,
    article,
    contents,
    remaining,
    written,
    written_pieces,
)


def opened(directory, pieces):
    """Write pieces with their deletions as segments, and open them as one."""
    names = []
    for segment, deleted in written_pieces(directory, pieces):
        write_deletions(directory, PartialSegment(segment, deleted))
        names.append(segment.name)
    return open_segments(directory, names)


@settings(max_examples=examples(20))
@given(PIECES)
def test_everything_is_that_of_one_segment(tmp_path_factory, pieces):
    """Postings, columns and articles of what remains, however it is cut into segments."""
    directory = tmp_path_factory.mktemp("multi")
    fresh = written(directory, remaining(pieces), name="FRESH_0")
    assert contents(opened(directory, pieces)) == contents(fresh)


@settings(max_examples=examples(20))
@given(PIECES, st.sampled_from(["", "ا", "~", "^", "ب", "زق"]), st.integers(0, 4))
def test_the_most_frequent_terms_are_those_of_one_segment(tmp_path_factory, pieces, prefix, limit):
    """Whatever each segment has of them; equal counts in the order of the terms."""
    directory = tmp_path_factory.mktemp("frequent")
    fresh, several = (
        written(directory, remaining(pieces), name="FRESH_0"),
        opened(directory, pieces),
    )
    for field in FIELDS:
        assert several.frequent(field, prefix, limit) == fresh.frequent(field, prefix, limit)


def test_the_arrays_of_all_terms_of_a_field_have_one_dtype(tmp_path):
    """Whichever segments contain a term: compiled loops are compiled for each dtype."""
    many = [article("many", "نفط " * 300), article("other", "غاز " * 70_000)]
    segments = [written(tmp_path, many), written(tmp_path, [article("b", "نفط ذهب")], name="S_1")]
    none = np.zeros(0, np.int64)
    several = as_one([PartialSegment(segments[0], none), PartialSegment(segments[1], none, 2)])
    dtypes = {
        tuple(array.dtype for array in several.term("body", term))
        for term in (terms(word).stem for word in ("نفط", "غاز", "ذهب"))
    }
    assert dtypes == {(np.dtype(np.uint16), np.dtype(np.uint32), np.dtype(np.uint32))}


def test_a_whole_segment_alone_is_itself(tmp_path):
    """Nothing is copied where nothing was updated."""
    segment = written(tmp_path, [article("a", "نفط")])
    assert as_one([PartialSegment(segment, np.zeros(0, np.int64))]) is segment
    assert isinstance(as_one([PartialSegment(segment, np.array([0]))]), MultiSegment)
    assert isinstance(open_segments(tmp_path, [segment.name]), Segment)


def test_parts_are_numbered_one_after_the_other(tmp_path):
    """By the documents that remain."""
    pieces = [[(article("a"), False), (article("b"), True)], [(article("c"), False)]]
    opened(tmp_path, pieces)
    parts = open_parts(tmp_path, ["MAIN_0", "MAIN_1"])
    assert [(part.first, part.documents) for part in parts] == [(0, 1), (1, 1)]


def test_an_id_that_was_replaced_names_its_new_document(tmp_path):
    """The old one is deleted in its segment."""
    pieces = [[(article("a", "نفط"), True), (article("b"), False)], [(article("a", "غاز"), False)]]
    several = opened(tmp_path, pieces)
    (document,) = several.term(ID, "a").documents.tolist()
    assert (document, several.body(document)) == (1, "غاز")


def test_a_missing_segment_is_an_error_that_is_told(tmp_path):
    """A version that names it is damaged."""
    written(tmp_path, [article("a")])
    with pytest.raises(OSError, match="MAIN_1"):
        open_segments(tmp_path, ["MAIN_0", "MAIN_1"])
