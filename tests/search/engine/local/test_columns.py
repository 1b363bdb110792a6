"""Documents counted by all facets at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reader import NO_MONTH, open_reader
from search.engine.local.columns import MONTH, Columns
from search.engine.scoring.compiled import COMPILED
from search.engine.scoring.kernels import NUMPY


@pytest.fixture(scope="module")
def reader(sample_index):
    """Return a reader of the sample archive."""
    return open_reader(sample_index)


@pytest.fixture(scope="module")
def columns(reader):
    """Return the columns of the sample archive."""
    return Columns(reader)


@given(st.data())
def test_they_count_as_each_facet_by_itself(reader, columns, data):
    """Values, their order, what has no value: all is as one column alone has it."""
    chosen = data.draw(st.sets(st.integers(0, len(reader) - 1)))
    documents = np.array(sorted(chosen), np.int64)
    *facets, _ = columns.counted(documents, NUMPY.tally)
    for name, codes, counts, blank in facets:
        values = [columns.values[code][0] for code in codes]
        alone = reader.labels(name).top(documents, len(reader) + len(reader.labels(name).values))
        assert list(zip(values, counts, strict=True)) == alone.counts
        assert blank == dict(alone.counts).get("", 0)


@given(st.data())
def test_the_latest_months_come_first(reader, columns, data):
    """Each once, with its number of documents; those without a date are counted by themselves."""
    chosen = data.draw(st.sets(st.integers(0, len(reader) - 1)))
    documents = np.array(sorted(chosen), np.int64)
    *_, (name, codes, counts, blank) = columns.counted(documents, NUMPY.tally)
    months = reader.months[documents]
    held, numbers = np.unique(months[months != NO_MONTH], return_counts=True)
    assert name == MONTH
    assert counts[blank > 0 :] == numbers[::-1].tolist()
    spans = [columns.values[code][1] for code in codes[blank > 0 :]]
    assert [(s.since.year - 1970) * 12 + s.since.month - 1 for s in spans] == held[::-1].tolist()


@given(st.data())
def test_both_loops_count_the_same(reader, columns, data):
    """NumPy and the compiled loop give the same numbers."""
    chosen = data.draw(st.sets(st.integers(0, len(reader) - 1)))
    documents = np.array(sorted(chosen), np.int64)
    one, other = (list(columns.counted(documents, kernels.tally)) for kernels in (NUMPY, COMPILED))
    assert one == other
