"""The directory is a Whoosh index: open_dir opens it, stock queries search it, and agree."""

import shutil
from dataclasses import replace

import pytest
from whoosh import index, scoring
from whoosh.collectors import TopCollector
from whoosh.filedb.filestore import RamStorage, ReadOnlyError
from whoosh.query import And, Every, FuzzyTerm, Not, Or, Phrase, Prefix, Term, Wildcard

from index.articles import read_articles
from index.codec.whoosh.codec import ArrayCodec
from index.codec.whoosh.schema import article_schema
from index.indexer.update import update_articles
from index.versions.store import current_version
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


def hits(whoosh, query):
    """Return the ids and scores of all hits, best first, equal scores by document."""
    with whoosh.searcher(weighting=scoring.BM25F()) as searcher:
        collector = TopCollector(limit=1000, replace=0)
        searcher.search_with_collector(query, collector)
        return [(hit["id"], pytest.approx(hit.score, rel=1e-5)) for hit in collector.results()]


@pytest.mark.parametrize("query", QUERIES)
def test_stock_queries_find_what_they_find_in_a_stock_index(ours, stock, query):
    """The same articles with the same scores."""
    assert hits(ours, query) == hits(stock, query)


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
