"""Columns: what is known of each document beside its words."""

import json
from datetime import datetime

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.codec.arrays import beside, write_array
from index.codec.columns import DIGEST, LABELS, NAMES, Columns, write_columns
from index.codec.postings_writer import write_field
from index.codec.segment import FIELDS, Segment
from index.duplicates.signature import SIZE
from index.schema import NO_DATE, seconds
from tests.conftest import examples

IDS = st.text("ab-7", min_size=1, max_size=3)
VALUES = st.sampled_from(["", "رويترز", "الأهرام", "Reuters", 'quo"te\n'])
SECONDS = st.sampled_from([NO_DATE, 0, -1]) | st.datetimes().map(seconds)
SEVERAL = st.lists(VALUES.filter(bool), unique=True)
ROWS = st.lists(
    st.tuples(
        IDS,
        SECONDS,
        st.tuples(*[VALUES] * len(LABELS)),
        st.tuples(*[SEVERAL] * len(NAMES)),
        st.binary(min_size=DIGEST, max_size=DIGEST),
    ),
    max_size=12,
)


def read_back(directory, columns):
    """Return a segment without words that has the columns."""
    path = directory / "S"
    for field in FIELDS:
        write_field(beside(path, f".{field}"), [], [], [], 0, with_positions=False)
        write_array(beside(path, f".{field}.lengths.npy"), np.zeros(0, np.uint8))
    write_columns(path, columns, dict.fromkeys(FIELDS, 3))
    return Segment(directory, "S")


@settings(max_examples=examples(40))
@given(ROWS)
def test_columns_come_back_in_the_order_of_the_documents(tmp_path_factory, rows):
    """Ids, moments, labels, digests and signatures."""
    ids, published, labels, names, digests = zip(*rows, strict=True) if rows else [()] * 5
    columns = Columns(
        ids=ids,
        published=published,
        labels={column: [row[n] for row in labels] for n, column in enumerate(LABELS)},
        names={column: [row[n] for row in names] for n, column in enumerate(NAMES)},
        digests=b"".join(digests),
        signatures=b"".join(digest[:1] * SIZE for digest in digests),
    )
    segment = read_back(tmp_path_factory.mktemp("columns"), columns)
    assert segment.documents == len(rows)
    assert segment.lengths == dict.fromkeys(FIELDS, 3)
    assert segment.ids == list(ids)
    assert segment.published.tolist() == list(published)
    for column, values in columns.labels.items():
        distinct = segment.values[column]
        assert distinct == sorted(set(values))
        assert [distinct[code] for code in segment.labels[column].tolist()] == list(values)
    for column, several in columns.names.items():
        distinct, codes = segment.values[column], segment.names[column]
        assert distinct == sorted(set().union(*several))
        read = [[distinct[code] for code in codes.of(n).tolist()] for n in range(len(rows))]
        assert read == [sorted(values) for values in several]
    assert [row.tobytes() for row in segment.digests] == list(digests)
    assert [row.tobytes() for row in segment.signatures] == [each[:1] * SIZE for each in digests]


@settings(max_examples=examples(40))
@given(st.lists(IDS, max_size=12))
def test_ids_are_terms(tmp_path_factory, ids):
    """Each has the documents with it, most often one, after an update perhaps two."""
    count = len(ids)
    labels, names = {column: [""] * count for column in LABELS}, dict.fromkeys(NAMES, [()] * count)
    fingerprints = bytes(DIGEST * count), bytes(SIZE * count)
    columns = Columns(ids, [NO_DATE] * count, labels, names, *fingerprints)
    segment = read_back(tmp_path_factory.mktemp("ids"), columns)
    for each in ids:
        documents, frequencies, positions = segment.term("id", each)
        assert documents.tolist() == [n for n, other in enumerate(ids) if other == each]
        assert set(frequencies.tolist()) == {1}
        assert not positions.size
    assert segment.term("id", "nobody") is None


def test_the_values_are_text_for_people(tmp_path):
    """They stand in Arabic letters in the JSON file, once each."""
    labels = {column: ["طاقة", "طاقة"] for column in LABELS}
    names = {column: [["طاقة"], ["طاقة"]] for column in NAMES}
    moments = [seconds(datetime(2023, 5, 7)), NO_DATE]  # noqa: DTZ001
    columns = Columns(["a", "b"], moments, labels, names, bytes(2 * DIGEST), bytes(2 * SIZE))
    read_back(tmp_path, columns)
    text = (tmp_path / "S.json").read_text("utf-8")
    assert text.count("طاقة") == len(LABELS) + len(NAMES)
    assert json.loads(text)["documents"] == 2
