"""Facets as links."""

import re

import pytest

from search import Request
from tests.web.reading import links_of, text_of
from web.components.facets import facet_links


def test_facets_narrow_leave_out_and_come_back(client):
    """A value can be chosen or excluded; both can be undone."""
    page = client.get("/search?q=النفط")
    links = links_of(page)
    alone = next(link for link in links if "&source=" in link)
    without = next(link for link in links if "not_source=" in link)
    narrowed, left = client.get(alone), client.get(without)
    assert "أزل: " in text_of(narrowed)
    assert "من دون المصدر" in text_of(left)
    assert "q=" in next(link for link in links_of(left) if link.startswith("/search?"))


def test_years_are_offered_then_the_months_of_one(client):
    """A year chosen, its months are left to choose from."""
    assert "from=2016-01-01&to=2016-12-31" in " ".join(links_of(client.get("/search?q=النفط")))
    of_year = client.get("/search?q=النفط&from=2016&to=2016")
    assert "سبتمبر 2016" in text_of(of_year)


def test_a_month_of_a_span_stays_inside_it(client):
    """A count leads to as many articles as it says, whatever days were asked for."""
    page = client.get("/search?q=النفط&from=2016-01-10&to=2016-12-20&group=0")
    since = re.findall(r"from=(\d{4}-\d\d-\d\d)", " ".join(links_of(page)))
    until = re.findall(r"[?&]to=(\d{4}-\d\d-\d\d)", " ".join(links_of(page)))
    assert (min(since), max(until)) == ("2016-01-10", "2016-12-20")


@pytest.fixture
def facets(app):
    """Return a function that makes the facets of a request's results, by name."""

    def make(request, searcher):
        with app.test_request_context():
            return {facet.name: facet.values for facet in facet_links(searcher.search(request))}

    return make


def test_a_value_leads_to_its_articles_and_to_the_others(facets, client, searcher):
    """Its number is what its address finds; the address without it finds the rest."""
    total = searcher.search(Request(text="مليار")).total_matching_all
    found = facets(Request(text="مليار"), searcher)
    assert {"source", "year"} <= set(found)
    for value in (*found["source"][:3], *found["year"][:3]):
        assert client.get(f"/api/v1{value.url}").json["complete"] == value.articles
        if value.without_url:
            rest = client.get(f"/api/v1{value.without_url}").json["complete"]
            assert rest == total - value.articles
    assert all(value.without_url for value in found["source"])
    assert not any(value.without_url for value in found["year"])


def test_a_facet_offers_the_most_frequent_values(facets, make_index):
    """There are at most eight; articles without a value are not among them."""
    several = [
        {"id": f"{n}-{place}", "body": f"نفط {n} {place}", "source": f"م{n}"}
        for n in range(10)
        for place in range(n)
    ]
    searcher = make_index(*several, {"id": "x", "body": "نفط", "section": "طاقة"})
    found = facets(Request(text="نفط", grouped=False), searcher)
    assert [value.value for value in found["source"]] == [f"م{n}" for n in range(9, 1, -1)]


def test_a_facet_with_one_value_offers_nothing(facets, make_index):
    """There is nothing to choose; without dates there are neither years nor months."""
    searcher = make_index(
        {"id": "a", "body": "نفط", "source": "رويترز"}, {"id": "b", "body": "نفط خام"}
    )
    assert facets(Request(text="نفط"), searcher) == {}
