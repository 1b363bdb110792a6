"""Texts are compressed for clients that take it."""

import gzip
import re
import sys

import pytest

from web.responses import compression

ZIPPED = {"Accept-Encoding": "gzip, br"}


def test_texts_are_compressed_for_those_who_take_it(client):
    """Pages, style and JSON are compressed; clients without gzip get them plain."""
    style = re.search('href="(/static/[^"]*css)"', client.get("/").text)[1]
    for path in ("/", style, "/api/v1/search?q=نفط"):
        with client.get(path) as plain, client.get(path, headers=ZIPPED) as zipped:
            assert "Content-Encoding" not in plain.headers
            assert plain.headers["Vary"] == zipped.headers["Vary"] == "Accept-Encoding"
            assert len(zipped.data) < len(plain.data) / 2
            if path != "/api/v1/search?q=نفط":  # the time taken differs
                assert gzip.decompress(zipped.data) == plain.data


def test_a_compressed_page_that_has_not_changed_is_not_sent_again(client):
    """The compressed page has the tag of the page."""
    tag = client.get("/help", headers=ZIPPED).headers["ETag"]
    assert client.get("/help", headers={**ZIPPED, "If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("kind", ["csv", "jsonl", "ris", "atom"])
def test_files_are_compressed_on_the_way(client, kind):
    """Files are compressed while they are sent; clients without gzip get them plain."""
    plain = client.get(f"/search.{kind}?q=نفط")
    zipped = client.get(f"/search.{kind}?q=نفط", headers=ZIPPED)
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Vary"] == zipped.headers["Vary"] == "Accept-Encoding"
    assert len(zipped.data) < len(plain.data) / 2
    assert gzip.decompress(zipped.data) == plain.data
    tag = zipped.headers["ETag"]
    again = client.get(f"/search.{kind}?q=نفط", headers={**ZIPPED, "If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_what_is_short_or_compressed_already_is_sent_as_it_is(client):
    """A text that fits into one packet, and fonts."""
    style = re.search('href="(/static/[^"]*css)"', client.get("/").text)[1]
    with client.get(style) as response:
        font = re.search(r'url\("([^"]+)"\)', response.text)[1]
    for path in ("/healthz", style.replace("style.css", font)):
        with client.get(path, headers=ZIPPED) as response:
            assert response.status_code == 200
            assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity"])
def test_nothing_is_compressed_for_those_who_do_not_take_it(client, accepted):
    """The answer is the plain one, and a cache is told what it depends on."""
    response = client.get("/help", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in response.headers
    assert response.headers["Vary"] == "Accept-Encoding"
    assert "</html>" in response.text


@pytest.mark.parametrize("present", [True, False], ids=["with-isal", "without"])
def test_a_page_is_the_same_whatever_packs_it(monkeypatch, present):
    """Where the faster library is missing, that of Python does it."""
    if not present:
        monkeypatch.setitem(sys.modules, "isal", None)
    page = "<p>النفط</p>".encode() * 1000
    assert gzip.decompress(compression._fastest()(page)) == page  # noqa: SLF001
