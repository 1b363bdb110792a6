"""The command that tries an address."""

import json

import pytest
from click.testing import CliRunner

from index.commands.source_trial import feeds_of, try_address
from index.fetching.sources import read_sources
from tests.index.fetching.sites import Site, answer


@pytest.fixture
def run():
    """Return a function that tries an address."""

    def run(*arguments, status=0):
        result = CliRunner().invoke(try_address, arguments, catch_exceptions=False)
        assert result.exit_code == status, result.output
        return result

    return run


def test_try_finds_the_feeds_of_a_page():
    """A feed itself is one."""
    page = (
        '<link rel="alternate" type="application/rss+xml" title="اقتصاد" href="/rss">'
        '<link rel="alternate" type="text/html" href="/x">'
        '<link type="application/atom+xml" href="file:///x">'
    )
    found = feeds_of(page, "https://marfa.example/n/1")
    address = "https://marfa.example/rss"
    assert found == [{"title": "اقتصاد", "address": address, "kind": "linked"}]


@pytest.fixture
def site():
    """Return a site."""
    running = Site()
    yield running
    running.close()


@pytest.mark.parametrize(
    ("path", "says"),
    [
        pytest.param("feed", "a feed of 1 entries, 1 of them summaries, the newest of 2023-05-07"),
        pytest.param("map", "a sitemap of 1 entries"),
        pytest.param("maps", "a list of 1 sitemaps"),
        pytest.param("page", "اقتصاد"),
    ],
)
def test_try_says_what_an_address_is(run, site, path, says):
    """And what is in it."""
    url = f"<loc>{site.address}/n/1</loc>"
    link = '<html><head><link type="application/rss+xml" title="اقتصاد" href="/feed"></head></html>'
    site.paths["/map"] = answer(body=f"<urlset><url>{url}</url></urlset>")
    site.paths["/maps"] = answer(body=f"<sitemapindex><sitemap>{url}</sitemap></sitemapindex>")
    site.paths["/page"] = answer(body=link.encode("windows-1256"))
    told = run(f"{site.address}/{path}", "--allow-local").stdout
    shown = "feed" if path == "page" else path
    assert told == f"{site.address}/{shown}\t{says}\n"
    (row,) = json.loads(run(f"{site.address}/{path}", "--allow-local", "--json").stdout)
    kind = {"page": "linked", "feed": "feed"}.get(path, "sitemap")
    assert row == {"title": says, "address": f"{site.address}/{shown}", "kind": kind}


@pytest.mark.parametrize(
    ("path", "says"),
    [
        pytest.param("x", "answers 404", id="nothing there"),
        pytest.param("page", "no link to one; look for RSS", id="no feed"),
        pytest.param("loop", "more than 5 redirects", id="redirects"),
    ],
)
def test_what_fails_is_told_in_a_sentence(run, site, path, says):
    """With its way out."""
    site.paths["/page"] = answer(body="<html><body>لا شيء</body></html>")
    assert says in run(f"{site.address}/{path}", "--allow-local", status=1).stderr
    assert "public" in run(f"{site.address}/feed", status=1).stderr


def test_what_is_tried_can_be_a_list_of_sources(run, site, tmp_path):
    """Each with a name of its own: a list is sound as it is printed."""
    links = (
        f'<link type="application/rss+xml" title="{title}" href="/{n}">'
        for n, title in enumerate(["اقتصاد", "اقتصاد", "", "&quot;نفط&quot; \\\x7f"])
    )
    site.paths["/page"] = answer(body="<html>" + "".join(links) + "</html>")
    path = tmp_path / "sources.toml"
    path.write_text(run(f"{site.address}/page", "--allow-local", "--toml").stdout, "utf-8")
    named = {source.name: source.address for source in read_sources(path).sources}
    host = site.address.removeprefix("http://")
    names = ["اقتصاد", "اقتصاد 2", host, '"نفط" \\']
    assert named == {name: f"{site.address}/{n}" for n, name in enumerate(names)}
    assert run(f"{site.address}/x", "--allow-local", "--toml", status=1).stdout == ""
