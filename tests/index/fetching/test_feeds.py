"""A feed is kept if it differs; a sitemap may lead to others."""

import gzip
import time

from index.articles.addresses import canonical
from index.fetching.state import Seen
from tests.index.fetching.sites import PAGE, answer


def test_a_feed_and_the_pages_of_its_teasers_are_kept(site, fetch, known):
    """Once: the second round sends the tags as received, and is told that nothing is new."""
    site.paths["/n/1"] = answer(body=PAGE)
    started = time.time()
    first, second = fetch("feed"), fetch("feed")
    assert (first.changed, first.pages, first.faults) == (True, 1, [])
    assert (second.changed, second.pages, second.faults) == (False, 0, [])
    assert (first.not_modified, second.not_modified) == (False, True)
    assert site.asked == {"/robots.txt": 1, "/feed": 2, "/n/1": 1}
    sent = [headers for path, headers in site.headers if path == "/feed"][1]
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('w/"v1"', "last sunday")
    assert known().wanted == 90 * 60
    assert known().due > started + 80 * 60


def test_a_wrong_charset_does_no_harm(site, fetch, state):
    """A feed that says UTF-8 and is Windows-1256 is read by its letters."""
    site.paths["/n/1"] = answer(body=PAGE)
    text = '<?xml version="1.0" encoding="utf-8"?>' + site.feed()
    site.paths["/arabic"] = answer(
        body=text.encode("windows-1256"), Content_Type="text/xml; charset=utf-8"
    )
    outcome = fetch("arabic")
    assert (outcome.pages, outcome.faults) == (1, [])
    first = state.get(Seen, canonical(f"{site.address}/n/1"))
    site.paths["/arabic"] = answer(body=text)
    assert fetch("arabic").again == 0
    assert state.get(Seen, canonical(f"{site.address}/n/1")) == first


def test_a_sitemap_gives_pages(site, fetch):
    """Each once."""
    site.paths["/map"] = answer(body=f"<urlset><url><loc>{site.address}/n/1</loc></url></urlset>")
    site.paths["/n/1"] = answer(body=PAGE)
    assert fetch("map", kind="sitemap").pages == 1
    assert fetch("map", kind="sitemap").pages == 0


def sitemap_index(*children):
    """Return an index of sitemaps, each with its day."""
    rows = "".join(
        f"<sitemap><loc>{path}</loc><lastmod>{day}</lastmod></sitemap>" for path, day in children
    )
    return answer(body=f"<sitemapindex>{rows}</sitemapindex>")


def pages_of(site, *numbers):
    """Return a packed sitemap."""
    rows = "".join(f"<url><loc>{site.address}/n/{n}</loc></url>" for n in numbers)
    return answer(body=gzip.compress(f"<urlset>{rows}</urlset>".encode()))


def test_of_an_index_of_sitemaps_only_what_has_changed_is_asked(site, fetch):
    """One step, packed ones too."""
    for number in (1, 2, 3):
        site.paths[f"/n/{number}"] = answer(body=PAGE)
    site.paths["/index"] = sitemap_index(("/2022.xml.gz", 2022), ("/2023.xml.gz", 2023))
    site.paths |= {"/2022.xml.gz": pages_of(site, 1), "/2023.xml.gz": pages_of(site, 2)}
    assert fetch("index", kind="sitemap").pages == 2
    assert fetch("index", kind="sitemap").pages == 0
    assert (site.asked["/2022.xml.gz"], site.asked["/2023.xml.gz"]) == (1, 1)
    site.paths["/index"] = sitemap_index(("/2022.xml.gz", 2022), ("/2023.xml.gz", 2024))
    site.paths["/2023.xml.gz"] = pages_of(site, 2, 3)
    assert fetch("index", kind="sitemap").pages == 1
    assert (site.asked["/2022.xml.gz"], site.asked["/2023.xml.gz"]) == (1, 2)


def test_an_index_of_sitemaps_is_bounded(site, fetch):
    """The newest ten; a list inside another, or one that fails, is told, and costs no other."""
    site.paths["/index"] = sitemap_index(*((f"/{year}", year) for year in range(1990, 2024)))
    site.paths |= {"/2023": sitemap_index(("/x", 1)), "/2020": pages_of(site, 1)}
    site.paths["/n/1"] = answer(body=PAGE)
    outcome = fetch("index", kind="sitemap")
    assert (outcome.failed, outcome.pages) == (False, 1)
    assert "a list of sitemaps inside another" in outcome.faults[0]
    assert sum("answers 404" in fault for fault in outcome.faults) == 8
    asked = {path for path in site.asked if path[1:].isdigit()}
    assert asked == {f"/{year}" for year in range(2014, 2024)}
