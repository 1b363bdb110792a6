"""The schema: Whoosh itself writes the same index by it."""

import pickle
from datetime import datetime

import numpy as np
import pytest
from whoosh.filedb.filestore import RamStorage
from whoosh.index import open_dir

from index.codec.deletions import PartialSegment
from index.codec.segment import FIELDS, STORED
from index.codec.whoosh.codec import write_toc
from index.codec.whoosh.schema import article_schema
from index.schema import NO_DATE, PRINTED_FACETS, SMALL_FIELDS, TEXT_FIELDS, seconds
from tests.index.segments import article, written

ARCHIVE = [
    article(
        "a",
        "سعر النفط وسعر الغاز",
        title="أسعار النفط",
        url="https://example.org/a",
        source="وكالة رويترز",
        section="طاقة",
        author="سعاد علي",
        published=datetime(2023, 5, 7, 10, 20),  # noqa: DTZ001
    ),
    article("b", "البنك المركزي", source="الأهرام"),
]


@pytest.fixture
def ours(tmp_path):
    """Return Whoosh's view of a segment that we wrote."""
    segment = written(tmp_path, ARCHIVE)
    write_toc(tmp_path, [PartialSegment(segment, np.zeros(0, np.int64))])
    return open_dir(str(tmp_path), readonly=True)


@pytest.fixture
def theirs():
    """Return an index of the same articles that Whoosh wrote by the schema."""
    whoosh = RamStorage().create_index(article_schema())
    writer = whoosh.writer()
    for each in ARCHIVE:
        words = {field: getattr(each, field.removeprefix("by_")) for field in FIELDS}
        labels = {facet.name: getattr(each, facet.name).encode() for facet in PRINTED_FACETS}
        others = set(STORED) - set(TEXT_FIELDS) - set(labels)
        stored = {name: getattr(each, name) or "" for name in others}
        writer.add_document(**words, **labels, **stored, published=seconds(each.published))
    writer.commit()
    return whoosh


def test_whoosh_writes_the_same_index_by_it(ours, theirs):
    """Fields, terms and stored fields are those that our own writer writes."""
    with ours.reader() as mine, theirs.reader() as stock:
        assert sorted(mine.indexed_field_names()) == sorted(stock.indexed_field_names())
        for field in stock.indexed_field_names():
            assert list(mine.lexicon(field)) == list(stock.lexicon(field))
        for document in range(len(ARCHIVE)):
            assert mine.stored_fields(document) == stock.stored_fields(document)


def test_columns_are_those_of_the_facets_and_the_date(ours, theirs):
    """With the same values as Whoosh's own."""
    with ours.reader() as mine, theirs.reader() as stock:
        for column in (*(facet.name for facet in PRINTED_FACETS), "published"):
            assert mine.has_column(column)
            values = [reader.column_reader(column) for reader in (mine, stock)]
            assert [values[0][n] for n in (0, 1)] == [values[1][n] for n in (0, 1)]
    assert article_schema()["published"].column_type.default_value() == NO_DATE


def test_only_texts_have_positions():
    """A phrase in a small field is refused by Whoosh, not answered wrongly."""
    schema = article_schema()
    assert all(schema[field].format.supports("positions") for field in TEXT_FIELDS)
    assert not any(schema[field].format.supports("positions") for field in SMALL_FIELDS)


def test_the_schema_can_be_pickled():
    """The table of contents holds it, with its analyzer."""
    copy = pickle.loads(pickle.dumps(article_schema()))  # noqa: S301  our own bytes
    assert copy.names() == article_schema().names()
    assert [token.text for token in copy["body"].analyzer("في")] == ["في"]
