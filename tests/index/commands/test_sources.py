"""The commands about sources."""

import json

import pytest
from click.testing import CliRunner

from index.commands.sources import feeds_of, sources
from tests.index.fetching.sites import Site, answer

LIST = '[[source]]\nname = "المرفأ"\nfeed = "https://marfa.example/feed"\n'


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a command over a list."""
    path = tmp_path / "sources.toml"
    path.write_text(LIST, "utf-8")

    def run(command, *arguments, status=0):
        result = CliRunner().invoke(sources, [command, *arguments], catch_exceptions=False)
        assert result.exit_code == status, result.output
        return result

    run.path = path
    return run


def test_list_says_when_each_is_due(run, tmp_path):
    """Without a state everything is due now, and nothing is made."""
    (row,) = json.loads(run("list", str(run.path), "--archive", str(tmp_path), "--json").stdout)
    assert (row["name"], row["due"], row["failures"]) == ("المرفأ", "now", 0)
    assert "https://marfa.example/feed" in run("list", str(run.path)).stdout
    assert not list(tmp_path.glob("state*"))


def test_check_says_whether_the_list_is_sound(run):
    """Or which line is not."""
    assert "1 sources, sound" in run("check", str(run.path)).stdout
    run.path.write_text(LIST + 'feeed = "x"\n', "utf-8")
    assert f"{run.path}:4: unknown key" in run("check", str(run.path), status=1).stderr


def test_try_finds_the_feeds_of_a_page():
    """A feed itself is one."""
    page = (
        '<link rel="alternate" type="application/rss+xml" title="اقتصاد" href="/rss">'
        '<link rel="alternate" type="text/html" href="/x">'
        '<link type="application/atom+xml" href="file:///x">'
    )
    found = feeds_of(page, "https://marfa.example/n/1")
    assert found == [{"title": "اقتصاد", "address": "https://marfa.example/rss"}]


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
    told = run("try", f"{site.address}/{path}", "--allow-local").stdout
    shown = "feed" if path == "page" else path
    assert told == f"{site.address}/{shown}\t{says}\n"
    (row,) = json.loads(run("try", f"{site.address}/{path}", "--allow-local", "--json").stdout)
    assert row == {"title": says, "address": f"{site.address}/{shown}"}


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
    assert says in run("try", f"{site.address}/{path}", "--allow-local", status=1).stderr
    assert "public" in run("try", f"{site.address}/feed", status=1).stderr
