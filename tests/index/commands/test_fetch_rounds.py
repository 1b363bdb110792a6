"""What a round brings can be found at once, and what the index cannot take waits for the next."""

from dataclasses import replace

import pytest
from filelock import FileLock

from index.commands.fetch_rounds import Rounds
from index.fetching.clock import Clock
from index.fetching.recovery import recovered
from index.fetching.request.client import Client
from index.fetching.sources import Sources
from tests.index.fetching.sites import ITEM, SOURCE, Site, answer
from tests.index.indexer.archives import found
from web import create_app
from web.settings.settings import Settings


@pytest.fixture
def site():
    """Return a site."""
    running = Site()
    running.paths["/plain"] = lambda _: answer(body=running.feed())
    yield running
    running.close()


@pytest.fixture
def rounds(site, tmp_path):
    """Return the rounds of one feed."""
    source = replace(SOURCE, address=f"{site.address}/plain", full_text="feed")
    listed = Sources(user_agent="iqtisad/test", delay=0.0, sources=(source,))
    archive = tmp_path / "archive"
    archive.mkdir()
    clock = Clock()
    with recovered(archive) as state:
        client = Client("iqtisad/test", allow_local=True, clock=clock)
        yield Rounds(listed, state, client, clock, archive, tmp_path / "index")


def test_a_running_server_finds_what_a_round_brought(site, rounds, tmp_path):
    """The live version has it when the round returns: the next look finds it."""
    rounds.fetch()
    app = create_app(Settings(index_dir=tmp_path / "index"))
    reader = app.test_client()
    assert "الحمضيات" in reader.get("/search?q=الحمضيات").text
    site.item = ITEM.replace("الحمضيات", "الزيتون").replace("/n/1", "/n/2")
    rounds.fetch(force=True)
    assert len(found(tmp_path / "index", "الزيتون")) == 1
    app.extensions["searcher"].refresh()  # what the server does twice a second
    assert "/n/2" in reader.get("/api/v1/search?q=الزيتون").text
    app.extensions["searcher"].close()


def test_what_the_index_cannot_take_waits(site, rounds, tmp_path):
    """Another process builds it: that is told, and the next round brings both."""
    (tmp_path / "index").mkdir()
    with FileLock(tmp_path / "index" / ".lock"):
        _, indexed = rounds.fetch()
    assert "another process is building" in indexed.failure
    site.item = ITEM.replace("الحمضيات", "الزيتون").replace("/n/1", "/n/2")
    _, indexed = rounds.fetch(force=True)
    assert (indexed.articles, indexed.failure) == (2, "")


def test_an_index_that_is_none_of_ours_is_told(rounds, tmp_path):
    """And nothing there is touched."""
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "letter.txt").write_text("x")
    _, indexed = rounds.fetch()
    assert indexed.failure.startswith(str(tmp_path / "index"))
    assert [path.name for path in (tmp_path / "index").iterdir()] == ["letter.txt"]


def test_nothing_new_makes_no_version(rounds):
    """The index stays as it is."""
    assert rounds.fetch()[1].articles == 1
    assert rounds.fetch(force=True)[1].articles is None
    assert rounds.pause() == 600
