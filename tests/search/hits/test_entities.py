"""What a reader sees of something that articles name."""

import pytest

from search import Filters, Label, Request, Sort
from search.hits.entities import find_entity, name_of
from tests.conftest import ids

ARTICLES = (
    {"id": "a", "body": "مصر وقطر والدوحة", "published": "2016-05-01"},
    {"id": "b", "body": "القاهرة تخفض سعر الفائدة", "published": "2017-05-01"},
    {"id": "c", "body": "أرامكو في مصر وقطر"},
    {"id": "d", "body": "أرامكو ترفع الإنتاج"},
)


@pytest.fixture
def named(make_index):
    """Return a searcher over articles that name two countries and a company."""
    return make_index(*ARTICLES)


def test_an_entity_has_its_articles_and_what_is_named_with_it(named):
    """The newest first; itself is not among the others."""
    egypt = named.entity("Egypt")
    assert egypt.label == Label("country", "مصر")
    assert (egypt.english, egypt.page.total) == ("Egypt", 3)
    assert egypt.description
    assert "القاهرة" in egypt.writings
    assert "مصري" in egypt.writings  # without its sign
    assert ids(egypt.page) == ["b", "a", "c"]
    assert egypt.page.request == Request(filters=Filters().add(egypt.label), sort=Sort.NEWEST)
    assert sum(bar.articles for bar in egypt.page.timeline.bars) == 2
    beside = {f.name: [(c.value, c.articles) for c in f.counts] for f in egypt.named_with}
    assert beside["country"] == [("قطر", 2)]
    assert beside["company"] == [("أرامكو السعودية", 1)]
    assert named.entity("نارنيا") is None


def test_its_page_is_that_of_a_search_for_it(named):
    """By the filter, by the query, by its other name; and so do trends."""
    page = named.entity("مصر").page
    texts = ["بلد:مصر", "country:egypt", "البلد: القاهره"]
    for request in (page.request, *(Request(text=text, sort=Sort.NEWEST) for text in texts)):
        found = named.search(request)
        assert (ids(found), found.total) == (ids(page), page.total)
    assert [trend.total for trend in named.trends(texts, Request()).trends] == [3, 3, 3]
    assert named.search(Request(text="بلد:القاهرة")).echo == "بلد:مصر"


def test_the_most_named_of_each_kind(named):
    """By the number of their articles."""
    counts = {f.name: [(c.value, c.articles) for c in f.counts] for f in named.entities()}
    assert counts["country"] == [("مصر", 3), ("قطر", 2)]
    assert counts["company"] == [("أرامكو السعودية", 2)]
    assert "person" not in counts


def test_an_article_has_its_names(named):
    """In the order of the kinds."""
    view = named.article("c", Request())
    assert view.names == (
        Label("country", "قطر"),
        Label("country", "مصر"),
        Label("company", "أرامكو السعودية"),
    )


def test_a_query_that_is_a_name_offers_its_articles(named):
    """Whichever of its writings was typed, if any article names it."""
    for text in ("مصر", "القاهرة", "egypt"):
        (offer,) = named.search(Request(text=text)).offers
        assert offer.kind == "country"
        assert (offer.request.filters.values("country"), offer.total) == (("مصر",), 3)
    assert named.search(Request(text="اليابان")).offers == ()


def test_an_unknown_name_finds_nothing_and_is_looked_for_in_the_text(named):
    """The words may be there without being a name."""
    page = named.search(Request(text="شركة:الإنتاج"))
    assert (page.total, page.echo) == (0, "شركة:الإنتاج")
    (wider,) = page.relaxations
    assert (wider.kind, wider.request.text, wider.total) == ("names", "الإنتاج", 1)


def test_names_are_called_by_the_language():
    """What the gazetteer does not hold keeps its name."""
    assert name_of("مصر", "en") == "Egypt"
    assert name_of("مصر", "ar") == "مصر"
    assert name_of("رويترز", "en") == "رويترز"


def test_an_entry_is_found_by_its_name_first():
    """The name of one may be a writing of another."""
    assert find_entity("بنك الرياض").kind == "company"
    assert find_entity("الرياض").name == "السعودية"
    assert find_entity("جوجل").name == "غوغل"
    assert find_entity("") is None
