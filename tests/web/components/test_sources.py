"""Sources as readers know them, on the page of sources and on every other."""

import re

import pytest

from tests.web.reading import feed_of, text_of
from web import create_app
from web.components.sources import source_lines
from web.settings.settings import Settings

NAMES = """\
[source.marfa]
name = "جريدة المرفأ"
english = "Al-Marfa"
country = "لبنان"
home = "https://www.marfa.example/"
"""


@pytest.fixture
def named(make_index, tmp_path):
    """Return an application over articles of a source with a name and of one without."""
    (tmp_path / "names.toml").write_text(NAMES, "utf-8")
    make_index(
        {"id": "a", "body": "سعر النفط", "source": "marfa", "published": "2020-01-05"},
        {"id": "b", "body": "سعر الغاز", "source": "MARFA", "published": "2020-03-01"},
        {"id": "c", "body": "سعر الذهب", "source": "port"},
    )
    app = create_app(Settings(index_dir=tmp_path / "index"))
    yield app
    app.extensions["searcher"].close()


@pytest.mark.parametrize(("lang", "label"), [("ar", "جريدة المرفأ"), ("en", "Al-Marfa")])
def test_a_line_says_what_is_known_of_a_source(named, lang, label):
    """Its name in the reader's language, its articles and their days, and where it is."""
    with named.test_request_context(f"/sources?lang={lang}"):
        marfa, port = source_lines(named.extensions["searcher"].snapshot().archive())
    assert (marfa.label, marfa.articles) == (label, 2)
    assert (str(marfa.first), str(marfa.last)) == ("2020-01-05", "2020-03-01")
    assert (marfa.country, marfa.home) == ("لبنان", "https://www.marfa.example/")
    assert marfa.host == "www.marfa.example"
    assert (port.label, port.articles, port.first, port.last) == ("port", 1, None, None)
    assert (port.country, port.home, port.host) == ("", "", "")


def test_its_addresses_lead_to_its_articles(named):
    """As a page, and as a feed that has its name."""
    client = named.test_client()
    with named.test_request_context("/sources"):
        marfa = next(source_lines(named.extensions["searcher"].snapshot().archive()))
    assert "نتيجتان" in text_of(client.get(marfa.url))
    feed = feed_of(client.get(marfa.feed))
    assert feed.feed.title.startswith("جريدة المرفأ")
    assert [entry.id[-1] for entry in feed.entries] == ["b", "a"]


def test_no_page_shows_a_slug(named):
    """Results, article, files and API have the name; an address with the slug still works."""
    client = named.test_client()
    for path in ("/", "/search?q=النفط", "/article/a", "/sources", "/search.csv", "/search.atom"):
        page = client.get(path).text
        assert "جريدة المرفأ" in page
        assert not re.search("marfa(?!.example)", page, re.IGNORECASE)
    found = client.get("/api/v1/search?source=marfa").json
    assert {article["source"] for article in found["results"]} == {"جريدة المرفأ"}
    assert found["query"]["source"] == ["جريدة المرفأ"]
    assert client.get("/api/v1/articles/b").json["source"] == "جريدة المرفأ"


def test_a_change_of_names_is_another_answer(named, tmp_path):
    """A browser that has a page from before gets it anew, though no article has changed."""
    client = named.test_client()
    address = "/api/v1/search?q=النفط"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    (tmp_path / "names.toml").write_text(NAMES.replace("جريدة المرفأ", "المرفأ"), "utf-8")
    named.extensions["searcher"].refresh()
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200
