"""The postings of a field: those of each term in all runs, one run after the other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.codec import postings_writer
from index.codec.arrays import beside, read_array
from index.codec.dictionary import read_dictionary
from index.codec.inverter import WordStream, invert
from index.codec.postings_writer import (
    document_type,
    write_field,
    write_no_positions,
    write_starts,
)
from index.codec.segment import FieldReader
from tests.conftest import examples

#: The terms by their numbers, in no order; the last is in no run.
NAMES = ["نفط", "أسعار", "bank", "~نفط", "غاز", "unused"]
RUNS = st.lists(
    st.lists(st.lists(st.integers(0, len(NAMES) - 2), max_size=6), max_size=4), max_size=4
)


def runs_of(runs):
    """Return runs of documents that are lists of numbers of terms."""
    table = np.arange(len(NAMES), dtype=np.int32).reshape(-1, 1)
    first, found = 0, []
    for documents in runs:
        stream = WordStream()
        for words in documents:
            stream.add(np.array(words, np.uint32))
        found += invert(stream, first, table)
        first += len(documents)
    return found, first


def write(path, runs, *, with_positions):
    """Write the runs as a field, and read it."""
    found, documents = runs_of(runs)
    sequence = sorted(range(len(NAMES)), key=NAMES.__getitem__)
    write_field(path, found, NAMES, sequence, documents, with_positions=with_positions)
    arrays = ("starts", "documents", "frequencies", "place_starts", "positions")
    read = (read_array(beside(path, f".{name}.npy")) for name in arrays)
    return FieldReader(read_dictionary(path), *read, np.zeros(0, np.uint8))


def expected(runs):
    """Return {term: {document: positions}}, word by word."""
    found = {}
    documents = [words for run in runs for words in run]
    for document, words in enumerate(documents):
        for position, word in enumerate(words):
            found.setdefault(NAMES[word], {}).setdefault(document, []).append(position)
    return found


@pytest.mark.parametrize("at_once", [1, 3, 1 << 20])
@pytest.mark.parametrize("with_positions", [True, False])
@settings(max_examples=examples(50))
@given(runs=RUNS)
def test_runs_are_concatenated_term_by_term(tmp_path_factory, at_once, with_positions, runs):
    """However many numbers are copied at once; terms in order, without those of no run."""
    path = tmp_path_factory.mktemp("field") / "f"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings_writer, "_AT_ONCE", at_once)
        field = write(path, runs, with_positions=with_positions)
    held = expected(runs)
    assert [term.decode() for term in field.terms] == sorted(held)
    assert field.has_positions == with_positions
    for ordinal, term in enumerate(sorted(held)):
        documents, frequencies = field.postings(ordinal)
        assert documents.tolist() == list(held[term])
        assert frequencies.tolist() == list(map(len, held[term].values()))
        positions = [position for each in held[term].values() for position in each]
        assert field.term_positions(ordinal).tolist() == (positions if with_positions else [])


@given(st.lists(st.integers(0, 1000)))
def test_starts_are_where_the_entries_of_each_begin(tmp_path_factory, counts):
    """And where the last ends, in as few bytes as that needs."""
    path = tmp_path_factory.getbasetemp() / "starts.npy"
    starts = write_starts(path, np.array(counts, np.int64))
    assert np.diff(starts).tolist() == counts
    assert starts[0] == 0
    stored = read_array(path)
    assert stored.tolist() == starts.tolist()
    assert stored.dtype == np.min_scalar_type(sum(counts))


def test_a_field_without_positions_has_empty_files_of_them(tmp_path):
    """A reader tells by them."""
    write_no_positions(tmp_path / "f")
    for name in ("place_starts", "positions"):
        assert read_array(tmp_path / f"f.{name}.npy").size == 0


@pytest.mark.parametrize(
    ("documents", "dtype"),
    [
        pytest.param(0, np.uint16, id="none"),
        pytest.param(255, np.uint16, id="a byte would do"),
        pytest.param(65_535, np.uint16, id="the last of two bytes"),
        pytest.param(65_536, np.uint32, id="the first of four bytes"),
    ],
)
def test_document_numbers_have_one_of_few_dtypes(documents, dtype):
    """Small archives share theirs: every other one would be compiled for."""
    assert document_type(documents) == dtype
