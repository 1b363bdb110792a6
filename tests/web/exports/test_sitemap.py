"""Sitemaps as XML: whatever an address holds."""

from datetime import date
from xml.etree import ElementTree as ET

from web.exports.sitemap import index_lines, urls_lines

NAMES = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_addresses_are_escaped_and_days_written_where_known():
    """An ampersand breaks nothing; a page without a day has none."""
    pages = [("https://example.org/?a=1&b=2", date(2016, 3, 1)), ("https://example.org/", None)]
    root = ET.fromstring("".join(urls_lines(pages)))  # noqa: S314  our own
    assert [each.findtext("loc", None, NAMES) for each in root] == [page[0] for page in pages]
    assert [each.findtext("lastmod", None, NAMES) for each in root] == ["2016-03-01", None]


def test_an_index_names_its_parts():
    """In their order."""
    root = ET.fromstring("".join(index_lines(["https://a/1", "https://a/2"])))  # noqa: S314
    assert [each.findtext("loc", None, NAMES) for each in root] == ["https://a/1", "https://a/2"]
