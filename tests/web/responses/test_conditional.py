"""Answers that a client may hold already."""

from datetime import date, datetime, timedelta

import pytest

from web.responses import conditional

FILES = ["csv", "jsonl", "ris", "atom"]
QUERY = "q=أسعار النفط&from=2014&to=2017&sort=oldest"


def test_the_same_question_again_is_answered_304(client):
    """The tag does not depend on how the parameters are written."""
    first = client.get("/api/v1/search?q=نفط&from=2015")
    again = client.get(
        "/api/v1/search?from=2015-01-01&utm=x&q=نفط&sort=",
        headers={"If-None-Match": first.headers["ETag"]},
    )
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param("q=نفط&page=2&size=2", id="page"),
        pytest.param("q=غاز", id="query"),
        pytest.param("q=نفط&exact=1", id="exact"),
        pytest.param("q=نفط&meaning=1", id="meaning"),
        pytest.param("q=نفط&syn=0", id="synonyms"),
    ],
)
def test_another_question_is_answered_anew(client, changed):
    """The tag is of the query, not only of the index."""
    tag = client.get("/api/v1/search?q=نفط").headers["ETag"]
    again = client.get(f"/api/v1/search?{changed}", headers={"If-None-Match": tag})
    assert again.status_code == 200


@pytest.mark.parametrize("kind", FILES)
def test_what_has_not_changed_is_not_sent_again(client, kind):
    """Feed readers ask every few minutes: an unchanged file is answered with 304."""
    first = client.get(f"/search.{kind}?{QUERY}")
    for headers in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        again = client.get(f"/search.{kind}?{QUERY}&utm=x", headers=headers)
        assert (again.status_code, again.data) == (304, b"")
    other = client.get(f"/search.{kind}?q=غاز", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("kind", FILES)
def test_on_another_day_the_same_question_is_another(client, monkeypatch, kind):
    """A query can mean today, so a tag is valid for one day."""
    first = client.get(f"/search.{kind}?q=تاريخ:اليوم")
    monkeypatch.setattr(conditional, "today", lambda: date(2100, 1, 2))
    for headers in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        assert client.get(f"/search.{kind}?q=تاريخ:اليوم", headers=headers).status_code == 200


def test_an_answer_changes_with_the_index_and_with_the_day(monkeypatch):
    """The later of both counts: when the index was built, and the beginning of the day."""
    built = datetime(2023, 5, 5, 12).astimezone()
    monkeypatch.setattr(conditional, "today", lambda: date(2023, 5, 5))
    assert conditional.changed(built) == built
    monkeypatch.setattr(conditional, "today", lambda: date(2023, 5, 6))
    assert conditional.changed(built) == datetime(2023, 5, 6).astimezone()
    assert conditional.changed(built + timedelta(days=2)) == built + timedelta(days=2)


def test_another_index_has_other_tags(client_of):
    """The same question over another version of the index is answered anew."""
    first = client_of("نفط").get("/api/v1/search?q=نفط")
    client = client_of("نفط", "نفط خام")
    again = client.get("/api/v1/search?q=نفط", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.json["total"]) == (200, 2)


@pytest.mark.parametrize("path", ["/search?q=نفط", "/api/v1/search?q=نفط", "/search.csv?q=نفط"])
def test_an_index_that_got_vectors_has_other_tags(client, request, path):
    """The same version is answered from otherwise: the page offers another order."""
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    request.getfixturevalue("with_vectors")
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.headers["ETag"] == tag) == (200, False)
