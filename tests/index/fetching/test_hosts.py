"""Hosts are asked one request at a time, apart, and as robots.txt says."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from index.fetching.clock import Clock
from index.fetching.hosts import Hosts
from index.fetching.request.faults import (
    BusyHostError,
    FetchError,
    RefusedAddressError,
    StoppedError,
)
from index.fetching.state import opened
from tests.index.fetching.clocks import JumpingClock
from tests.index.fetching.sites import answer


@pytest.fixture
def asking(client, tmp_path):
    """Return a function that makes hosts with a pause, and the clock that stops them."""
    clock = Clock()
    with opened(tmp_path / "state.sqlite") as state:
        yield lambda delay=0.0: Hosts(client, state, delay, clock), clock


def test_one_request_at_a_time(site, asking):
    """However many ask."""
    hosts = asking[0]()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: hosts.ask(f"{site.address}/slow-feed"), range(16)))
    assert site.most_at_once == 1
    assert site.asked == {"/slow-feed": 16, "/robots.txt": 1}


def test_requests_stand_apart(site, client, tmp_path):
    """By the pause, or the longer Crawl-delay, from robots.txt on."""
    site.robots = "User-agent: *\nCrawl-delay: 2.5"
    clock = JumpingClock()
    with opened(tmp_path / "state.sqlite") as state:
        hosts = Hosts(client, state, 0.1, clock)
        hosts.ask(f"{site.address}/feed")
        hosts.ask(f"{site.address}/feed")
        assert hosts.pause(site.address) == 2.5
    assert clock.waits == [0.0, 2.5, 2.5]


def test_a_host_that_wants_long_pauses_has_its_next_turn_later(site, client, tmp_path):
    """No run waits for it, and no other source of the host asks before."""
    site.robots = "User-agent: *\nCrawl-delay: 600"
    clock = JumpingClock()
    with opened(tmp_path / "state.sqlite") as state:
        hosts = Hosts(client, state, 0.1, clock)
        for _ in range(2):
            with pytest.raises(BusyHostError, match="600 s"):
                hosts.ask(f"{site.address}/feed")
        clock.wait(600)
        assert hosts.ask(f"{site.address}/feed").response.status == 200
    assert site.asked == {"/robots.txt": 1, "/feed": 1}


def test_without_its_robots_nothing_of_a_host_is_fetched(site, asking):
    """An error of the server is no permission."""
    site.paths["/robots.txt"] = answer("500 Internal Server Error")
    with pytest.raises(FetchError, match=r"robots\.txt"):
        asking[0]().ask(f"{site.address}/feed")
    assert site.asked == {"/robots.txt": 1}


def test_a_redirect_to_a_private_address_is_refused(site, asking, monkeypatch):
    """Each step is judged anew: the first host is let in here, the second is not."""
    from index.fetching.request import guard  # noqa: PLC0415

    site.paths["/inside"] = answer("302 Found", Location="http://127.0.0.2:9/")
    monkeypatch.setattr(guard, "is_public", lambda address: str(address) == "127.0.0.1")
    hosts = asking[0]()
    hosts._client._allow_local = False  # noqa: SLF001
    with pytest.raises(RefusedAddressError, match=r"127\.0\.0\.2"):
        hosts.ask(f"{site.address}/inside")


def test_a_stop_ends_between_two_requests(site, asking):
    """The pause is not waited for."""
    hosts = asking[0](3600.0)
    asking[1].stop()
    with pytest.raises(StoppedError):
        hosts.ask(f"{site.address}/feed")
    assert not site.asked
