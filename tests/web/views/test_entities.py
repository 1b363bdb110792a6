"""Pages of what articles name."""

from urllib.parse import quote

import pytest

from index.entities.gazetteer import gazetteer
from tests.web.reading import links_of, text_of

ARTICLES = (
    {"id": "a", "body": "مصر وقطر توقعان اتفاقا", "published": "2016-05-01"},
    {"id": "b", "body": "القاهرة تخفض سعر الفائدة", "published": "2017-05-01"},
    {"id": "c", "body": "أرامكو ترفع الإنتاج"},
)


@pytest.fixture
def reader(client_of):
    """Return a client of articles that name two countries and a company."""
    return client_of(*ARTICLES)


def test_a_name_has_a_page(reader):
    """What it is, its articles and what they name with it, a feed, a table."""
    page = reader.get("/about/مصر")
    said, links = text_of(page), links_of(page)
    assert page.status_code == 200
    assert "مصر بلد مقالان" in said
    assert "Egypt" in said
    assert f"/about/{quote('قطر')}" in links
    assert said.index("القاهرة تخفض") < said.index("مصر وقطر توقعان")
    for kind in ("", ".atom", ".csv"):
        assert any(link.startswith(f"/search{kind}?") and "country=" in link for link in links)
    assert all(reader.get(link).status_code == 200 for link in links if link.startswith("/"))


def test_a_page_speaks_the_language_of_its_reader(reader):
    """Names in English, and links that stay so."""
    page = reader.get("/about/مصر?lang=en")
    assert "Egypt Country 2 articles" in text_of(page)
    assert "Qatar" in text_of(page)
    assert any("/about/" in link and "lang=en" in link for link in links_of(page))


@pytest.mark.parametrize("name", ["Egypt", "القاهره", "جمهورية مصر العربية"])
def test_another_writing_leads_to_the_name(reader, name):
    """Each thing has one address."""
    answer = reader.get(f"/about/{name}?lang=en")
    assert answer.status_code == 301
    assert answer.location == f"/about/{quote('مصر')}?lang=en"
    assert answer.cache_control.no_cache


def test_a_name_that_no_article_has_is_described(reader):
    """Without articles there is nothing to follow."""
    page = reader.get("/about/اليابان")
    assert page.status_code == 200
    assert "اليابان بلد" in text_of(page)
    assert "تابع هذا الاسم" not in text_of(page)


@pytest.mark.parametrize("name", ["نارنيا", "%00", "..", "x" * 500])
def test_an_unknown_name_is_not_found(reader, name):
    """In the usual way."""
    assert reader.get(f"/about/{name}").status_code == 404


def test_the_most_named_are_listed_by_kind(reader):
    """Each with its page and the number of its articles; kinds that nothing is of are left out."""
    page = reader.get("/names")
    said = text_of(page)
    assert "البلدان مصر 2 قطر 1 الشركات أرامكو السعودية 1" in said
    assert "الأشخاص" not in said
    assert f"/about/{quote('مصر')}" in links_of(page)
    assert "Egypt" in text_of(reader.get("/names?lang=en"))


def test_a_long_list_says_that_it_is_cut(client_of):
    """How many there are, and where all of them are."""
    names = [entity.name for entity in gazetteer() if entity.kind == "company"][:70]
    client = client_of(*({"body": f"خبر {n}: شركة {name} اليوم"} for n, name in enumerate(names)))
    page = client.get("/names")
    address = next(link for link in links_of(page) if link.startswith("/search/by/company"))
    listed = [link for link in links_of(client.get(address)) if "company=" in link]
    assert f"أول 60 من {len(listed)} كل الشركات" in text_of(page)
    assert len(listed) > 60


def test_the_page_about_us_stays(reader):
    """It has no name after it."""
    assert "عن اقتصاد" in text_of(reader.get("/about"))
