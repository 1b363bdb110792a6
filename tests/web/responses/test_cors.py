"""Which pages of other sites may read the API: none, unless the operator says so."""

from dataclasses import replace

import pytest

from web import create_app
from web.settings.resolution import read_settings
from web.settings.settings import Settings

SEARCH = "/api/v1/search?q=نفط"
HERE, THERE = "https://here.example", "https://there.example"


@pytest.fixture
def opened(sample_index):
    """Return a function from origins to a client of an application that lets them read."""
    apps = []

    def opened(*origins):
        apps.append(create_app(Settings(index_dir=sample_index, cors=origins)))
        return apps[-1].test_client()

    yield opened
    for app in apps:
        app.extensions["searcher"].close()


def allowed(client, origin, path=SEARCH):
    """Return the origin that an answer allows to read it, None for none."""
    return client.get(path, headers={"Origin": origin}).headers.get("Access-Control-Allow-Origin")


def test_by_default_none_may(opened):
    """Nothing is said to other sites."""
    assert allowed(opened(), HERE) is None


def test_all_may(opened):
    """Every origin, errors included; only the API, and only reading."""
    client = opened("*")
    assert allowed(client, HERE) == "*"
    assert allowed(client, HERE, "/api/v1/search?from=x") == "*"
    assert allowed(client, HERE, "/search?q=نفط") is None
    assert "Access-Control-Allow-Origin" not in client.post(SEARCH).headers
    assert "Link" in client.get(SEARCH).headers["Access-Control-Expose-Headers"]


def test_some_may(opened):
    """An origin that is named; caches are told that the answer depends on it."""
    client = opened(HERE)
    assert allowed(client, HERE) == HERE
    assert allowed(client, THERE) is None
    assert "Origin" in client.get(SEARCH).headers["Vary"]


def test_the_setting_is_read_from_the_environment(sample_index, monkeypatch):
    """Of an application that another server runs, as its index is."""
    monkeypatch.setenv("IQTISAD_CORS", f"{HERE} {THERE}")
    settings = replace(read_settings(), index_dir=sample_index)
    assert allowed(create_app(settings).test_client(), THERE) == THERE
