"""The files of every page: there for whoever is refused everything else."""

import gzip

import pytest

from tests.web.server.applications import Pages
from tests.web.server.asking import ask, door_of
from web.app import static_files
from web.server.door.door import Hooks

BROKE = {"client_seconds": 1e-9, "client_refill": 1e-9}


def paths(app):
    """Return the addresses of the files of the real application."""
    return [f"{app.static_url_path}/{name}" for name in static_files()]


def test_who_has_spent_its_budget_gets_them_all(app):
    """As the application answers them; else the page that says so has neither style nor script."""
    door = door_of(app, Hooks(parts=paths(app)), **BROKE)
    assert ask(door, "/help")[0] == 200
    assert ask(door, "/help?lang=en")[0] == 429
    for path in paths(app):
        status, headers, body = ask(door, path)
        with app.test_client().get(path) as made:
            assert (status, body) == (200, made.data)
            assert headers["cache-control"] == made.headers["Cache-Control"]


def test_they_are_packed_for_who_takes_it(app):
    """And plain for others."""
    door = door_of(app, Hooks(parts=paths(app)))
    path = f"{app.static_url_path}/style.css"
    _, headers, packed = ask(door, path, accept_encoding="gzip, br")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed) == ask(door, path)[2]


def test_they_wait_for_nobody():
    """A page in the making does not hold them up."""
    pages = Pages()
    door = door_of(pages, Hooks(parts=["/style.css"]))
    pages.may_answer.clear()  # whatever asks the application now waits for ever
    assert ask(door, "/style.css")[2] == b"/style.css"
    assert pages.asked == ["/style.css"] * 2  # packed and plain, before anybody asked


@pytest.mark.parametrize(
    ("target", "method"),
    [("/page", "GET"), ("/style.css", "HEAD")],
    ids=["another address", "another method"],
)
def test_everything_else_is_asked_for(target, method):
    """Only what was made before is answered with it."""
    pages = Pages()
    door = door_of(pages, Hooks(parts=["/style.css"]))
    del pages.asked[:]
    assert ask(door, target, method=method)[0] == 200
    assert pages.asked == [target]


def test_what_is_not_there_is_no_part(app):
    """An address without a file costs its client as any other."""
    door = door_of(app, Hooks(parts=["/static/none"]), **BROKE)
    assert ask(door, "/static/none")[0] == 404
    assert ask(door, "/static/none")[0] == 429
