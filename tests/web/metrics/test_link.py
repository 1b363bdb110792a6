"""What processes tell their parent: all of it, in their order, without waiting for it."""

import os
import subprocess
import sys

import pytest

from tests.web.exchanges import exchange
from web.metrics import link as module
from web.metrics.link import Link, Message, Reporter, has_ended


@pytest.fixture
def link():
    """Return a link whose ends are in this process."""
    link = Link()
    yield link
    link.close()


def test_what_is_told_is_heard(link):
    """A message has the process, what is going on, and each request."""
    reporter = Reporter(link, lambda: {"queue": 3})
    reporter(exchange())
    reporter(exchange(status=0, route="", index="", results=None))
    reporter.report()
    heard = next(link.messages())
    assert (heard.process, heard.state) == (os.getpid(), {"queue": 3})
    first, second = heard.asked
    assert first[:7] == ("GET", "pages.results", 200, 0.0125, 0.0025, 0.005, 6000)
    assert (first.remembered, first.version, first.results) == (False, "version", 12)
    assert (second.status, second.results) == (0, None)


def test_nothing_to_tell_is_told(link):
    """What is going on is of interest while nobody asks."""
    Reporter(link, lambda: {"queue": 0}).report()
    assert next(link.messages()) == Message(os.getpid(), {"queue": 0}, ())


def test_many_are_told_in_several_messages(link):
    """Each fits the socket; none is told twice."""
    reporter = Reporter(link)
    for number in range(1000):
        reporter(exchange(size=number))
    reporter.report()
    messages, sizes = link.messages(), []
    while len(sizes) < 1000:
        sizes += [asked.size for asked in next(messages).asked]
    assert sizes == list(range(1000))


def test_who_does_not_listen_stops_nobody(link, monkeypatch):
    """What is not taken waits, in its order, within a bound."""
    monkeypatch.setattr(module, "_MOST", 50_000)
    reporter = Reporter(link)
    for number in range(50_000):
        reporter(exchange(size=number))
    reporter.report()
    messages, sizes = link.messages(), []
    while len(sizes) < 50_000:
        sizes += [asked.size for asked in next(messages).asked]
        reporter.report()
    assert sizes == list(range(50_000))


def test_memory_has_a_bound(link):
    """The oldest are forgotten."""
    reporter = Reporter(link)
    for number in range(20_010):
        reporter(exchange(size=number))
    assert len(reporter._asked) == 20_000  # noqa: SLF001
    assert reporter._asked[0].size == 10  # noqa: SLF001


def test_who_has_ended():
    """A process that was waited for; not one that lives."""
    assert not has_ended(os.getpid())
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    assert has_ended(ended.pid)
