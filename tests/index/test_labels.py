"""Columns of labels, of one value a document and of several: what they hold, find and count."""

from collections import Counter
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.codec.ragged import ragged
from index.labels import Labels, Names, day_spans, together, years
from index.schema import NO_DATE, seconds

#: The number of 1 January 1970.
EPOCH = date(1970, 1, 1).toordinal()
VALUES = ("أ", "ب", "ج")
ROWS = st.lists(st.lists(st.sampled_from(range(3)), unique=True, max_size=3).map(sorted))
CHOSEN = st.sets(st.sampled_from((*VALUES, "د")))


def column_of(kind, rows):
    """Return a column of some rows of codes, and the values of each document."""
    if kind == "names":
        codes = ragged(rows, np.dtype(np.uint8))
        return Names(VALUES, codes), [tuple(VALUES[code] for code in row) for row in rows]
    firsts = [row[0] + 1 if row else 0 for row in rows]
    values = ("", *VALUES)
    labels = Labels(values, np.array(firsts, np.int32))
    return labels, [tuple(filter(None, (values[code],))) for code in firsts]


@pytest.mark.parametrize("kind", ["labels", "names"])
@given(rows=ROWS, chosen=CHOSEN, some=st.sets(st.integers(0, 9)))
def test_a_column_says_what_its_documents_have(kind, rows, chosen, some):
    """Each document its values; which have one of some values; how many have each, "" for none."""
    column, expected = column_of(kind, rows)
    assert [column.of(document) for document in range(len(rows))] == expected
    assert column.having(chosen).tolist() == [bool(chosen & set(values)) for values in expected]
    for documents in (None, np.array([n for n in sorted(some) if n < len(rows)], np.int64)):
        among = expected if documents is None else [expected[n] for n in documents.tolist()]
        counted = Counter(value for values in among for value in values or ("",))
        counts = column.counts(documents)
        assert counts == sorted(counted.items(), key=lambda each: (-each[1], each[0]))


@given(rows=ROWS)
def test_columns_together_are_the_columns(rows):
    """A document has of each what it has there, in their order, and "" counts where it has none."""
    columns = {"one": column_of("labels", rows), "several": column_of("names", rows)}
    all_of_it = together({name: column for name, (column, _) in columns.items()})
    for document in range(len(rows)):
        expected = [
            (name, value) for name, (_, values) in columns.items() for value in values[document]
        ]
        assert all_of_it.of(document) == expected
        held = [all_of_it.values[code] for code in all_of_it.codes.of(document).tolist()]
        assert {facet for facet, _ in held} == set(columns)
    firsts = [all_of_it.values[first] for first in all_of_it.bounds[:-1].tolist()]
    assert firsts == [("one", ""), ("several", "")]


@pytest.mark.parametrize("kind", ["labels", "names"])
@given(rows=ROWS, data=st.data())
def test_values_span_the_days_of_their_documents(kind, rows, data):
    """Of those with a date: a second before 1970 is a day before it."""
    column, held = column_of(kind, rows)
    moments = st.sampled_from([NO_DATE, -86_401, -1, 0, 86_399, 86_400, 1_700_000_000])
    published = [data.draw(moments) for _ in rows]
    days = {value: [] for value in VALUES}
    for values, moment in zip(held, published, strict=True):
        for value in values:
            if moment != NO_DATE:
                days[value].append(date.fromordinal(EPOCH + moment // 86_400))
    spans = {value: (min(each), max(each)) for value, each in days.items() if each}
    assert day_spans(column, np.array(published, np.int64)) == spans


@given(st.lists(st.none() | st.datetimes()))
def test_a_moment_has_the_year_that_it_is_in(moments):
    """The years in order, those before 1970 too; "" for no date."""
    column = years(np.array(list(map(seconds, moments)), np.int64))
    expected = [f"{moment.year:04}" if moment else "" for moment in moments]
    assert [column.values[code] for code in column.codes.tolist()] == expected
    assert list(column.values) == sorted(set(expected))


def test_no_date_is_no_year():
    """The value of the column published for an article without a date."""
    assert years(np.array([NO_DATE, 0])).values == ("", "1970")
