"""The browser's own search box: the description of the search, and suggestions."""

import json
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from web.l10n.formats import counted

NAMES = {"": "http://a9.com/-/spec/opensearch/1.1/"}


@pytest.fixture
def description(client):
    """Return the description, parsed."""
    response = client.get("/opensearch.xml")
    assert response.mimetype == "application/opensearchdescription+xml"
    return ET.fromstring(response.data)  # noqa: S314  our own


def test_the_search_has_an_arabic_name(description):
    """Short enough for a browser's menu."""
    name = description.find("ShortName", NAMES).text
    assert name == "اقتصاد"
    assert len(name) <= 16
    assert description.find("InputEncoding", NAMES).text == "UTF-8"


@pytest.mark.parametrize(("lang", "name"), [("ar", "اقتصاد"), ("en", "Iqtisad")])
def test_the_site_can_be_kept_as_an_app(client, lang, name):
    """With a name in the reader's language, an icon that is there, and its own first page."""
    response = client.get(f"/site.webmanifest?lang={lang}")
    assert response.mimetype == "application/manifest+json"
    described = json.loads(response.text)
    assert described["short_name"] == name
    assert "manifest-src 'self'" in response.headers["Content-Security-Policy"]
    for address in (described["start_url"], described["icons"][0]["src"]):
        with client.get(address) as answer:
            assert answer.status_code == 200


def test_every_template_leads_to_what_it_promises(client, description):
    """Results, suggestions, feed and the description itself, at their whole addresses."""
    urls = {url.get("type"): url.get("template") for url in description.iterfind("Url", NAMES)}
    assert set(urls) == {
        "text/html",
        "application/x-suggestions+json",
        "application/atom+xml",
        "application/opensearchdescription+xml",
    }
    for kind, template in urls.items():
        response = client.get(template.replace("{searchTerms}", quote("أسعار النفط")))
        assert (response.status_code, response.mimetype) == (200, kind)


@pytest.mark.parametrize("page", ["/", "/search?q=نفط", "/help", "/nothing"])
def test_every_page_tells_where_the_description_is(client, page):
    """A browser finds it anywhere."""
    assert (
        '<link rel="search" type="application/opensearchdescription+xml" title="اقتصاد"'
        ' href="/opensearch.xml">'
    ) in client.get(page).text


def test_suggestions_are_what_was_typed_and_what_it_may_become(client, searcher):
    """The answer has the format of OpenSearch, with the number of articles as the description."""
    response = client.get("/suggest?q=أسعار ال")
    assert response.mimetype == "application/x-suggestions+json"
    completions = searcher.complete("أسعار ال")
    texts = [completion.text for completion in completions]
    described = [counted(completion.articles, "article") for completion in completions]
    assert response.json == ["أسعار ال", texts, described]
    assert texts
    assert "max-age=300" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("typed", "echoed"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("زقزقة ", "زقزقة ", id="a word that is not printed"),
        pytest.param("ن\x00\x1fف", "ن  ف", id="control characters"),
        pytest.param("ن" * 600, "ن" * 512, id="more than a query may have"),
        pytest.param('"نفط -(', '"نفط -(', id="operators"),
    ],
)
def test_where_nothing_can_be_suggested_nothing_is(client, typed, echoed):
    """An empty list, never an error."""
    assert client.get("/suggest", query_string={"q": typed}).json == [echoed, [], []]


def test_without_a_parameter_nothing_was_typed(client):
    """A missing parameter is an empty text."""
    assert client.get("/suggest").json == ["", [], []]
