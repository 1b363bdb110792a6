"""Hosts are asked one request at a time, apart, and as robots.txt says."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.fetching import hosts
from index.fetching.hosts import Hosts
from index.fetching.request.faults import FetchError, RefusedAddressError, StoppedError
from index.fetching.state import opened
from tests.index.fetching.sites import answer


@pytest.fixture
def asking(client, tmp_path):
    """Return a function that makes hosts with a pause, and the event that stops them."""
    stop = threading.Event()
    with opened(tmp_path / "state.sqlite") as state:
        yield lambda delay=0.0: Hosts(client, state, delay, stop), stop


def test_one_request_at_a_time(site, asking):
    """However many ask."""
    hosts = asking[0]()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: hosts.ask(f"{site.address}/feed"), range(16)))
    assert site.most_at_once == 1
    assert site.asked == {"/feed": 16, "/robots.txt": 1}


class Clock:
    """A clock that stands still but while somebody waits; and the event that is waited for."""

    def __init__(self):
        """Begin at noon."""
        self.now, self.waits = 43_200.0, []

    def time(self):
        """Return the time."""
        return self.now

    monotonic = time

    def wait(self, seconds):
        """Let the time pass."""
        self.waits.append(round(seconds, 3))
        self.now += seconds
        return False


def test_requests_stand_apart(site, client, tmp_path, monkeypatch):
    """By the pause, or the longer Crawl-delay: robots.txt, then the feed twice."""
    site.robots = "User-agent: *\nCrawl-delay: 0.4"
    clock = Clock()
    monkeypatch.setattr(hosts, "time", clock)
    with opened(tmp_path / "state.sqlite") as state:
        asked = hosts.Hosts(client, state, 0.1, clock)
        asked.ask(f"{site.address}/feed")
        asked.ask(f"{site.address}/feed")
    assert clock.waits == [0.0, 0.1, 0.4]


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
    asking[1].set()
    with pytest.raises(StoppedError):
        hosts.ask(f"{site.address}/feed")
    assert not site.asked
