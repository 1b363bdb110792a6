"""What a query finds, as files and as a feed: the list itself, safe to open."""

import csv
import io
import json
from datetime import date
from urllib.parse import unquote
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import feedparser
import pytest

from search import listing
from web import conditional, downloads

FILES = ["csv", "jsonl", "ris", "atom"]
QUERY = "q=أسعار النفط&from=2014&to=2017&sort=oldest"
ATOM = "{http://www.w3.org/2005/Atom}"


def rows_of(response):
    """Return the rows of a CSV file, the names first."""
    assert response.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


def lines_of(response):
    """Return the values of a file of JSON Lines."""
    return [json.loads(line) for line in response.text.splitlines()]


def references_of(response):
    """Return the references of a RIS file, each as a dict of its tags."""
    assert response.text.count("\n") == response.text.count("\r\n")
    entries = response.text.split("ER  - \r\n\r\n")
    assert entries.pop() == ""
    return [dict(line.split("  - ", 1) for line in entry.splitlines()) for entry in entries]


def feed_of(response):
    """Return a feed as a feed reader reads it, which finds no fault in it."""
    parsed = feedparser.parse(
        response.data, response_headers={"content-type": response.content_type}
    )
    assert not parsed.bozo
    assert ET.fromstring(response.data).tag == f"{ATOM}feed"  # noqa: S314  our own
    return parsed


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
    """Whatever order the list has: a feed tells what is new."""
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


def test_a_feed_tells_what_it_is_of_and_where_it_is(client):
    """Title, own address, page of results; Arabic."""
    feed = feed_of(client.get("/search.atom?q=أسعار النفط&page=2")).feed
    assert feed.title == "أسعار النفط - اقتصاد"
    assert feed.language == "ar"
    links = {link.rel: link.href for link in feed.links}
    query = "%D8%A3%D8%B3%D8%B9%D8%A7%D8%B1+%D8%A7%D9%84%D9%86%D9%81%D8%B7"
    assert links["self"] == f"http://localhost/search.atom?q={query}&sort=newest"
    assert links["alternate"] == f"http://localhost/search?q={query}&sort=newest"


def test_an_entry_keeps_its_id_from_one_index_to_the_next(client_of):
    """Otherwise every build would announce every article again."""
    old, new = {"id": "old", "body": "نفط"}, {"id": "new", "body": "نفط وغاز"}
    before = feed_of(client_of(old).get("/search.atom?q=نفط"))
    after = feed_of(client_of(new, old).get("/search.atom?q=نفط"))
    assert [entry.id for entry in before.entries] == ["urn:iqtisad:article:old"]
    assert {entry.id for entry in after.entries} >= {"urn:iqtisad:article:old"}
    assert before.feed.id == after.feed.id
    undated = {entry.id: entry.updated for entry in (*before.entries, *after.entries)}
    assert set(undated.values()) == {"1970-01-01T00:00:00Z"}


HOSTILE = {
    "id": "hostile",
    "title": '=HYPERLINK("x")\x0b <b>&\u2028]]>',
    "body": "@نص\x01\x1f\ufffe & <script>alert(1)</script> \r\n\tER  - \r\nTY  - BOOK",
    "source": "+مصدر",
    "author": "-كاتب",
    "section": "\tقسم",
    "url": "javascript:alert(1)",
}


def test_cells_are_never_formulas(client_of):
    """A spreadsheet runs what begins with = + - @, a tab or a line end."""
    client = client_of(HOSTILE, {"id": "plain", "body": "نص"})
    for row in rows_of(client.get("/search.csv?q=نص")):
        assert not [cell for cell in row if cell.startswith(tuple("=+-@\t\r"))]
    assert "'=HYPERLINK" in client.get("/search.csv?q=نص").text


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


def test_a_reference_names_where_it_was_printed(client):
    """What a reference manager needs, a line each, CRLF at their ends."""
    reference = references_of(client.get("/search.ris?q=صندوق النقد مصر"))[0]
    assert reference["TY"] == "NEWS"
    assert reference["LA"] == "ar"
    assert set(reference) >= {"TI", "PB", "DA", "UR", "AB", "ID"}
    assert reference["DA"].count("/") == 2
    assert reference["UR"].startswith("https://iqtisad.example/")


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_is_cut_says_so(client, monkeypatch, kind):
    """How many it holds and how many were found; a whole one says nothing."""
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


def test_the_page_links_to_its_files_and_says_what_they_hold(client, monkeypatch):
    """With the query and the filters, without the page; the cap where it cuts."""
    page = client.get(f"/search?{QUERY}&size=2&page=2").text
    for kind in FILES:
        assert f"/search.{kind}?q=%D8%A3%D8%B3%D8%B9%D8%A7%D8%B1+%D8%A7%D9%84" in page
    assert 'rel="alternate" type="application/atom+xml"' in page
    assert "page=2&amp;size" not in page.partition('class="take"')[2]
    assert "في الملف أول" not in page
    monkeypatch.setattr(downloads, "CAP", 3)
    assert "في الملف أول 3 مقالات" in client.get(f"/search?{QUERY}").text


@pytest.mark.parametrize("kind", ["csv", "jsonl", "ris"])
def test_a_file_is_named_after_its_query(client, kind):
    """In Arabic, without what no name of a file may hold."""
    response = client.get(f'/search.{kind}?q="أسعار/النفط": ..\\x%0d%0a')
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith(f"attachment; filename=iqtisad.{kind}; filename*=UTF-8''")
    assert unquote(disposition.partition("''")[2]) == f"اقتصاد أسعار النفط .. x.{kind}"


@pytest.mark.parametrize("kind", FILES)
def test_what_has_not_changed_is_not_sent_again(client, kind):
    """A feed is asked for every few minutes."""
    first = client.get(f"/search.{kind}?{QUERY}")
    for headers in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        again = client.get(f"/search.{kind}?{QUERY}&utm=x", headers=headers)
        assert (again.status_code, again.data) == (304, b"")
    other = client.get(f"/search.{kind}?q=غاز", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("kind", FILES)
def test_on_another_day_the_same_question_is_another(client, monkeypatch, kind):
    """A query may be for today."""
    first = client.get(f"/search.{kind}?q=تاريخ:اليوم")
    monkeypatch.setattr(conditional, "today", lambda: date(2100, 1, 2))
    for headers in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        assert client.get(f"/search.{kind}?q=تاريخ:اليوم", headers=headers).status_code == 200


@pytest.mark.parametrize("kind", FILES)
def test_what_was_looked_at_in_part_says_so(client, monkeypatch, kind):
    """When the time was over before the query was done."""
    assert "X-Iqtisad-Partial" not in client.get(f"/search.{kind}?q=نفط غاز").headers
    monkeypatch.setattr(listing, "SECONDS", -1.0)
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
    """How much there is can be asked without taking it."""
    response = client.head(f"/search.{kind}?q=نفط")
    assert (response.status_code, response.data) == (200, b"")
    assert int(response.headers["X-Iqtisad-Total"])
