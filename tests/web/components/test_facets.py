"""The filters of a list, with their counts."""

import pytest

from index.entities.gazetteer import gazetteer
from search import Label, Request
from tests.web.reading import links_of, text_of
from web.components.facets import facet_choices


@pytest.fixture
def choices(app):
    """Return a function that makes the filters of a request's results, by facet."""

    def make(request, searcher):
        with app.test_request_context():
            return {each.name: each for each in facet_choices(searcher.search(request))}

    return make


def rows(choice):
    """Return all rows of a facet in the filters."""
    return (*choice.shown, *choice.more)


def test_a_number_is_what_its_value_finds(choices, searcher):
    """Chosen alone a value finds as many articles as it says, excluded it leaves the others."""
    request = Request(text="مليار")
    total = searcher.search(request).total_matching_all
    found = choices(request, searcher)
    assert {"source", "year"} <= set(found)
    for name in ("source", "year"):
        for row in rows(found[name])[:4]:
            label = Label(name, row.value)
            alone = searcher.search(request.narrow(label)).total_matching_all
            rest = searcher.search(request.exclude(label)).total_matching_all
            assert (alone, alone + rest) == (row.articles, total)


def test_other_values_stay_when_one_is_chosen(choices, searcher):
    """They are counted as if none was: who looks at one source may want a second."""
    request = Request(text="مليار")
    before = {row.value: row.articles for row in rows(choices(request, searcher)["source"])}
    value = next(iter(before))
    after = rows(choices(request.narrow(Label("source", value)), searcher)["source"])
    assert {row.value: row.articles for row in after} == before
    assert [row.value for row in after if row.chosen] == [value]


def test_an_excluded_value_is_there_to_be_brought_back(choices, searcher):
    """It keeps its number, and stands among the values."""
    request = Request(text="مليار")
    row = choices(request, searcher)["source"].shown[0]
    left = choices(request.exclude(Label("source", row.value)), searcher)["source"]
    (excluded,) = [each for each in rows(left) if each.excluded]
    assert (excluded.value, excluded.articles) == (row.value, row.articles)


def test_a_facet_shows_few_values_and_unfolds_more(choices, make_index):
    """Articles without a value are not among them."""
    several = [
        {"id": f"{n}-{place}", "body": f"نفط {n} {place}", "source": f"م{n:02}"}
        for n in range(20)
        for place in range(n)
    ]
    searcher = make_index(*several, {"id": "x", "body": "نفط", "section": "طاقة"})
    found = choices(Request(text="نفط", grouped=False), searcher)["source"]
    assert [row.value for row in found.shown] == ["م19", "م18", "م17", "م16"]
    assert [row.value for row in found.more] == [f"م{n:02}" for n in range(15, 7, -1)]
    assert found.beyond == 15
    assert found.all_url


def test_all_values_have_a_page(client_of):
    """What a page does not show is one link away, each value with what it finds."""
    client = client_of(*({"body": f"نفط {n}", "author": f"كاتب {n}"} for n in range(20)))
    page = client.get("/search?q=نفط&group=0")
    address = next(link for link in links_of(page) if link.startswith("/search/by/author"))
    listed = [link for link in links_of(client.get(address)) if "author=" in link]
    assert len(listed) == 20
    assert client.get(f"/api/v1{listed[0]}").json["complete"] == 1
    assert client.get("/search/by/nothing").status_code == 404


def test_the_page_of_names_lists_many(client_of):
    """A page of results names the first few dozen, and tells how many there are."""
    names = [entity.name for entity in gazetteer() if entity.kind == "company"][:40]
    client = client_of(*({"body": f"خبر {n}: شركة {name} اليوم"} for n, name in enumerate(names)))
    page = client.get("/search?group=0")
    listed = [e for e in links_of(client.get("/search/by/company?group=0")) if "company=" in e]
    assert len(listed) > 30
    assert f"المزيد ({len(listed) - 4})" in text_of(page)
    assert "كل الشركات" in text_of(page)
    assert "All companies" in text_of(client.get("/search?group=0&lang=en"))


def test_a_value_that_finds_nothing_can_be_given_back(choices, make_index):
    """It is in the address, so it has a row, however few articles it has."""
    searcher = make_index({"id": "a", "body": "نفط", "source": "رويترز"})
    request = Request(text="نفط").narrow(Label("source", "صحيفة"))
    found = choices(request, searcher)["source"]
    assert [(row.value, row.articles, row.chosen) for row in rows(found)] == [
        ("رويترز", 1, False),
        ("صحيفة", 0, True),
    ]


def test_a_facet_with_one_value_offers_nothing(choices, make_index):
    """There is nothing to choose; without dates there are no years."""
    searcher = make_index(
        {"id": "a", "body": "نفط", "source": "رويترز"}, {"id": "b", "body": "نفط خام"}
    )
    assert choices(Request(text="نفط"), searcher) == {}


def test_the_page_shows_chosen_and_excluded(client):
    """As ticks in the filters and as chips above the results."""
    page = client.get("/search?q=النفط&source=مكتب الرياض&not_source=مكتب دبي&year=٢٠١٦")
    assert 'name="source" value="مكتب الرياض" checked' in page.text
    assert 'name="year" value="2016" checked' in page.text
    assert page.text.count(" checked") == 3
    assert "المصدر: مكتب الرياض" in text_of(page)
    assert "بلا: مكتب دبي" in text_of(page)
