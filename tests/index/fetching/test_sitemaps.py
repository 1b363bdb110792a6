"""A sitemap gives the addresses of its pages."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fetching.request.faults import FetchError
from index.fetching.sitemaps import Location, read_sitemap

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://marfa.example/n/1</loc><lastmod>2023-05-06</lastmod></url>
<url><loc>https://marfa.example/n/2?a=1&amp;b=2</loc>
<image:image><image:loc>https://marfa.example/i.jpg</image:loc></image:image>
<news:news><news:publication_date>2023-05-07T10:00:00Z</news:publication_date>
<news:title>سعر الفائدة</news:title></news:news>
<video:video xmlns:video="v"><video:title>فيلم</video:title></video:video>
</url></urlset>""".encode()


@pytest.mark.parametrize("data", [SITEMAP, gzip.compress(SITEMAP)], ids=["plain", "packed"])
def test_pages_come_the_newest_first(data):
    """With title and dates, and without pictures."""
    day = "2023-05-07T10:00:00Z"
    assert read_sitemap(data) == (
        "urlset",
        [
            Location("https://marfa.example/n/2?a=1&b=2", "سعر الفائدة", day, day),
            Location("https://marfa.example/n/1", "", "2023-05-06", ""),
        ],
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><urlset/>', "document type"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><urlset/>'.encode("utf-16"), "document type"),
        (b"<html><loc>x</loc></html>", "but <html>"),
        (SITEMAP[:300], "not a sitemap"),
    ],
)
def test_what_is_no_sitemap_is_an_error(data, says):
    """With its way out."""
    with pytest.raises(FetchError, match=says):
        read_sitemap(data)


def test_an_index_lists_sitemaps():
    """The newest first; blanks before the declaration do no harm, nor does a list of nothing."""
    data = b"""
<?xml version="1.0"?><sitemapindex>
<sitemap><loc>https://marfa.example/2022.xml</loc><lastmod>2022-12-31</lastmod></sitemap>
<sitemap><loc>https://marfa.example/2023.xml.gz</loc><lastmod>2023-05-07</lastmod></sitemap>
</sitemapindex>"""
    kind, found = read_sitemap(data)
    assert kind == "sitemapindex"
    assert [each.address[-11:] for each in found] == ["2023.xml.gz", "le/2022.xml"]
    assert read_sitemap(b"<urlset/>") == ("urlset", [])


@given(st.binary(max_size=300))
def test_nothing_else_is_raised(data):
    """Any bytes are an error of ours."""
    with pytest.raises(FetchError):
        read_sitemap(data)
