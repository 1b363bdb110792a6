"""The directory is a Whoosh index: open_dir opens it, stock queries search it, and agree."""

import shutil
from dataclasses import replace

import pytest
from whoosh import index, scoring, sorting
from whoosh.collectors import TopCollector
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage, ReadOnlyError
from whoosh.qparser import MultifieldParser
from whoosh.query import And, Every, FuzzyTerm, Not, Or, Phrase, Prefix, Term, Wildcard
from whoosh.util.numeric import byte_to_length

from index.analysis.whoosh_analyzer import WhooshAnalyzer
from index.articles import read_articles
from index.codec.segment import LENGTHS
from index.codec.whoosh_codec import ArrayCodec
from index.schema import article_schema
from index.store import current_version
from index.update import update_articles
from search import Searcher
from tests.conftest import SAMPLE

QUERIES = [
    pytest.param(Term("body", "~نفط"), id="term"),
    pytest.param(Term("title", "النفط"), id="title"),
    pytest.param(And([Term("body", "~نفط"), Term("body", "~سعر")]), id="and"),
    pytest.param(Or([Term("body", "~نفط"), Term("body", "~ذهب"), Term("title", "~نفط")]), id="or"),
    pytest.param(And([Term("body", "~نفط"), Not(Term("body", "~غاز"))]), id="not"),
    pytest.param(Phrase("body", ["اسعار", "النفط"]), id="phrase"),
    pytest.param(Phrase("body", ["~بنك", "~مركزي"], slop=2), id="phrase-slop"),
    pytest.param(Prefix("body", "النف"), id="prefix"),
    pytest.param(Wildcard("body", "ال*ط"), id="wildcard"),
    pytest.param(FuzzyTerm("body", "النفظ"), id="fuzzy"),
    pytest.param(Term("body", "زقزقة"), id="nothing"),
    pytest.param(Every(), id="every"),
    pytest.param(Every("title"), id="every-title"),
]


@pytest.fixture(scope="module")
def ours(sample_index):
    """Return Whoosh's view of our index."""
    return index.open_dir(str(sample_index / current_version(sample_index)), readonly=True)


@pytest.fixture(scope="module")
def stock(ours):
    """Return an index of the same articles that Whoosh itself wrote."""
    words = TEXT(analyzer=WhooshAnalyzer(), stored=True)
    whoosh = RamStorage().create_index(Schema(id=ID(stored=True), title=words, body=words))
    writer = whoosh.writer()
    kept = {fields["id"] for fields in ours.reader().all_stored_fields()}
    for article in read_articles([SAMPLE]):
        if article.id in kept:
            writer.add_document(id=article.id, title=article.title, body=article.body)
    writer.commit()
    return whoosh


def hits(whoosh, query):
    """Return ids and scores of all hits, best first, equals by their document."""
    with whoosh.searcher(weighting=scoring.BM25F()) as searcher:
        collector = TopCollector(limit=1000, replace=0)
        searcher.search_with_collector(query, collector)
        return [(hit["id"], pytest.approx(hit.score, rel=1e-5)) for hit in collector.results()]


@pytest.mark.parametrize("query", QUERIES)
def test_stock_queries_find_what_they_find_in_a_stock_index(ours, stock, query):
    """The same articles with the same scores."""
    assert hits(ours, query) == hits(stock, query)


def test_the_terms_are_those_of_a_stock_index(ours, stock):
    """Every term, with its frequencies and lengths."""
    mine, theirs = ours.reader(), stock.reader()
    for field in ("title", "body"):
        assert list(mine.lexicon(field)) == list(theirs.lexicon(field))
        assert mine.field_length(field) == theirs.field_length(field)
        for term in list(theirs.lexicon(field))[::50]:
            one, other = mine.term_info(field, term), theirs.term_info(field, term)
            for told in ("weight", "doc_frequency", "max_weight", "min_id", "max_id"):
                assert getattr(one, told)() == getattr(other, told)(), (field, term, told)


def test_the_query_parser_and_stored_fields(ours):
    """Whoosh's own parser with our analyzer finds and shows articles."""
    query = MultifieldParser(["title", "body"], ours.schema).parse("النفط")
    with ours.searcher() as searcher:
        found = searcher.search(query, limit=5)
        assert found[0]["title"]
        assert found[0]["body"]


def test_columns_sort_and_group(ours, sample_index):
    """Dates sort, sources group."""
    with ours.searcher() as searcher:
        by_date = searcher.search(Every(), sortedby="published", limit=None)
        moments = [searcher.reader().column_reader("published")[hit.docnum] for hit in by_date]
        assert moments == sorted(moments)
        grouped = searcher.search(Every(), groupedby=sorting.FieldFacet("source"), limit=None)
        counts = {name: len(group) for name, group in grouped.groups().items()}
    archive = Searcher(sample_index).archive()
    assert counts == {each.value.encode(): each.articles for each in archive.sources}


def test_whoosh_does_not_write_by_this_codec():
    """Whoosh's writer is refused, in a sentence."""
    whoosh = RamStorage().create_index(article_schema())
    with pytest.raises(ReadOnlyError, match="iqtisad index build"):
        whoosh.writer(codec=ArrayCodec())


def test_an_updated_index_is_read_too(sample_index, ours, tmp_path):
    """Whoosh reads several segments, and leaves out what was removed."""
    copy = shutil.copytree(sample_index, tmp_path / "index")
    query = Or([Term("body", "~نفط"), Term("title", "~غاز")])
    before = {article_id for article_id, _ in hits(ours, query)}
    article = next(a for a in read_articles([SAMPLE]) if a.id not in before)
    changed = replace(article, body=f"{article.body} النفط")
    gone = min(before)
    update_articles(iter([changed]), copy, remove=[gone])
    updated = index.open_dir(str(copy / current_version(copy)), readonly=True)
    assert {i for i, _ in hits(updated, query)} == before - {gone} | {article.id}
    assert updated.doc_count() == ours.doc_count() - 1
    with updated.searcher() as searcher:
        (stored,) = searcher.documents(id=article.id)
        assert stored["body"] == changed.body


def test_lengths_are_kept_as_whoosh_keeps_them():
    """Its byte for a length stands for the same length with us."""
    assert LENGTHS.tolist() == [byte_to_length(code) for code in range(256)]
