"""Every kind of answer leaves the right state and the right message."""

import time

import pytest

from index.fetching.notes import address_of
from index.fetching.request.client import Client
from index.fetching.state import HostState, SourceState
from tests.index.fetching.networks import Network
from tests.index.fetching.sites import PAGE, SOURCE, answer


@pytest.mark.parametrize(
    ("path", "says"),
    [
        pytest.param("broken", "answers 500", id="500"),
        pytest.param("nowhere", "answers 404", id="404"),
        pytest.param("loop", "more than 5 redirects", id="loop"),
        pytest.param("to-file", "no web address", id="file"),
        pytest.param("gzip-cut", "ends too early", id="gzip-cut"),
        pytest.param("body-cut", "broke off", id="body-cut"),
        pytest.param("bomb", "more than 16 MiB", id="bomb"),
        pytest.param("endless", "more than 16 MiB", id="endless"),
        pytest.param("page", "not a feed", id="page"),
        pytest.param("entities", "document type", id="entities"),
    ],
)
def test_a_failure_doubles_the_wait(site, fetch, known, path, says):
    """Each is told with its source, and never given up."""
    site.paths["/page"] = answer(body=PAGE)
    site.paths["/entities"] = answer(body='<!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>')
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


def test_a_server_that_drips_fails_at_the_deadline(site, fetch, known):
    """However many bytes it still sends."""
    hasty = Client("iqtisad/test", deadline=0.3, allow_local=True)
    assert "no whole answer within 0.3 s" in fetch("drip", by=hasty).faults[0]
    assert (known().failures, site.asked["/drip"]) == (1, 1)


def test_a_redirect_to_a_private_address_fails(site, fetch, known):
    """It is told, and nobody connects."""
    site.paths["/inside"] = answer("302 Found", Location="http://router.example/feed")
    network = Network(site, public=["1.1.1.1"], router=["192.168.1.1"])
    guarded = Client("iqtisad/test", network=network, resolve=network.resolve)
    outcome = fetch("inside", by=guarded, address="http://public.example/inside")
    assert "router.example has no address of the public internet (192.168.1.1)" in outcome.faults[0]
    assert known().failures == 1
    assert set(network.connected) == {"1.1.1.1"}


def test_a_source_that_is_gone_is_asked_no_more(fetch, known):
    """410 is said on purpose."""
    assert "gone for good" in fetch("gone").faults[0]
    assert known().due is None


@pytest.mark.parametrize(("path", "seconds"), [("busy", 120), ("away", 7200)])
def test_a_host_that_asks_to_wait_is_left_alone(site, fetch, state, path, seconds):
    """With all its sources, and without another request; it is no failure of the source."""
    started = time.time()
    assert fetch(path).failed
    asked = site.asked.total()
    host = state.get(HostState, site.address.removeprefix("http://"))
    known = state.get(SourceState, SOURCE.name)
    assert started + seconds - 2 <= host.until <= time.time() + seconds
    assert known.failures == 0
    assert known.due >= started + max(seconds - 2, 600)
    assert "asked to wait" in fetch("feed").faults[0]
    assert site.asked.total() == asked


def test_a_host_that_is_busy_without_a_word_is_asked_later(site, fetch, known):
    """As after any failure."""
    site.paths["/full"] = answer("503 Service Unavailable")
    assert "asked again later" in fetch("full").faults[0]
    assert known().failures == 1


def test_a_permanent_redirect_is_kept_after_three(site, fetch, known):
    """And told; then the new address is asked at once."""
    for told in (0, 0, 1):
        assert address_of(known() or SourceState("", f"{site.address}/moved")).endswith("/moved")
        outcome = fetch("moved", full_text="feed")
        assert (outcome.failed, outcome.faults, len(outcome.notes)) == (False, [], told)
    assert f"write {site.address}/feed into the list" in outcome.notes[0]
    assert address_of(known()).endswith("/feed")
    assert fetch("moved", full_text="feed").notes == []
    assert site.asked["/moved"] == 3
    assert address_of(known()).endswith("/feed")
