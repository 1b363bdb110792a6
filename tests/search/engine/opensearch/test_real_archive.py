"""A cluster answers over a real archive as one machine does, page by page."""

import pytest

from search import Request
from tests.search.engine.opensearch.real_pages import real_pages
from tests.search.engine.opensearch.sent import both, different

#: Beginnings of words: what may be typed to the end.
TYPED = ("الن", "أسعار الن", "سعر ص", "صندوق ", "البنك المركزي ال", "مص", "opec", "زقزق")


@pytest.fixture(scope="module")
def archives(opensearch, economic_news_built):
    """Return snapshots of the real archive on this machine and in a cluster."""
    _, directory = economic_news_built
    with both(opensearch, directory, "real-archive") as snapshots:
        yield snapshots


@pytest.fixture(scope="module")
def queries(shared_data):
    """Return what journalists type."""
    return (shared_data / "queries-real.txt").read_text("utf-8").split("\n")[:60]


def test_pages_are_equal(archives, queries):
    """Ids, order, scores, highlights, snippets, totals, rows, facets, chart and suggestions."""
    here, there = archives
    requests = real_pages(queries)
    assert len(requests) >= 150
    assert [each for each in requests if different(here.search(each), there.search(each))] == []


def test_trends_and_articles_beside_an_article_are_equal(archives, queries):
    """Days of several texts; near duplicates, relatives and neighbours of what is found first."""
    here, there = archives
    for first, second in zip(queries[:20], queries[20:40], strict=True):
        request = Request(text=first)
        texts = [first, second]
        assert there.trends(texts, request) == here.trends(texts, request)
        for article_id in here.rank(request)[:2]:
            near = there.surroundings(article_id, request)
            assert near == here.surroundings(article_id, request)


@pytest.mark.parametrize("typed", TYPED)
def test_what_is_typed_is_counted_equally(archives, typed):
    """Completions that both offer stand for as many articles.

    After a word they are drawn from a sample of bodies, which need not be the same one.
    """
    here, there = ({each.text: each for each in of.complete(typed)} for of in archives)
    for text in here.keys() & there.keys():
        assert there[text] == here[text]
    if " " not in typed:
        assert there == here
