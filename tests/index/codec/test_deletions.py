"""A segment without its deleted documents reads like one that never had them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.codec.columns import ID
from index.codec.deletions import PartialSegment, open_partial, write_deletions
from index.codec.segment import FIELDS, SEGMENT
from tests.conftest import examples
from tests.index.segments import ARCHIVES, article, written

FIRST = 1000
DELETED = st.sets(st.integers(0, 7))


@pytest.fixture
def segment(tmp_path):
    """Return a segment of three articles."""
    bodies = ("أسعار النفط", "سعر النفط سعر", "سعر القمح")
    return written(tmp_path, [article(str(n), body) for n, body in enumerate(bodies)])


def partial(archive, deleted, directory):
    """Return what remains of a segment of an archive, and a segment of what remains."""
    chosen = [n for n in sorted(deleted) if n < len(archive)]
    left = [each for n, each in enumerate(archive) if n not in deleted]
    part = PartialSegment(written(directory, archive), np.array(chosen, np.int64), FIRST)
    return part, written(directory, left, name="FRESH_0")


@settings(max_examples=examples(25))
@given(ARCHIVES, DELETED)
def test_postings_are_those_of_a_segment_of_the_rest(tmp_path_factory, archive, deleted):
    """Every term of every field, numbered from the first document on."""
    part, fresh = partial(archive, deleted, tmp_path_factory.mktemp("partial"))
    assert part.documents == fresh.documents
    for field in (ID, *FIELDS):
        for term in part.segment.fields[field].terms:
            found, expected = part.term(field, term.decode()), fresh.term(field, term.decode())
            assert (found is None) == (expected is None)
            if found:
                assert (found.documents - FIRST).tolist() == expected.documents.tolist()
                assert found.frequencies.tolist() == expected.frequencies.tolist()
                assert found.positions.tolist() == expected.positions.tolist()


@settings(max_examples=examples(25))
@given(ARCHIVES, DELETED, st.sampled_from(["", "ا", "~", "^", "ب", "زق"]))
def test_counts_are_those_of_the_remaining_documents(tmp_path_factory, archive, deleted, prefix):
    """One for each term of a range of ordinals; 0 for a term that no document has any more."""
    part, fresh = partial(archive, deleted, tmp_path_factory.mktemp("counts"))
    for field in FIELDS:
        reader = part.segment.fields[field]
        begun = reader.terms.beginning(prefix.encode())
        terms = [reader.terms[ordinal].decode() for ordinal in begun]
        held = [fresh.term(field, term) for term in terms]
        assert part.counts(reader, begun).tolist() == [
            len(each.documents) if each else 0 for each in held
        ]


def test_remaining_documents_keep_their_order(segment):
    """Their new numbers ascend from the first on."""
    part = PartialSegment(segment, np.array([1]), 10)
    assert part.remaining.tolist() == [0, 2]
    assert part.mask.tolist() == [True, False, True]
    assert part.numbered(part.remaining).tolist() == [10, 11]
    assert not part.whole


def test_a_document_may_be_named_twice(segment):
    """It is deleted once: an update adds its list to that of the update before."""
    part = PartialSegment(segment, np.array([2, 0, 2]))
    assert part.deleted.tolist() == [0, 2]
    assert part.documents == 1


@pytest.mark.parametrize(
    "deleted",
    [
        pytest.param([], id="none"),
        pytest.param([1], id="one"),
        pytest.param([0, 1, 2], id="all"),
    ],
)
def test_deletions_come_back(segment, tmp_path, deleted):
    """They stand beside the segment, and nothing does if nothing was deleted."""
    write_deletions(tmp_path, PartialSegment(segment, np.array(deleted, np.int64)))
    assert (tmp_path / f"{SEGMENT}.deletions.npy").exists() == bool(deleted)
    part = open_partial(tmp_path, SEGMENT, 5)
    assert (part.deleted.tolist(), part.first) == (deleted, 5)
    assert part.whole == (not deleted)


def test_damaged_deletions_are_refused(segment, tmp_path):
    """A document that the segment does not have was not deleted from it."""
    np.save(tmp_path / f"{segment.name}.deletions.npy", np.array([3], np.uint8))
    with pytest.raises(IndexError):
        open_partial(tmp_path, SEGMENT)
    (tmp_path / f"{segment.name}.deletions.npy").write_bytes(b"\x93NUMPY")
    with pytest.raises(ValueError, match=r"."):
        open_partial(tmp_path, SEGMENT)
