"""The headers of every response."""

import gzip
import re

import pytest

ZIPPED = {"Accept-Encoding": "gzip, br"}
PATHS = [
    "/", "/search?q=نفط", "/help", "/nothing", "/search?size=x", "/api/", "/api/v1/search",
    "/healthz", "/search.csv?q=نفط", "/search.atom", "/opensearch.xml", "/suggest?q=نفط",
    "/article/imf-2016-11-egypt.txt",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_every_response_carries_the_policy(client, path):
    """Pages, errors and JSON alike; nothing inline, nothing from elsewhere."""
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", PATHS[:6])
def test_pages_have_nothing_inline(client, path):
    """What the policy would refuse is not there in the first place; data are no script."""
    page = client.get(path).text
    assert not re.search(
        r"<script(?! src=\"/static/| type=\"application/ld)|<style|\sstyle=|\son\w+=", page
    )


@pytest.mark.parametrize("path", ["/", "/search?q=نفط", "/help"])
def test_a_page_that_has_not_changed_is_not_sent_again(client, path):
    """It may be kept, and is asked for again by its tag."""
    first = client.get(path)
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_static_files_are_kept_for_a_year(client):
    """Their address changes with their contents, and the fonts' with them."""
    style = re.search('href="(/static/[0-9a-f]{12}/style.css)"', client.get("/").text)[1]
    with client.get(style) as response:
        assert "immutable" in response.headers["Cache-Control"]
        assert "max-age=31536000" in response.headers["Cache-Control"]
        fonts = re.findall(r'url\("([^"]+)"\)', response.text)
    assert fonts
    for font in fonts:
        with client.get(style.replace("style.css", font)) as response:
            assert response.status_code == 200


def test_texts_are_compressed_for_those_who_take_it(client):
    """Pages, style and JSON; whoever cannot unpack them gets them as they are."""
    style = re.search('href="(/static/[^"]*css)"', client.get("/").text)[1]
    for path in ("/", style, "/api/v1/search?q=نفط"):
        with client.get(path) as plain, client.get(path, headers=ZIPPED) as zipped:
            assert "Content-Encoding" not in plain.headers
            assert plain.headers["Vary"] == zipped.headers["Vary"] == "Accept-Encoding"
            assert len(zipped.data) < len(plain.data) / 2
            if path != "/api/v1/search?q=نفط":  # the time taken differs
                assert gzip.decompress(zipped.data) == plain.data


def test_a_compressed_page_that_has_not_changed_is_not_sent_again(client):
    """Its tag is that of the page, however it was packed."""
    tag = client.get("/help", headers=ZIPPED).headers["ETag"]
    assert client.get("/help", headers={**ZIPPED, "If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("kind", ["csv", "jsonl", "ris", "atom"])
def test_files_are_compressed_on_the_way(client, kind):
    """They are the largest answers of all; whoever cannot unpack them gets them as they are."""
    plain = client.get(f"/search.{kind}?q=نفط")
    zipped = client.get(f"/search.{kind}?q=نفط", headers=ZIPPED)
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Vary"] == zipped.headers["Vary"] == "Accept-Encoding"
    assert len(zipped.data) < len(plain.data) / 2
    assert gzip.decompress(zipped.data) == plain.data
    tag = zipped.headers["ETag"]
    again = client.get(f"/search.{kind}?q=نفط", headers={**ZIPPED, "If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
