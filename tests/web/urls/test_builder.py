"""Addresses of pages and files."""

from datetime import date

import pytest

from search import Filters, Label, Request, Window
from web.urls.builder import (
    address_parts,
    article_url,
    article_urls,
    begun_url,
    days_query,
    days_urls,
    here,
    permanent_url,
    permanent_urls,
    results_url,
    values_urls,
)


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        pytest.param("http://a.example:81/b/?c=d", ["a.example:81", "b", "?c=d"], id="web"),
        pytest.param("http://xn--2gbto.example/a", ["نفط.example", "a"], id="Arabic host"),
        pytest.param("http://نفط.example?a", ["نفط.example?a"], id="no path"),
        pytest.param("http://аррӏе.com/", ["xn--80ak6aa92e.com"], id="look-alike"),
        pytest.param("http://a.example/%E2%80%AEb", ["a.example", "\ufffdb"], id="turned round"),
        pytest.param(
            r"http://evil.example\@a.example/",
            [r"http://evil.example\@a.example/"],
            id="text",
        ),
        pytest.param("a\u202eb", ["a\ufffdb"], id="turned text"),
    ],
)
def test_an_address_is_shown_by_its_host(url, parts):
    """The host is that of browsers, in letters that look like no other; else it is a text."""
    assert address_parts(url) == parts


def test_addresses_carry_the_whole_request(app):
    """The way back from an article leads to the page of results it was opened from."""
    asked = Request(
        text="نفط",
        synonyms=False,
        filters=Filters().add(Label("source", "أ")).add(Label("source", "ب")),
        window=Window(page=2),
    )
    with app.test_request_context():
        found = results_url(asked)
        assert found == "/search?q=%D9%86%D9%81%D8%B7&source=%D8%A3&source=%D8%A8&syn=0&page=2"
        assert article_url("x", asked) == found.replace("/search", "/article/x")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("/", "/search?q=x", id="defaults"),
        pytest.param("/?lang=en&digits=arab", "/search?lang=en&digits=arab&q=x", id="preferences"),
        pytest.param("/?lang=ar", "/search?q=x", id="the default, chosen"),
    ],
)
def test_an_address_keeps_the_preferences_of_its_reader(app, address, expected):
    """They come before the query, and only where they are no default."""
    with app.test_request_context(address):
        assert results_url(Request(text="x")) == expected
        assert results_url(Request(text="x"), "api.search") == "/api/v1/search?q=x"


@pytest.mark.parametrize(
    ("request_made", "begun"),
    [
        pytest.param(Request(), "/search?", id="nothing"),
        pytest.param(Request(text="x"), "/search?q=x&", id="words"),
    ],
)
def test_a_begun_address_takes_one_more_parameter(app, request_made, begun):
    """Whether it has parameters already or not."""
    with app.test_request_context():
        assert begun_url(request_made) == begun


def test_a_permanent_address_has_neither_query_nor_preferences(app):
    """It can be made after the request has ended, too."""
    with app.test_request_context("/?lang=en&q=x"):
        assert permanent_url("a.b") == "http://localhost/article/a.b"
        page_of = permanent_urls()
    assert page_of("a.b") == "http://localhost/article/a.b"


@pytest.mark.parametrize(
    ("address", "without", "changes", "expected"),
    [
        pytest.param("/help", (), {"lang": "en"}, "/help?lang=en", id="chosen"),
        pytest.param("/help?lang=en", (), {"lang": "ar"}, "/help", id="back to the default"),
        pytest.param(
            "/search?q=x&source=a&source=b&page=2",
            ("page",),
            {},
            "/search?q=x&source=a&source=b",
            id="without a parameter",
        ),
        pytest.param("/search?q=x&from=", (), {}, "/search?q=x", id="blank parameters"),
        pytest.param(
            "/search?q=x&digits=arab",
            (),
            {"lang": "en"},
            "/search?q=x&lang=en&digits=arab",
            id="other preferences stay",
        ),
    ],
)
def test_the_same_page_with_other_preferences(app, address, without, changes, expected):
    """Every parameter stays except those that are removed."""
    with app.test_request_context(address):
        assert here(without, **changes) == expected


@pytest.mark.parametrize("root", ["", "/news", "/-/a"])
@pytest.mark.parametrize("chosen", ["", "?lang=en"])
def test_addresses_of_many_articles_are_those_of_each(app, root, chosen):
    """They begin and end alike, wherever the application is mounted."""
    asked = Request(text="نفط /-a", filters=Filters().add(Label("year", "2016")))
    with app.test_request_context(f"/search{chosen}", base_url=f"http://localhost{root}"):
        url_of = article_urls(asked)
        assert [url_of(name) for name in ("a-1", "b")] == [
            article_url(name, asked) for name in ("a-1", "b")
        ]
        begin, _, query = url_of("a-1").partition("?")
        assert begin == f"{root}/article/a-1"
        assert query == results_url(asked).partition("?")[2]


@pytest.mark.parametrize(
    ("limits", "days"),
    [
        pytest.param((None, None), "from=2016-02-01&to=2016-02-29", id="none"),
        pytest.param((date(2016, 2, 9), None), "from=2016-02-09&to=2016-02-29", id="begin"),
        pytest.param((None, date(2016, 2, 9)), "from=2016-02-01&to=2016-02-09", id="end"),
        pytest.param((date(2015, 1, 1), date.max), "from=2016-02-01&to=2016-02-29", id="wider"),
        pytest.param((date(2017, 1, 1), None), "from=2017-01-01&to=2016-02-29", id="elsewhere"),
    ],
)
def test_the_address_of_days_is_within_the_filters(limits, days):
    """As the filters themselves limit them."""
    filters = Filters(since=limits[0], until=limits[1])
    url_of = days_urls("/search?q=a&", filters)
    since, until = date(2016, 2, 1), date(2016, 2, 29)
    assert url_of(since, until) == f"/search?q=a&{days}"
    assert days == days_query(filters.within(since, until))


def test_values_of_facets_have_addresses_of_the_request(app):
    """Whatever the facet; without a request there is no query."""
    with app.test_request_context("/search"):
        assert values_urls(Request(text="a"))("country") == "/search/by/country?q=a"
        assert values_urls(Request())("year") == "/search/by/year"
