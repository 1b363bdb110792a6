"""What crawlers are told: every article is somewhere in the sitemap, and no result is."""

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest

from web.views import crawlers

NAMES = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses_in(response):
    """Return the addresses in a sitemap or an index of sitemaps, with their days."""
    assert (response.status_code, response.mimetype) == (200, "application/xml")
    root = ET.fromstring(response.data)  # noqa: S314  our own
    return {each[0].text: each.findtext("lastmod", None, NAMES) for each in root}


def parts_of(client):
    """Return the addresses in each part that the index names."""
    return [addresses_in(client.get(part)) for part in addresses_in(client.get("/sitemap.xml"))]


@pytest.mark.parametrize("most", [1, 7, 50_000])
def test_every_article_is_in_one_part(client, searcher, monkeypatch, most):
    """With its day, at its lasting address, however many parts there are."""
    monkeypatch.setattr(crawlers, "PART", most)
    pages, *parts = parts_of(client)
    assert max(map(len, parts)) <= most
    listed = [
        (urlsplit(address).path.removeprefix("/article/"), day)
        for part in parts
        for address, day in part.items()
    ]
    assert len(listed) == searcher.archive().index.articles
    for article_id, day in listed:
        published = searcher.record(article_id).headline.published
        assert day == (published and published.date().isoformat())
    for address in [*pages, *parts[0]]:
        assert client.get(address).status_code == 200
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404


def test_robots_may_read_pages_and_need_not_ask_for_files(client):
    """They find the sitemap; results are theirs to see, because there they are sent away."""
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").text.splitlines())
    assert robots.site_maps() == ["http://localhost/sitemap.xml"]
    for path in ("/", "/article/imf-2016-11-egypt", "/search?q=x", "/search.atom", "/api/"):
        assert robots.can_fetch("*", path)
    for path in ("/search.csv?q=x", "/search.jsonl", "/api/v1/search?q=x", "/suggest?q=x"):
        assert not robots.can_fetch("*", path)


def test_an_archive_without_an_index_has_no_sitemap_yet(client_without_index):
    """503, as everywhere; what robots may do is known all the same."""
    assert client_without_index.get("/sitemap.xml").status_code == 503
    assert client_without_index.get("/robots.txt").status_code == 200
