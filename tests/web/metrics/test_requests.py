"""What is counted, of several processes, some of which end."""

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from web.metrics.link import Asked, Message
from web.metrics.requests import Requests, refusal

STATE = {"queue": 2, "making": 1, "streams": 3, "cached": 4, "cache_bytes": 5000}


def asked(**told):
    """Return a search that took five milliseconds, but for what is told."""
    usual = {
        "method": "GET",
        "route": "pages.results",
        "status": 200,
        "seconds": 0.005,
        "waited": 0.001,
        "cpu": 0.004,
        "size": 1000,
        "remembered": False,
        "version": "version",
        "results": 3,
    }
    return Asked(**usual | told)


class Counts:
    """Counts over processes of which a test says when they end."""

    def __init__(self):
        self.registry, self.ended = CollectorRegistry(), set()
        self.requests = Requests(self.registry, lambda process: process in self.ended)

    def tell(self, *requests, process=1, state=STATE):
        """Let a process tell of requests."""
        self.requests.count(Message(process, state, requests))

    def of(self, name, **labels):
        """Return a number as it is shown, None if there is none."""
        list(self.registry.collect())
        return self.registry.get_sample_value(f"iqtisad_{name}", labels)


@pytest.fixture
def counts():
    """Return counts of nothing."""
    return Counts()


def test_requests_are_counted_by_route_and_status(counts):
    """Whichever process answered; who left has a status, an unknown address a route."""
    counts.tell(asked(), asked(status=304), process=1)
    counts.tell(asked(), asked(status=0), asked(route="", status=404), process=2)
    of_results = {"method": "GET", "route": "pages.results"}
    assert counts.of("requests_total", **of_results, status="200") == 2
    assert counts.of("requests_total", **of_results, status="304") == 1
    assert counts.of("requests_total", **of_results, status="499") == 1
    assert counts.of("requests_total", method="GET", route="none", status="404") == 1
    assert counts.of("response_bytes_total") == 5000
    assert counts.of("cpu_seconds_total", route="pages.results") == pytest.approx(0.016)


def test_no_client_makes_a_series(counts):
    """Any word may stand for a method."""
    counts.tell(asked(method="BREW"), asked(method="X" * 99))
    assert counts.of("requests_total", method="other", route="pages.results", status="200") == 2


def test_times_are_counted_in_steps_that_fit_them(counts):
    """From a millisecond to ten seconds."""
    counts.tell(*(asked(seconds=seconds) for seconds in (0.0005, 0.004, 0.3, 9, 60)))
    steps = {"0.001": 1, "0.005": 2, "0.5": 3, "10.0": 4, "+Inf": 5}
    for step, count in steps.items():
        assert counts.of("request_seconds_bucket", route="pages.results", le=step) == count
    assert counts.of("wait_seconds_bucket", le="0.001") == 5


def test_answers_that_are_kept_are_told_from_those_that_are_made(counts):
    """What nobody made, for a client that left or a monitor, is neither."""
    counts.tell(asked(remembered=True), asked(), asked(), asked(cpu=0.0, status=0))
    assert counts.of("answers_total", cache="hit") == 1
    assert counts.of("answers_total", cache="miss") == 2


def test_searches_for_nothing_are_counted(counts):
    """Those that found nothing; not what is no search."""
    counts.tell(asked(results=0), asked(results=None), asked())
    assert counts.of("searches_without_results_total") == 1


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (asked(), ""),
        (asked(status=429, route="", version=""), "budget"),
        (asked(status=413, route="", version=""), "body"),
        (asked(status=411, route="", version=""), "body"),
        (asked(status=503, route="", version=""), "queue"),
        (asked(status=503, route="downloads.jsonl"), "streams"),
        (asked(status=503, version=""), ""),
    ],
    ids=["none", "budget", "long body", "no length", "queue", "streams", "no index"],
)
def test_why_a_request_was_refused(counts, request_, reason):
    """Without an index it was not."""
    counts.tell(request_)
    assert refusal(request_) == reason
    assert counts.of("refused_total", reason=reason) == (1 if reason else None)


def test_what_is_going_on_is_shown_of_each_process(counts):
    """As it was told last."""
    counts.tell(process=1)
    counts.tell(process=2, state=STATE | {"queue": 7})
    counts.tell(process=2, state=STATE | {"queue": 8})
    assert counts.of("queue", process="1") == 2
    assert counts.of("queue", process="2") == 8
    assert counts.of("cache_bytes", process="1") == 5000
    assert (counts.of("processes"), counts.of("processes_started_total")) == (2, 2)


def test_what_a_process_did_outlives_it(counts):
    """What was going on in it does not."""
    counts.tell(asked(), process=1)
    counts.tell(asked(), process=2)
    counts.ended = {1}
    assert counts.of("queue", process="1") is None
    counts.tell(asked(), process=3)
    assert counts.of("requests_total", method="GET", route="pages.results", status="200") == 3
    assert (counts.of("processes"), counts.of("processes_started_total")) == (2, 3)


def test_every_series_says_what_it_is(counts):
    """In the format of Prometheus, all of them ours."""
    from prometheus_client import generate_latest  # noqa: PLC0415  of one test

    counts.tell(asked())
    families = list(text_string_to_metric_families(generate_latest(counts.registry).decode()))
    assert all(each.name.startswith("iqtisad_") and each.documentation for each in families)
