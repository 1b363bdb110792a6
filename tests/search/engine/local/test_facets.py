"""Results counted by what their articles have in common."""

from search import Label, Request


def test_facets_and_exclusions(wire):
    """Facets count by source; an excluded source leaves the others."""
    page = wire.search(Request(text="أوبك", grouped=False))
    sources = {count.value: count.articles for count in page.facets[0].counts}
    assert sources == {"أ": 2, "ب": 1, "ج": 1}
    left = wire.search(page.request.exclude(Label("source", "أ")))
    assert {hit.headline.source for hit in left.hits} == {"ب", "ج"}


def test_authors_are_counted_where_the_archive_has_any(make_index):
    """An archive without authors has no such facet; with some, those without one count as "" ."""
    without = make_index({"id": "a", "body": "أسعار النفط"}, name="without")
    page = without.search(Request(text="النفط"))
    assert [facet.name for facet in page.facets] == ["indicator", "month"]
    searcher = make_index(
        {"id": "a", "body": "أسعار النفط", "author": "سعاد"},
        {"id": "b", "body": "أسعار النفط اليوم", "author": "سعاد"},
        {"id": "c", "body": "النفط"},
    )
    page = searcher.search(Request(text="النفط"))
    (authors,) = (facet for facet in page.facets if facet.name == "author")
    assert [(count.value, count.articles) for count in authors.counts] == [("سعاد", 2), ("", 1)]
    alone = searcher.search(page.request.narrow(authors.counts[0].narrowing))
    assert alone.total == 2
    assert searcher.search(Request(text="كاتب:سعاد")).total == 2
    assert searcher.search(page.request.exclude(Label("author", "سعاد"))).total == 1
    assert [offer.kind for offer in searcher.search(Request(text="سعاد")).offers] == ["author"]


def test_many_authors_are_not_listed_one_by_one(make_index):
    """The most frequent are, and the rest adds up to the total."""
    records = [
        {"id": f"a{n}", "body": f"النفط {n}", "author": f"كاتب {n // 2}"} for n in range(420)
    ]
    page = make_index(*records).search(Request(text="النفط"))
    (authors,) = (facet for facet in page.facets if facet.name == "author")
    assert len(authors.counts) == 200
    assert sum(count.articles for count in authors.counts) + authors.others == page.total == 420
