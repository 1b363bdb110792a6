"""The pages in the reader's language, digits and names of months; no cookie, only addresses."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import feedparser
import pytest

ARABIC = re.compile("[\u0621-\u064a]")


PAGES = [
    pytest.param("/", id="home"),
    pytest.param("/search?q=أسعار النفط&from=2015", id="results"),
    pytest.param("/search?q=زرافة", id="nothing-found"),
    pytest.param("/article/imf-2016-11-egypt?q=صندوق النقد", id="article"),
    pytest.param("/trends?q=النفط&q=الدولار", id="trends"),
    pytest.param("/sources", id="sources"),
    pytest.param("/about", id="about"),
    pytest.param("/help", id="help"),
    pytest.param("/api/", id="api"),
]
#: What has no words of ours in it.
WORDLESS = ("/static/", "/api/v1/", "/suggest")


def with_parameters(path, more):
    """Return path with more parameters."""
    return f"{path}{'&' if '?' in path else '?'}{more}"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_speaks_english(client, path):
    """The whole interface is in English; only the texts of the archive are Arabic."""
    page = client.get(with_parameters(path, "lang=en")).text
    assert '<html lang="en" dir="ltr">' in page
    head = page[: page.index("</title>")]
    assert "Iqtisad" in head or "article/" in path
    assert page.count("النصوص لناشريها") == 0
    for label in re.findall(r'aria-label="([^"]*)"', page):
        assert not ARABIC.search(label) or label.startswith(("Exclude: ", "Feed: "))


@pytest.mark.parametrize("path", PAGES)
def test_every_link_keeps_what_was_chosen(client, path):
    """Links to pages, forms, feeds and files contain the preferences."""
    page = client.get(with_parameters(path, "lang=en&digits=arab&months=levant")).text
    links = re.findall(r'<(?:a|link)\b[^>]*?href="(/[^"]*)"', page)
    assert len(links) > 5
    for link in map(unescape, links):
        parts = urlsplit(link)
        given = dict(parse_qsl(parts.query))
        other_choice = given.get("lang") != "en" or given.get("digits") != "arab"
        is_file = re.search(r"^/article/.*\.(json|txt|bib|ris)$", parts.path)
        if parts.path.startswith(WORDLESS) or is_file:
            assert "lang" not in given or path == "/api/"
        elif other_choice:  # the links to what else there is to choose
            assert given.get("months") == "levant"
        else:
            assert given["months"] == "levant", link
    for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
        assert 'name="lang" value="en"' in form
        assert 'name="months" value="levant"' in form


@pytest.mark.parametrize("path", PAGES)
def test_the_other_language_is_one_link_away(client, path):
    """The same page, the same query; and back again."""
    arabic = client.get(path).text
    there = unescape(re.search(r'<a href="([^"]*)" lang="en"', arabic)[1])
    english = client.get(there).text
    back = unescape(re.search(r'<a href="([^"]*)" lang="ar"', english)[1])
    assert '<html lang="en"' in english
    assert client.get(back).text == arabic


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        pytest.param("", "12 نوفمبر 2016", id="as-most-papers"),
        pytest.param("months=levant", "12 تشرين الثاني 2016", id="levant"),
        pytest.param("months=morocco&digits=arab", "١٢ نونبر ٢٠١٦", id="morocco-arabic-digits"),
        pytest.param("lang=en", "12 November 2016", id="english"),
    ],
)
def test_dates_are_said_as_wanted(client, parameters, said):
    """The printed text stays as it was printed."""
    page = client.get(with_parameters("/article/imf-2016-11-egypt", parameters)).text
    assert f">{said}</time>" in page
    assert "12 مليار دولار" in page


def test_numbers_are_in_the_digits_wanted(client):
    """Counts, facets, axis and pager; what the form sends stays what a form sends."""
    page = client.get("/search?q=النفط&digits=arab&from=2015").text
    assert re.search(r'role="status"><h1>[٠-٩]+ نتيجة', page)
    assert re.search(r'class="years">.*?>٢٠[٠-٩]{2}<', page)
    assert re.search(r"الصفحة ١ من [٠-٩]", page)
    assert 'value="2015-01-01"' in page


@pytest.mark.parametrize(
    ("path", "named"),
    [
        pytest.param("/search?q=نفط&lang=fr", "fr", id="language"),
        pytest.param("/help?digits=roman", "roman", id="digits"),
        pytest.param("/trends?q=نفط&q=ذهب&months=may", "may", id="months"),
    ],
)
def test_what_cannot_be_chosen_is_named(client, path, named):
    """With a link that goes on to the same page without it."""
    response = client.get(path)
    assert response.status_code == 400
    assert f"<bdi>{named}</bdi>" in response.text
    on = unescape(re.search(r'<a href="([^"]*)">تابع من دون ذلك', response.text)[1])
    assert urlsplit(on).path == urlsplit(path).path
    assert client.get(on).status_code == 200
    texts = [value for name, value in parse_qsl(urlsplit(path).query) if name == "q"]
    assert [value for name, value in parse_qsl(urlsplit(on).query) if name == "q"] == texts


def test_programs_are_not_asked_for_a_language(client):
    """The API ignores preferences."""
    assert client.get("/api/v1/search?q=نفط&lang=fr").status_code == 200


def test_an_error_is_told_in_the_reader_s_language(client):
    """The error names the parameter in English and keeps the query."""
    page = client.get("/search?q=نفط&from=tomorrow-ish&lang=en")
    assert page.status_code == 400
    assert "Beginning of the dates: <bdi>tomorrow-ish</bdi>" in page.text
    assert 'value="نفط"' in page.text


def test_a_permanent_address_is_anybody_s(client):
    """Permanent addresses contain no preferences."""
    page = client.get("/article/imf-2016-11-egypt?lang=en&digits=arab").text
    assert '<link rel="canonical" href="http://localhost/article/imf-2016-11-egypt">' in page
    lines = client.get("/search.jsonl?q=صندوق النقد&lang=en").text
    assert "lang=en" not in lines


def test_files_are_labelled_in_the_language_of_the_page(client):
    """A table, a feed, a description for programs, one for the browser."""
    table = client.get("/search.csv?q=نفط&lang=en")
    assert table.text.startswith("\ufeffId,Title,Source,Section,Author,Date,")
    assert client.get("/trends.csv?q=نفط&lang=en").text.startswith("\ufeffFrom,To,All articles,نفط")
    feed = feedparser.parse(client.get("/search.atom?q=نفط&lang=en").data)
    assert not feed.bozo
    assert feed.feed.title == "نفط - Iqtisad"
    assert client.get("/api/openapi.json?lang=en").json["info"]["title"] == "Iqtisad"
    described = client.get("/opensearch.xml?lang=en").text
    assert "<ShortName>Iqtisad</ShortName>" in described
    assert "/search?lang=en&amp;q={searchTerms}" in described
