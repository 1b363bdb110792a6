"""Documents in the interface of Whoosh: lengths, columns and deletions."""

from datetime import datetime

import pytest
from whoosh import sorting
from whoosh.query import Every
from whoosh.util.numeric import byte_to_length

from index.analysis import ArabicAnalyzer
from index.codec.segment import LENGTHS
from index.codec.whoosh.documents import ArrayDocumentReader
from index.schema import NO_DATE, seconds
from search import Searcher
from tests.index.segments import article, written

MOMENT = datetime(2023, 5, 7)  # noqa: DTZ001
ARCHIVE = [
    article("a", "سعر النفط " * 30, title="النفط", source="رويترز", published=MOMENT),
    article("b", "سعر القمح", source="الأهرام"),
    article("c", source="رويترز"),
]
DELETED = frozenset({1})


@pytest.fixture
def documents(tmp_path):
    """Return the reader of three documents, one of them deleted."""
    return ArrayDocumentReader(written(tmp_path, ARCHIVE), DELETED)


def test_deleted_documents_are_counted_and_named(documents):
    """Whoosh leaves them out itself."""
    assert (documents.doc_count(), documents.doc_count_all()) == (2, 3)
    assert documents.has_deletions()
    assert documents.deleted_docs() == DELETED
    assert [documents.is_deleted(n) for n in range(3)] == [False, True, False]


def test_lengths_are_those_of_the_bytes(documents):
    """A field without words is not the shortest; what is not there has the default."""
    exact = [sum(bool(t) for w in ArabicAnalyzer().words(a.body) for t in w[4:]) for a in ARCHIVE]
    lengths = [documents.doc_field_length(n, "body") for n in range(3)]
    assert lengths == [int(LENGTHS[LENGTHS.searchsorted(length)]) for length in exact]
    assert documents.field_length("body") == sum(exact)
    assert documents.min_field_length("body") == lengths[1]
    assert documents.max_field_length("body") == lengths[0]
    assert documents.min_field_length("by_author") == documents.max_field_length("by_author") == 0
    assert documents.doc_field_length(0, "nowhere", 7) == 7
    assert documents.field_length("nowhere") == documents.min_field_length("nowhere") == 0


def test_columns(documents):
    """Dates as numbers, labels as bytes."""
    assert documents.supports_columns()
    assert documents.list_columns() == ["source", "section", "author", "published"]
    assert all(map(documents.has_column, documents.list_columns()))
    assert not documents.has_column("body")
    source, published = (documents.column_reader(name, None) for name in ("source", "published"))
    assert [source[n] for n in range(3)] == [each.source.encode() for each in ARCHIVE]
    assert [published[n] for n in range(3)] == [seconds(MOMENT), NO_DATE, NO_DATE]


def test_numbers_sort_downwards_where_that_is_asked(documents):
    """Bytes cannot be negated: Whoosh turns their order itself."""
    published, source = (documents.column_reader(name, None) for name in ("published", "source"))
    assert published.sort_key(0) == seconds(MOMENT)
    published.set_reverse()
    source.set_reverse()
    assert sorted(range(3), key=published.sort_key) == [0, 1, 2]
    assert source.sort_key(0) == "رويترز".encode()


def test_stored_fields(documents):
    """Those that an article is shown with."""
    stored = documents.stored_fields(1)
    assert (stored["id"], stored["title"], stored["body"]) == ("b", "", "سعر القمح")


def test_columns_sort_and_group(ours, sample_index):
    """Dates sort, sources group."""
    with ours.searcher() as searcher:
        by_date = searcher.search(Every(), sortedby="published", limit=None)
        moments = [searcher.reader().column_reader("published")[hit.docnum] for hit in by_date]
        assert moments == sorted(moments)
        grouped = searcher.search(Every(), groupedby=sorting.FieldFacet("source"), limit=None)
        counts = {name: len(group) for name, group in grouped.groups().items()}
    archive = Searcher(sample_index).snapshot().archive()
    assert counts == {each.value.encode(): each.articles for each in archive.counts("source")}


def test_lengths_are_kept_as_whoosh_keeps_them():
    """Its byte for a length stands for the same length with us."""
    assert LENGTHS.tolist() == [byte_to_length(code) for code in range(256)]
