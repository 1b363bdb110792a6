"""What a server says to those whom it does not let in."""

import json
from http import HTTPStatus

import pytest

from web.server.door.refusals import STATUSES, Refusals

EACH = pytest.mark.parametrize("status", STATUSES, ids=int)


@pytest.fixture(scope="module")
def refusals(app):
    """Return the refusals of the real application."""
    return Refusals(app)


def refused(refusals, status, path="/", query="", retry_after=0.0):
    """Return the answer to a request that is refused."""
    environ = {"PATH_INFO": path, "QUERY_STRING": query}
    return refusals.answer(status, environ, retry_after)


@EACH
@pytest.mark.parametrize(
    ("query", "expected"),
    [("q=a", '<html lang="ar"'), ("q=a&lang=en", '<html lang="en"')],
    ids=["Arabic", "English"],
)
def test_readers_see_a_page(refusals, status, query, expected):
    """In their language, without an id: it was made before they asked."""
    answer = refused(refusals, status, "/search", query)
    assert answer.status == status
    assert expected in answer.body.decode()
    assert answer.header(b"content-type").startswith("text/html")
    assert answer.header(b"cache-control") == "no-store"
    assert not answer.header(b"x-request-id")
    assert "urn:request" not in answer.body.decode()


@EACH
def test_programs_get_a_problem(refusals, status):
    """In the format of RFC 9457, without an id."""
    answer = refused(refusals, status, "/api/v1/search")
    problem = json.loads(answer.body)
    assert answer.header(b"content-type") == "application/problem+json"
    assert problem["status"] == answer.status == status
    assert "instance" not in problem


def test_who_may_come_back_hears_why(refusals):
    """A reader learns whether it asked for too much, or all did; a body is another fault."""
    statuses = (
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    )
    assert len({refused(refusals, status).body for status in statuses}) == 3


@pytest.mark.parametrize(("seconds", "expected"), [(0.2, "1"), (7.0, "7"), (7.1, "8"), (0, "")])
def test_who_may_come_back_is_told_when(refusals, seconds, expected):
    """In whole seconds, never too early."""
    answer = refused(refusals, HTTPStatus.TOO_MANY_REQUESTS, retry_after=seconds)
    assert answer.header(b"retry-after") == expected
    assert [name for name, _ in answer.headers].count(b"retry-after") == bool(expected)
