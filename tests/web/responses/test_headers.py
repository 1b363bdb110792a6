"""The headers of every response."""

import re
from dataclasses import replace

import pytest

from search import Snapshot
from search.engine.local.finder import LocalFinder

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


@pytest.mark.parametrize(
    ("path", "listed"),
    [
        pytest.param("/", True, id="home"),
        pytest.param("/article/imf-2016-11-egypt?q=نفط", True, id="article"),
        pytest.param("/search?q=نفط", False, id="results"),
        pytest.param("/search.jsonl?q=نفط", False, id="file"),
        pytest.param("/trends?q=نفط", False, id="trends"),
        pytest.param("/api/v1/search", False, id="api"),
        pytest.param("/api/", True, id="about the api"),
    ],
)
def test_search_engines_list_articles_and_no_results(client, path, listed):
    """There is no end of results, and they are pages of the same articles."""
    said = client.get(path).headers.get("X-Robots-Tag", "")
    assert said == ("" if listed else "noindex, nofollow")


def test_only_the_chart_may_be_framed(client):
    """By any page, without script or form; whatever else is asked there is as strict as ever."""
    headers = client.get("/trends/embed?q=النفط").headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'")
    assert "frame-ancestors *" in policy
    assert "form-action 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "X-Frame-Options" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["Referrer-Policy"] == "no-referrer"
    for path in ("/trends?q=النفط", "/trends.svg?q=النفط", "/trends/embed?from=never"):
        strict = client.get(path).headers
        assert "frame-ancestors 'none'" in strict["Content-Security-Policy"]
        assert strict["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", [*PATHS[:6], "/trends?q=نفط", "/trends/embed?q=نفط"])
def test_pages_have_nothing_inline(client, path):
    """Pages contain nothing that the policy refuses; JSON-LD is data."""
    page = client.get(path).text
    assert not re.search(
        r"<script(?! src=\"/static/| type=\"application/ld)|<style|\sstyle=|\son\w+=", page
    )


@pytest.mark.parametrize("path", ["/", "/search?q=نفط", "/help"])
def test_a_page_that_has_not_changed_is_not_sent_again(client, path):
    """A browser may cache the page and revalidates it by its tag."""
    first = client.get(path)
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_static_files_are_kept_for_a_year(client):
    """The address of a static file contains a digest of all static files."""
    style = re.search('href="(/static/[0-9a-f]{12}/style.css)"', client.get("/").text)[1]
    with client.get(style) as response:
        assert "immutable" in response.headers["Cache-Control"]
        assert "max-age=31536000" in response.headers["Cache-Control"]
        fonts = re.findall(r'url\("([^"]+)"\)', response.text)
    assert fonts
    for font in fonts:
        with client.get(style.replace("style.css", font)) as response:
            assert response.status_code == 200


def test_what_is_of_a_part_of_the_archive_is_not_kept(client, monkeypatch):
    """The same search may find all of it a moment later."""
    path, collect, export = "/search?q=نفط", LocalFinder.collect, LocalFinder.export
    assert client.get(path).headers["Cache-Control"] == "no-cache"
    monkeypatch.setattr(
        LocalFinder, "collect", lambda *given: replace(collect(*given), partial=True)
    )
    monkeypatch.setattr(LocalFinder, "export", lambda *given: replace(export(*given), partial=True))
    for each in (path, "/search.csv?q=نفط", "/api/v1/search?q=نفط"):
        response = client.get(each)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Iqtisad-Partial"] == "1"
        assert not {"ETag", "Last-Modified"} & set(response.headers.keys())


@pytest.mark.parametrize(
    "path", ["/search", "/search/by/source", "/api/v1/search", "/search.csv", "/search.jsonl"]
)
def test_what_may_be_ordered_otherwise_soon_is_not_kept(client, request, path):
    """Nothing is missing, so it is no part; but the list of a moment later has the same tag."""
    path = f"{path}?q=نفط&meaning=1"
    settled = client.get(path)
    assert settled.headers["Cache-Control"] == "no-cache"
    request.getfixturevalue("with_newest_vectors")
    for headers in ({}, {"If-None-Match": settled.headers["ETag"]}):
        response = client.get(path, headers=headers)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"
        assert "ETag" not in response.headers
        assert "X-Iqtisad-Partial" not in response.headers
        assert "لم يُجب كل الأرشيف" not in response.text


@pytest.mark.parametrize("path", ["/", "/search?q=النفط&", "/trends?q=النفط&", "/about/مصر"])
def test_a_page_of_a_part_of_the_archive_says_so(client, monkeypatch, path):
    """In both languages, and nobody keeps it: the next one may be whole."""
    said = {"ar": "لم يُجب كل الأرشيف", "en": "Not all of the archive answers"}
    pages = {lang: f"{path}{'' if '?' in path else '?'}lang={lang}" for lang in said}
    assert not any(said[lang] in client.get(page).text for lang, page in pages.items())
    monkeypatch.setattr(Snapshot, "is_partial", property(lambda _: True))
    for lang, page in pages.items():
        answer = client.get(page)
        assert said[lang] in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
