"""A round asks what is due, keeps what is new, and notes what each source gave."""

import time
from dataclasses import replace

import pytest

from index.fetching.archive import Archive
from index.fetching.clock import Clock
from index.fetching.fetcher import Fetcher
from index.fetching.hosts import Hosts
from index.fetching.notes import address_of
from index.fetching.sources import Source, Sources
from index.fetching.state import SourceState, opened
from tests.index.fetching.sites import ITEM, PAGE, answer

SOURCE = Source(
    name="جريدة المرفأ",
    address="",
    kind="feed",
    section="اقتصاد",
    timezone="Asia/Beirut",
    clock="printed",
    every=1800,
    full_text="auto",
    language="",
)


@pytest.fixture
def state(tmp_path):
    """Return an empty state."""
    with opened(tmp_path / "state.sqlite") as made:
        yield made


@pytest.fixture
def known(state):
    """Return a function that says what is known of the source."""
    return lambda: state.get(SourceState, SOURCE.name)


@pytest.fixture
def fetch(site, client, state, tmp_path):
    """Return a function that fetches a path of the site, and returns its outcome."""

    def fetch(path, **changed):
        source = replace(SOURCE, address=f"{site.address}/{path}", **changed)
        listed = Sources(user_agent="iqtisad/test", delay=0.0, sources=(source,))
        archive = Archive(tmp_path / "archive")
        (tmp_path / "archive").mkdir(exist_ok=True)
        clock = Clock()
        fetcher = Fetcher(listed, state, archive, Hosts(client, state, 0.0, clock), clock)
        (outcome,) = fetcher.run(fetcher.due(force=True))
        archive.close()
        return outcome

    return fetch


def test_a_feed_and_the_pages_of_its_teasers_are_kept(site, fetch, known):
    """Once: the second round sends the tags as received, and is told that nothing is new."""
    site.paths["/n/1"] = answer(body=PAGE)
    started = time.time()
    first, second = fetch("feed"), fetch("feed")
    assert (first.changed, first.pages, first.faults) == (True, 1, [])
    assert (second.changed, second.pages, second.faults) == (False, 0, [])
    assert site.asked == {"/robots.txt": 1, "/feed": 2, "/n/1": 1}
    sent = [headers for path, headers in site.headers if path == "/feed"][1]
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('w/"v1"', "last sunday")
    assert known().wanted == 90 * 60
    assert known().due > started + 80 * 60


def test_a_page_is_fetched_again_when_its_entry_changes(site, fetch):
    """And the feed is kept again, because it differs."""
    site.paths["/n/1"] = answer(body=PAGE)
    site.paths["/plain"] = lambda _: answer(body=site.feed())
    fetch("plain")
    site.item = ITEM.replace("الحمضيات", "الزيتون")
    outcome = fetch("plain")
    assert (outcome.changed, outcome.pages, site.asked["/n/1"]) == (True, 1, 2)


def test_only_the_feed_where_the_list_says_so(site, fetch):
    """full_text = "feed" asks for no page."""
    assert fetch("feed", full_text="feed").pages == 0
    assert "/n/1" not in site.asked


@pytest.mark.parametrize(
    ("path", "says"),
    [
        pytest.param("broken", "answers 500", id="500"),
        pytest.param("nowhere", "answers 404", id="404"),
        pytest.param("loop", "more than 5 redirects", id="loop"),
        pytest.param("to-file", "no web address", id="file"),
        pytest.param("gzip-cut", "ends too early", id="gzip-cut"),
    ],
)
def test_a_failure_doubles_the_wait(site, fetch, known, path, says):
    """Each is told with its source, and never given up."""
    for failures in (1, 2):
        started = time.time()
        outcome = fetch(path)
        assert outcome.failed
        assert says in outcome.faults[0]
        assert outcome.faults[0].startswith(SOURCE.name)
        assert known().failures == failures
        assert known().due > started + 0.8 * 1800 * 2**failures
    assert says in known().last_fault
    assert site.asked


def test_a_source_that_is_gone_is_asked_no_more(fetch, known):
    """410 is said on purpose."""
    assert "gone for good" in fetch("gone").faults[0]
    assert known().due is None


@pytest.mark.parametrize(("path", "seconds"), [("busy", 120), ("away", 7000)])
def test_a_host_that_asks_to_wait_is_left_alone(site, fetch, path, seconds):
    """With all its sources, and without another request."""
    assert fetch(path).failed
    asked = site.asked.total()
    assert "asked to wait" in fetch("feed").faults[0]
    assert site.asked.total() == asked
    assert seconds


def test_a_permanent_redirect_is_kept_after_three(site, fetch, known):
    """Then the new address is asked at once."""
    for _ in range(3):
        assert address_of(known() or SourceState("", f"{site.address}/moved")).endswith("/moved")
        assert not fetch("moved", full_text="feed").failed
    assert address_of(known()).endswith("/feed")
    fetch("moved", full_text="feed")
    assert site.asked["/moved"] == 3
    assert address_of(known()).endswith("/feed")


def test_robots_are_heard(site, fetch):
    """A page that they keep from programs is not asked for, and told."""
    site.robots = "User-agent: *\nDisallow: /n/"
    outcome = fetch("feed")
    assert not outcome.failed
    assert "robots.txt" in outcome.faults[0]
    assert "/n/1" not in site.asked


def test_a_page_that_is_gone_is_withdrawn(site, fetch):
    """410 withdraws the article; 404 is a fault."""
    site.paths["/n/1"] = answer("410 Gone")
    assert len(fetch("feed").withdrawn) == 1


def test_a_sitemap_gives_pages(site, fetch):
    """Each once."""
    site.paths["/map"] = answer(body=f"<urlset><url><loc>{site.address}/n/1</loc></url></urlset>")
    site.paths["/n/1"] = answer(body=PAGE)
    assert fetch("map", kind="sitemap").pages == 1
    assert fetch("map", kind="sitemap").pages == 0
