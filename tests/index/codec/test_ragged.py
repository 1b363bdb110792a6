"""Ragged columns: any number of values a document."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.codec.ragged import concatenated, ragged, read_ragged, write_ragged

ROWS = st.lists(st.lists(st.integers(0, 300), max_size=4), max_size=8)
TYPE = np.dtype(np.uint16)


def rows_of(column):
    """Return the values of each document."""
    return [column.of(document).tolist() for document in range(len(column))]


@given(ROWS)
def test_rows_come_back(tmp_path_factory, rows):
    """From memory and from disk, in as few bytes as they need."""
    path, column = tmp_path_factory.mktemp("ragged") / "S.x", ragged(rows, TYPE)
    write_ragged(path, column)
    for each in (column, read_ragged(path)):
        assert rows_of(each) == rows
        assert each.counts.tolist() == [len(row) for row in rows]
        assert (each.values.dtype, each.starts.dtype) == (TYPE, np.dtype(np.uint8))


@given(ROWS, st.sets(st.integers(0, 7)))
def test_some_documents_are_read_like_a_column_of_their_own(rows, chosen):
    """Their values follow each other as if the others had never been there."""
    documents = sorted(document for document in chosen if document < len(rows))
    alone = ragged([rows[document] for document in documents], TYPE)
    column, numbers = ragged(rows, TYPE), np.array(documents, np.int64)
    values, counts = column.of_all(numbers)
    assert (values.tolist(), counts.tolist()) == (alone.values.tolist(), alone.counts.tolist())
    assert rows_of(column.only(numbers)) == rows_of(alone)


@given(st.lists(ROWS, min_size=1, max_size=3))
def test_columns_follow_each_other(pieces):
    """Several are one of all their documents."""
    column = concatenated((ragged(piece, TYPE) for piece in pieces), TYPE)
    assert rows_of(column) == [row for piece in pieces for row in piece]


@given(ROWS, st.integers(0, 300))
def test_the_documents_that_hold_a_value(rows, value):
    """Each is found once, however often it has it."""
    column = ragged(rows, TYPE)
    assert column.holding(column.values == value).tolist() == [value in row for row in rows]
