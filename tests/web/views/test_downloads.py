"""What a query finds, as files and as a feed: the list itself, safe to open."""

import json
import re
from urllib.parse import unquote
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.listing import collector
from tests.conftest import examples
from tests.web.articles import HOSTILE
from tests.web.reading import ATOM, feed_of, lines_of, references_of, rows_of
from web.views import downloads

FILES = ["csv", "jsonl", "ris", "atom"]
QUERY = "q=أسعار النفط&from=2014&to=2017&sort=oldest"


def listed(client, query):
    """Return the ids of all pages of the list, near copies not folded."""
    url, ids = f"/api/v1/search?{query}&group=0&size=50", []
    while url:
        found = client.get(url).json
        ids += [hit["id"] for hit in found["results"]]
        url = found["next"]
    return ids


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(QUERY, id="filters and order"),
        pytest.param("q=نفط سياحة بيتزا", id="no article of all words"),
        pytest.param("q=مليار&page=3&size=5", id="from a later page"),
        pytest.param("", id="everything"),
        pytest.param("q=xyzzy", id="nothing"),
    ],
)
def test_files_and_list_agree(client, query):
    """The same articles in the same order: what is downloaded is what was seen."""
    ids = listed(client, query.partition("&page")[0])
    first, *rows = rows_of(client.get(f"/search.csv?{query}"))
    assert [row[0] for row in rows] == ids
    assert {len(row) for row in rows} <= {len(first)}
    assert [line["id"] for line in lines_of(client.get(f"/search.jsonl?{query}"))] == ids
    assert [each["ID"] for each in references_of(client.get(f"/search.ris?{query}"))] == ids


def test_a_feed_is_of_the_newest_that_are_as_asked(client):
    """A feed lists the newest articles first, whatever the order of the list."""
    feed = feed_of(client.get(f"/search.atom?{QUERY}"))
    newest = listed(client, QUERY.replace("oldest", "newest"))
    complete = client.get(f"/api/v1/search?{QUERY}").json["complete"]
    ids = [entry.id.removeprefix("urn:iqtisad:article:") for entry in feed.entries]
    assert ids == newest[:complete]
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)


def test_a_feed_does_not_announce_what_is_only_near(client):
    """An alert for words that no article holds stays silent until one does."""
    assert client.get("/api/v1/search?q=نفط سياحة بيتزا").json["total"]
    assert feed_of(client.get("/search.atom?q=نفط سياحة بيتزا")).entries == []


def test_what_articles_hold_breaks_no_format(client_of):
    """Markup, control characters and lines that look like tags are text."""
    client = client_of(HOSTILE)
    entry = feed_of(client.get("/search.atom?q=نص")).entries[0]
    assert "<script>" in ET.fromstring(  # noqa: S314  our own
        client.get("/search.atom?q=نص").data
    ).find(f"{ATOM}entry/{ATOM}summary").text  # fmt: skip
    assert [link.rel for link in entry.links] == ["alternate"]
    assert len(references_of(client.get("/search.ris?q=نص"))) == 1
    assert lines_of(client.get("/search.jsonl?q=نص"))[0]["id"] == "hostile"


@pytest.mark.parametrize("kind", ["csv", "ris", "atom"])
def test_a_file_that_is_cut_says_so(client, monkeypatch, kind):
    """A header gives both numbers; a complete file does not have it."""
    whole = client.get(f"/search.{kind}?q=مليار")
    found = int(whole.headers["X-Iqtisad-Total"])
    assert "X-Iqtisad-Truncated" not in whole.headers
    monkeypatch.setattr(downloads, "CAP", 3)
    monkeypatch.setattr(downloads, "NEWEST", 3)
    cut = client.get(f"/search.{kind}?q=مليار")
    assert cut.headers["X-Iqtisad-Truncated"] == f"3 of {found}"
    if kind == "atom":
        feed = feed_of(cut)
        assert len(feed.entries) == 3
        assert feed.feed.subtitle == f"أحدث 3 مقالات من {found}"
    else:
        assert cut.text.count("مليار")


def parts_of(client, address):
    """Yield the answers from one file of results to the last, each linked to by the one before."""
    while address:
        yield (part := client.get(address))
        links = re.findall('<([^>]*)>; rel="next"', part.headers.get("Link", ""))
        address = next(iter(links), "")


@given(
    query=st.sampled_from(
        [
            "",
            "q=مليار",
            "q=نفط سياحة بيتزا",
            "q=xyzzy",
            "q=سعر&source=مكتب دبي",
            "from=2015&to=2016",
        ]
    ),
    order=st.sampled_from(["relevance", "newest", "oldest"]),
    size=st.integers(1, 50),
)
@settings(max_examples=examples(30))
def test_list_files_and_count_agree(app, query, order, size):
    """From cursor to cursor: every article once, in the order of the list, as many as counted."""
    client = app.test_client()
    query = f"{query}&sort={order}"
    found, seen = client.get(f"/api/v1/search?{query}&group=0&size={size}").json, []
    whole = [line["id"] for line in lines_of(client.get(f"/search.jsonl?{query}"))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(downloads, "CAP", size)
        for part in parts_of(client, f"/search.csv?{query}"):
            rows = rows_of(part)[1:]
            assert len(rows) <= size
            seen += [row[0] for row in rows]
    pages = [hit["id"] for hit in found["results"]]
    while found["next"]:
        found = client.get(found["next"]).json
        pages += [hit["id"] for hit in found["results"]]
    assert pages == seen == whole
    assert len(whole) == len(set(whole)) == found["total"]


def test_lines_of_json_are_all(client, monkeypatch):
    """No cap cuts them; from a cursor on they are what follows."""
    monkeypatch.setattr(downloads, "CAP", 3)
    whole = client.get("/search.jsonl?q=مليار")
    assert len(lines_of(whole)) == int(whole.headers["X-Iqtisad-Total"]) > 3
    assert "X-Iqtisad-Truncated" not in whole.headers
    table = next(parts_of(client, "/search.csv?q=مليار"))
    following = re.search("<([^>]*)>", table.headers["Link"])[1].replace(".csv", ".jsonl")
    assert lines_of(client.get(following)) == lines_of(whole)[3:]


def test_a_file_says_that_another_version_goes_on(client_of, make_index, monkeypatch):
    """No row comes twice, and a header says that the list may be another."""
    monkeypatch.setattr(downloads, "CAP", 2)
    texts = [f"نفط {number}" for number in range(5)]
    client = client_of(*texts)
    first = client.get("/search.csv?q=نفط&sort=newest")
    make_index(*texts, "نفط جديد")
    client.application.extensions["searcher"].refresh()
    following = re.search("<([^>]*)>", first.headers["Link"])[1]
    second = client.get(following)
    assert "X-Iqtisad-Moved" not in first.headers
    assert second.headers["X-Iqtisad-Moved"] == "1"
    assert not {row[0] for row in rows_of(first)[1:]} & {row[0] for row in rows_of(second)[1:]}


def test_a_stream_stays_with_the_version_that_it_began_in(client_of, make_index):
    """Another version that goes live while it is sent changes nothing in it."""
    texts = [f"نفط {number}" for number in range(40)]
    client = client_of(*texts)
    answer = client.get("/search.jsonl?q=نفط", buffered=False)
    lines = iter(answer.response)
    first = next(lines)
    make_index("نفط آخر")
    client.application.extensions["searcher"].refresh()
    rest = list(lines)
    assert len([first, *rest]) == int(answer.headers["X-Iqtisad-Total"]) == 40
    assert client.get("/search.jsonl?q=نفط").headers["X-Iqtisad-Total"] == "1"


def test_the_page_links_to_its_files_and_says_what_they_hold(client, monkeypatch):
    """With the query and the filters, without the page; the cap where it cuts."""
    page = client.get(f"/search?{QUERY}&size=2&page=2").text
    for kind in FILES:
        assert f"/search.{kind}?q=%D8%A3%D8%B3%D8%B9%D8%A7%D8%B1+%D8%A7%D9%84" in page
    assert 'rel="alternate" type="application/atom+xml"' in page
    assert "page=2&amp;size" not in page.partition('class="take"')[2]
    assert "في كل جدول" not in page
    monkeypatch.setattr(downloads, "CAP", 3)
    assert "في كل جدول 3 مقالات" in client.get(f"/search?{QUERY}").text


@pytest.mark.parametrize("kind", ["csv", "jsonl", "ris"])
def test_a_file_is_named_after_its_query(client, kind):
    """The name is in Arabic, without characters that are invalid in file names."""
    response = client.get(f'/search.{kind}?q="أسعار/النفط": ..\\x%0d%0a')
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith(f"attachment; filename=iqtisad.{kind}; filename*=UTF-8''")
    assert unquote(disposition.partition("''")[2]) == f"اقتصاد أسعار النفط .. x.{kind}"


@pytest.mark.parametrize("kind", FILES)
def test_what_was_looked_at_in_part_says_so(client, monkeypatch, kind):
    """A header says that the time limit ended the search."""
    assert "X-Iqtisad-Partial" not in client.get(f"/search.{kind}?q=نفط غاز").headers
    monkeypatch.setattr(collector, "SECONDS", -1.0)
    assert client.get(f"/search.{kind}?q=نفط غاز").headers["X-Iqtisad-Partial"] == "1"


@pytest.mark.parametrize("kind", FILES)
def test_what_is_not_understood_is_told_as_on_the_page(client, kind):
    """400, with the field named and the query kept."""
    response = client.get(f"/search.{kind}?q=نفط&from=x")
    assert response.status_code == 400
    assert "بداية التاريخ" in response.text
    assert 'value="نفط"' in response.text


def test_the_server_sends_a_file_as_it_is_made(site):
    """Its length is not known before its end; all of it arrives."""
    with urlopen(f"{site}/search.jsonl?q=&sort=newest") as answer:  # noqa: S310  our own server
        lines = answer.read().splitlines()
        assert answer.headers["Content-Length"] is None
        assert len(lines) == int(answer.headers["X-Iqtisad-Total"])
    assert all(json.loads(line)["body"] for line in lines)


@pytest.mark.parametrize("kind", FILES)
def test_head_tells_the_headers_alone(client, kind):
    """HEAD has the same headers, without a body."""
    response = client.head(f"/search.{kind}?q=نفط")
    assert (response.status_code, response.data) == (200, b"")
    assert int(response.headers["X-Iqtisad-Total"])
