"""A round asks what is due, hosts beside each other, and ends when it is told to."""

from dataclasses import replace

import pytest

from index.fetching.archive import Archive
from index.fetching.fetcher import Fetcher
from index.fetching.hosts import Hosts
from index.fetching.sources import Sources
from tests.index.fetching.clocks import JumpingClock
from tests.index.fetching.sites import SOURCE


@pytest.fixture
def fetcher(site, client, state, tmp_path):
    """Return a fetcher of three sources of a site, and its clock."""
    (tmp_path / "archive").mkdir()
    rows = [("a", "feed"), ("b", "gone"), ("c", "broken")]
    sources = tuple(
        replace(SOURCE, name=name, address=f"{site.address}/{path}", full_text="feed")
        for name, path in rows
    )
    listed = Sources(user_agent="iqtisad/test", delay=0.0, sources=sources)
    clock = JumpingClock()
    hosts = Hosts(client, state, 0.0, clock)
    archive = Archive(tmp_path / "archive")
    yield Fetcher(listed, state, archive, hosts, clock), clock
    archive.close()


def test_what_is_due_is_fetched(fetcher):
    """What came, and what failed, has its next turn; what is gone has none."""
    fetcher, clock = fetcher
    assert [each.name for each in fetcher.due()] == ["a", "b", "c"]
    told = []
    outcomes = fetcher.run(fetcher.due(), lambda *done: told.append(done))
    assert [(each.name, each.failed) for each in outcomes] == [
        *(("a", False), ("b", True), ("c", True)),
    ]
    assert sum(sources for sources, _, _ in told) == 3
    assert sum(size for _, _, size in told) > 0
    assert fetcher.due() == []
    assert [each.name for each in fetcher.due(force=True)] == ["a", "b", "c"]
    assert clock.now() + 600 <= fetcher.next_due() <= clock.now() + 2 * 86_400
    clock.wait(2 * 86_400)
    assert [each.name for each in fetcher.due()] == ["a", "c"]


def test_a_round_that_is_ended_keeps_what_is_complete(fetcher, site):
    """The rest is due as before, and no failure."""
    fetcher, clock = fetcher

    def answer_and_stop(headers):
        clock.stop()
        return site.on_gone(headers)

    site.paths["/gone"] = answer_and_stop
    outcomes = fetcher.run(fetcher.due())
    assert [each.name for each in outcomes] == ["a", "b", "c"]
    assert "it is due again" in outcomes[2].notes[0]
    assert not outcomes[2].failed
    assert "/broken" not in site.asked
    assert [each.name for each in fetcher.due()] == ["c"]
