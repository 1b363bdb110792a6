"""What a page weighs: no address makes one of megabytes, because its links repeat it."""

import re
from html import unescape
from itertools import count, takewhile
from urllib.parse import quote, quote_plus

import pytest

from search import FACETS
from web import create_app
from web.responses.errors import MAX_QUERY_STRING
from web.settings.settings import Limits, Settings

#: The most bytes of a page, not compressed. Over 13,728 articles the heaviest of 900 by chance had
#: 361,000.
MOST = 400_000
OIL = quote("النفط")
NAMES = [f"{prefix}{facet.name}" for prefix in ("", "not_") for facet in FACETS] + ["not_name"]


def filled(begin, parameter):
    """Return the longest query of an address that begins so; parameter makes one of a number."""
    lengths = count(1)
    fitting = takewhile(lambda n: len(joined(begin, parameter, n)) <= MAX_QUERY_STRING, lengths)
    return joined(begin, parameter, max(fitting))


def joined(begin, parameter, number):
    """Return the query of an address with a number of parameters."""
    return "&".join([begin, *map(parameter, range(number))])


QUERIES = {
    **{
        f"many {name}": filled(f"q={OIL}&size=50", lambda n, name=name: f"{name}=v{n}")
        for name in NAMES
    },
    "all filters": filled(f"q={OIL}&size=50", lambda n: f"{NAMES[n % len(NAMES)]}=v{n}"),
    "long values": filled("size=50", lambda n: f"not_source={n}{quote('ن' * 300)}"),
    "a huge value": "size=50&not_source=" + "x" * 15_000,
    "long text": f"size=50&q={quote('النفط ' * 85)}",
    "long choice": f"size=50&q={quote('النفط أو مصر أو ' * 32)}",
    "long text and filters": filled(f"size=50&q={quote('النفط ' * 85)}", lambda n: f"not_year={n}"),
    "emoji": f"size=50&q={OIL}%20{quote('😀' * 505)}",
    "exclusions": f"size=50&q={quote('-ذهب ' * 100)}",
    "another keyboard": f"size=50&q={quote(chr(39).join(['hgkt'] * 100))}",
    "unknown parameters": filled("q=", lambda n: f"k{n}={quote(chr(39))}"),
    "faults": filled("q=", lambda n: f"k{n}=x&page=x{n}"),
    "four texts": "&".join(f"q={quote(letter * 500)}" for letter in "نسمل"),
    "repeated texts": "&".join(f"q={OIL}%20{quote('مصر ' * 120)}{n}" for n in range(4)),
}
PATHS = ["/search", "/search/by/source", "/search/by/country", "/trends", "/nowhere", "/"]


@pytest.mark.parametrize("query", QUERIES)
def test_no_page_is_heavier_than_any_reader_wants(client, query):
    """Neither many values nor long ones nor a long text are repeated without end."""
    (article,) = client.get(f"/api/v1/search?q={OIL}&size=1").json["results"]
    for path in [*PATHS, f"/article/{article['id']}"]:
        response = client.get(f"{path}?{QUERIES[query]}")
        assert response.status_code < 500
        assert len(response.data) < MOST, path


@pytest.mark.parametrize("name", NAMES)
def test_the_first_values_of_a_filter_count(client, name):
    """Twenty of each; the page and the API say that there were more."""
    values = "&".join(f"{name}={1990 + n}" for n in range(21))
    page, answer = (
        client.get(f"{path}?q={OIL}&{values}") for path in ("/search", "/api/v1/search")
    )
    assert answer.json["notes"] == ["many-values"]
    assert "فأُخذ أولها" in page.text
    assert "فأُخذ أولها" in client.get(f"/trends?q={OIL}&{values}").text
    assert f'name="{name}" value="2010"' not in page.text
    fewer = values.rpartition("&")[0]
    assert client.get(f"/api/v1/search?q={OIL}&{fewer}").json["notes"] == []
    assert "فأُخذ أولها" not in client.get(f"/search?q={OIL}&{fewer}").text


def test_an_operator_says_how_many_values_count(sample_index):
    """More or fewer, in one place."""
    app = create_app(Settings(index_dir=sample_index, limits=Limits(filter_values=2)))
    query = "&".join(f"source=v{n}" for n in range(3))
    asked = app.test_client().get(f"/api/v1/search?{query}").json
    assert (asked["query"]["source"], asked["notes"]) == (["v0", "v1"], ["many-values"])
    app.extensions["searcher"].close()


def test_what_readers_ask_is_linked_whole(client):
    """A headline with some filters: every hit, bar and chip leads where it should."""
    query = quote_plus("أسعار النفط ترتفع بعد اجتماع أوبك في فيينا وتراجع المخزونات الأمريكية")
    query = f"q={query}&not_year=1990"
    page = unescape(client.get(f"/search?{query}&size=50").text)
    (hits,) = re.findall(r'<div id="hits".*?\n</div>', page, re.DOTALL)
    assert set(re.findall(r'<h2 class="t"><a href="[^?"]*\?([^"]*)"', hits)) == {query + "&size=50"}
    (bars,) = re.findall(r'<figure class="mini.*?</figure>', page, re.DOTALL)
    links = re.findall(r'href="/search\?([^"]*)"', bars)
    assert links
    assert all("q=" in link and "not_year=1990" in link for link in links)


def test_a_long_request_is_repeated_at_no_bar_and_at_no_hit(client):
    """Its page has hits and filters all the same."""
    page = client.get(f"/search?q={quote('النفط أو مصر ' * 30)}&size=50").text
    assert '<article class="hit">' in page
    assert '<figure class="mini' not in page
    assert 'href="/article/' in page
