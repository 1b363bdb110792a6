"""A site on this machine, and a client that may ask it."""

from dataclasses import replace

import pytest

from index.fetching.archive import Archive
from index.fetching.clock import Clock
from index.fetching.fetcher import Fetcher
from index.fetching.hosts import Hosts
from index.fetching.request.client import Client
from index.fetching.sources import Sources
from index.fetching.state import SourceState, opened
from tests.index.fetching.sites import SOURCE, Site


@pytest.fixture
def site():
    """Return a server."""
    running = Site()
    yield running
    running.close()


@pytest.fixture
def client():
    """Return a client that may ask this machine."""
    return Client("iqtisad/test", allow_local=True)


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
    """Return a function that fetches a path of the site, and returns its outcome.

    by is a client in place of the usual one.
    """

    def fetch(path, *, by=client, clock=None, **changed):
        source = replace(SOURCE, **{"address": f"{site.address}/{path}", **changed})
        listed = Sources(user_agent="iqtisad/test", delay=0.0, sources=(source,))
        archive = Archive(tmp_path / "archive")
        (tmp_path / "archive").mkdir(exist_ok=True)
        clock = clock or Clock()
        fetcher = Fetcher(listed, state, archive, Hosts(by, state, 0.0, clock), clock)
        (outcome,) = fetcher.run(fetcher.due(force=True))
        archive.close()
        return outcome

    return fetch
