"""What the application tells its server of an answer."""

from datetime import date
from types import SimpleNamespace

import pytest

from web import facts
from web.server.door.exchange import KEY, Exchange, request_id

INDEX = SimpleNamespace(id="version", names="names", meaning=False)


@pytest.fixture
def told(client):
    """Return a function that asks for a page and returns what the server was told."""

    def told(target, **options):
        exchange = Exchange(
            id=request_id(),
            method="GET",
            path=target,
            query="",
            client="",
            protocol="HTTP/1.1",
            agent="",
            referer="",
            arrived=0.0,
        )
        client.get(target, environ_overrides={KEY: exchange}, **options)
        return exchange

    return told


@pytest.mark.parametrize(
    ("target", "route"),
    [
        ("/search?q=نفط", "pages.results"),
        ("/search?q=غغغغغ", "pages.results"),
        ("/article/imf-2016-11-egypt", "pages.article"),
        ("/api/v1/search?q=نفط", "api.search"),
    ],
    ids=["results", "no results", "article", "API"],
)
def test_an_answer_tells_what_it_was_made_from(app, told, target, route):
    """Its route, the version of the index, and all that it depends on."""
    index = app.extensions["searcher"].snapshot().index
    exchange = told(target)
    assert (exchange.route, exchange.index) == (route, index.id)
    assert exchange.made_from == facts.made_from(index)


@pytest.mark.parametrize(
    ("target", "route"),
    [("/nothing", ""), ("/search?q=a&from=x", "pages.results")],
    ids=["no page", "no date"],
)
def test_an_error_is_not_remembered(told, target, route):
    """It tells its route, and not what it was made from."""
    exchange = told(target)
    assert (exchange.route, exchange.made_from) == (route, None)


def test_what_an_answer_depends_on(monkeypatch):
    """Version, names, day, whether there are vectors: another of any of them is another answer."""
    before = facts.made_from(INDEX)
    assert facts.made_from(INDEX) == before
    assert facts.made_from(SimpleNamespace(**vars(INDEX) | {"id": "other"})) != before
    assert facts.made_from(SimpleNamespace(**vars(INDEX) | {"names": "other"})) != before
    assert facts.made_from(SimpleNamespace(**vars(INDEX) | {"meaning": True})) != before
    monkeypatch.setattr(facts, "today", lambda: date(2001, 1, 1))
    assert facts.made_from(INDEX) != before


def test_nobody_has_to_listen(client):
    """Without a server that wants to know, a page is a page."""
    assert client.get("/search?q=نفط").status_code == 200
