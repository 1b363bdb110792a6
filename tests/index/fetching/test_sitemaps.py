"""A sitemap gives the addresses of its pages."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fetching.request.faults import FetchError
from index.fetching.sitemaps import Location, locations_of

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://marfa.example/n/1</loc><lastmod>2023-05-06</lastmod></url>
<url><loc>https://marfa.example/n/2?a=1&amp;b=2</loc>
<image:image><image:loc>https://marfa.example/i.jpg</image:loc></image:image>
<news:news><news:publication_date>2023-05-07T10:00:00Z</news:publication_date>
<news:title>سعر الفائدة</news:title></news:news></url></urlset>""".encode()


@pytest.mark.parametrize("data", [SITEMAP, gzip.compress(SITEMAP)], ids=["plain", "packed"])
def test_pages_come_the_newest_first(data):
    """With title and dates, and without pictures."""
    day = "2023-05-07T10:00:00Z"
    assert locations_of(data) == [
        Location("https://marfa.example/n/2?a=1&b=2", "سعر الفائدة", day, day),
        Location("https://marfa.example/n/1", "", "2023-05-06", ""),
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<sitemapindex><sitemap><loc>x</loc></sitemap></sitemapindex>", "list of sitemaps"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><urlset/>', "document type"),
        (SITEMAP[:300], "not a sitemap"),
        (b"<urlset/>", "without pages"),
    ],
)
def test_what_is_no_sitemap_is_an_error(data, says):
    """With its way out."""
    with pytest.raises(FetchError, match=says):
        locations_of(data)


@given(st.binary(max_size=300))
def test_nothing_else_is_raised(data):
    """Any bytes are an error of ours."""
    with pytest.raises(FetchError):
        locations_of(data)
