"""Addresses of one article share a form; those of others do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.addresses import canonical, without_tracking

URL = "https://example.org/news/1?id=2"
WRITTEN = st.text("htps:/.wexample#?&=%25d9 utm_", max_size=40).map("https://".__add__) | st.text()


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://example.org/news/1?id=2", id="http"),
        pytest.param("HTTPS://WWW.Example.ORG/news/1?id=2", id="www"),
        pytest.param("https://example.org:443/news/1?id=2", id="port"),
        pytest.param("https://example.org./news/1?id=2", id="root"),
        pytest.param("https://example.org//news///1/?id=2", id="slashes"),
        pytest.param(" https://example.org/news/1?id=2#comments", id="fragment"),
        pytest.param("https://example.org/%6eews/1?id=2", id="escape"),
        pytest.param("https://example.org/news/1?utm_source=x&id=2&fbclid=y", id="campaign"),
        pytest.param("https://example.org/news/1?id=2&source=rss&ref=home", id="feed"),
    ],
)
def test_one_article_has_one_form(url):
    """However its address is written."""
    assert canonical(url) == canonical(URL) == URL


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://example.org/news/2?id=2", id="path"),
        pytest.param("https://example.org/news/1?id=3", id="parameter"),
        pytest.param("https://example.org/News/1?id=2", id="case of a path"),
        pytest.param("https://m.example.org/news/1?id=2", id="another host"),
        pytest.param("https://example.org:8080/news/1?id=2", id="another port"),
        pytest.param("https://example.org/news/1?id=2&source=print", id="another source"),
        pytest.param("https://example.org/news/1?id=2&reference=1", id="longer name"),
    ],
)
def test_other_articles_have_other_forms(url):
    """What says which article is shown stays."""
    assert canonical(url) != canonical(URL)


def test_letters_and_their_escapes_are_one():
    """Browsers print escapes, sites print letters; small and large digits are one."""
    forms = {
        canonical(f"https://example.org/{path}")
        for path in ("نفط", "%D9%86%D9%81%D8%B7", "%d9%86%d9%81%d8%b7")
    }
    assert len(forms) == 1


def test_the_order_of_parameters_says_nothing():
    """Sites build them from tables."""
    assert canonical("https://a.example/?b=1&a=2") == canonical("https://a.example?a=2&b=1")


@pytest.mark.parametrize("url", ["", "نفط", "urn:x:1", "http://", "http://[", "https://a:b/c"])
def test_what_is_no_address_stays(url):
    """Nothing is raised."""
    assert canonical(url) == url


@given(WRITTEN)
def test_the_form_is_its_own_form(url):
    """Made twice, it is made once."""
    assert canonical(canonical(url)) == canonical(url)


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        pytest.param(
            "http://www.A.org/n/?b=1&utm_id=x&a=2", "http://www.A.org/n/?b=1&a=2", id="as"
        ),
        pytest.param("https://a.org/n?utm_source=rss#top", "https://a.org/n", id="nothing left"),
        pytest.param("https://a.org/n?p", "https://a.org/n?p", id="bare"),
    ],
)
def test_a_printed_address_loses_its_campaign_alone(url, printed):
    """The rest stays as the site printed it."""
    assert without_tracking(url) == printed
