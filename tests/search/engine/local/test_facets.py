"""Results counted by what their articles have in common."""

from search import Label, Request


def test_facets_and_exclusions(wire):
    """Facets count by source; an excluded source leaves the others."""
    page = wire.search(Request(text="أوبك", grouped=False))
    sources = {count.value: count.articles for count in page.facets[0].counts}
    assert sources == {"أ": 2, "ب": 1, "ج": 1}
    left = wire.search(page.request.exclude(Label("source", "أ")))
    assert {hit.headline.source for hit in left.hits} == {"ب", "ج"}
