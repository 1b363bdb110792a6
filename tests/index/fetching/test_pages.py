"""The pages of entries come once, again when an entry changes, and later each time they fail."""

from tests.index.fetching.clocks import JumpingClock
from tests.index.fetching.sites import ITEM, PAGE, answer


def test_a_page_is_fetched_again_when_its_entry_changes(site, fetch):
    """And the feed is kept again, because it differs."""
    site.paths["/n/1"] = answer(body=PAGE)
    site.paths["/plain"] = lambda _: answer(body=site.feed())
    fetch("plain")
    site.item = ITEM.replace("الحمضيات", "الزيتون")
    outcome = fetch("plain")
    assert (outcome.changed, outcome.pages, outcome.again) == (True, 1, 1)
    assert site.asked["/n/1"] == 2


def test_only_the_feed_where_the_list_says_so(site, fetch):
    """full_text = "feed" asks for no page."""
    assert fetch("feed", full_text="feed").pages == 0
    assert "/n/1" not in site.asked


def test_a_page_that_is_gone_is_withdrawn(site, fetch):
    """410 withdraws the article; 404 is a fault."""
    site.paths["/n/1"] = answer("410 Gone")
    assert len(fetch("feed").withdrawn) == 1


def test_a_page_that_fails_is_tried_again_later_each_time(site, fetch, client):
    """The feed is not forgotten for it; a page that is not there is told once."""
    clock = JumpingClock()
    site.paths["/n/1"] = answer("500 Internal Server Error")
    faults = []
    for _ in range(12):
        faults += fetch("feed", clock=clock).faults
        clock.wait(1800)
    assert site.asked["/n/1"] == 3  # at once, after one hour and after two more
    assert len(faults) == 3
    site.paths["/n/1"] = answer(body=PAGE)
    clock.wait(86_400)
    outcome = fetch("feed", clock=clock)
    assert (outcome.pages, outcome.again) == (1, 0)
    assert client


def test_a_page_that_is_not_there_is_not_given_up(site, fetch):
    """It may be late, and comes as soon as its entry changes."""
    clock = JumpingClock()
    site.paths["/plain"] = lambda _: answer(body=site.feed())
    assert "404" in fetch("plain", clock=clock).faults[0]
    assert fetch("plain", clock=clock).faults == []
    clock.wait(3600)
    site.paths["/n/1"] = answer(body=PAGE)
    assert fetch("plain", clock=clock).pages == 1


def test_robots_are_heard(site, fetch):
    """A page that they keep from programs is not asked for, and told once."""
    site.robots = "User-agent: *\nDisallow: /n/"
    outcome = fetch("feed")
    assert not outcome.failed
    assert "robots.txt" in outcome.faults[0]
    assert fetch("feed").faults == []
    assert "/n/1" not in site.asked
