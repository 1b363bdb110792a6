"""What is remembered, for whom, and when it is given again."""

import asyncio
from dataclasses import replace
from itertools import combinations

import pytest

from tests.web.server.applications import Pages, Streams
from tests.web.server.asking import Client, ask, door_of, until
from web.facts import made_from
from web.server.door import response_cache
from web.server.door.door import Hooks
from web.server.door.exchange import KEY
from web.server.door.response_cache import ResponseCache
from web.server.door.wsgi import Answer

TARGET = "/search?q=%D9%86%D9%81%D8%B7"


class Versioned(Pages):
    """Pages that are made from something, and say from what."""

    version = 1

    def __call__(self, environ, start):
        """Answer, and tell the server what from."""
        if KEY in environ:
            environ[KEY].made_from = self.version
        return super().__call__(environ, start)

    def door(self, megabytes=1, **limits):
        """Return a door that remembers."""
        hooks = Hooks(made_from=lambda: self.version)
        return door_of(self, hooks, response_cache_mb=megabytes, **limits)


@pytest.fixture
def pages():
    """Return an application whose pages are remembered."""
    pages = Versioned(("ETag", 'W/"tag"'), ("Cache-Control", "no-cache"), ("X-Other", "1"))
    yield pages
    pages.may_answer.set()


def remembering(app, seen):
    """Return a door that remembers the answers of the real application."""
    searcher = app.extensions["searcher"]
    hooks = Hooks(made_from=lambda: made_from(searcher.snapshot().index), observers=[seen.append])
    return door_of(app, hooks, response_cache_mb=16)


@pytest.mark.parametrize("headers", [{}, {"accept_encoding": "gzip"}], ids=["plain", "gzip"])
@pytest.mark.parametrize("target", [TARGET, "/", "/help", "/article/imf-2016-11-egypt"])
def test_what_is_remembered_is_what_was_made(app, target, headers):
    """The same bytes and headers, but for the id of the request."""
    seen = []
    door = remembering(app, seen)
    made, remembered = (ask(door, target, **headers) for _ in range(2))
    assert [each.remembered for each in seen] == [False, True]
    assert made[1].pop("x-request-id") != remembered[1].pop("x-request-id")
    assert made == remembered
    assert ("content-encoding" in made[1]) == bool(headers)


@pytest.mark.parametrize(
    "accepted", ["gzip;q=0", "*", "identity", "br, GZIP", "gzip;q=0.5, *;q=0", "", "x"]
)
def test_an_encoding_is_what_the_application_understands(app, accepted):
    """Whoever refuses gzip gets none from memory, however it is said."""
    door = remembering(app, [])
    for encoding in ("gzip", ""):
        ask(door, TARGET, accept_encoding=encoding)
    made = app.test_client().get(TARGET, headers={"Accept-Encoding": accepted})
    _, headers, _ = ask(door, TARGET, accept_encoding=accepted)
    assert headers.get("content-encoding") == made.headers.get("Content-Encoding")


@pytest.mark.parametrize(
    "target", [TARGET, "/", "/trends?q=a", "/api/v1/search?q=a", "/robots.txt"]
)
def test_an_answer_varies_by_nothing_that_its_key_lacks(app, target):
    """A header that decides what an answer is must be part of what it is remembered by."""
    vary = app.test_client().get(target, headers={"Origin": "http://x"}).headers.get("Vary", "")
    assert {name.strip() for name in vary.split(",") if name} <= {"Accept-Encoding", "Origin"}


def environ_of(**changed):
    """Return the environment of a request."""
    return {
        "REQUEST_METHOD": "GET",
        "wsgi.url_scheme": "http",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/",
        "QUERY_STRING": "",
    } | changed


#: Requests of which no two have the same answer.
DIFFERENT = (
    environ_of(),
    environ_of(**{"wsgi.url_scheme": "https"}),
    environ_of(SCRIPT_NAME="/archive"),
    environ_of(PATH_INFO="/search"),
    environ_of(QUERY_STRING="q=a"),
    environ_of(HTTP_HOST="example.org"),
    environ_of(HTTP_ORIGIN="https://example.org"),
    environ_of(HTTP_ACCEPT_ENCODING="gzip"),
)


@pytest.mark.parametrize("pair", list(combinations(range(len(DIFFERENT)), 2)), ids=str)
def test_different_requests_have_different_answers(pair):
    """Each has only what was made for it."""
    one, other = (DIFFERENT[each] for each in pair)
    cache = ResponseCache(1 << 20)
    cache.put(one, Answer(200, [], b"one"), 1)
    assert cache.get(one, 1).body == b"one"
    assert cache.get(other, 1) is None
    cache.put(other, Answer(200, [], b"other"), 1)
    assert cache.get(one, 1).body == b"one"


CHANGED = ({"id": "other"}, {"names": "other"}, {"meaning": True})


@pytest.mark.parametrize(
    "change", range(5), ids=["version", "names", "vectors", "day", "day of references"]
)
def test_nothing_is_given_across_what_it_was_made_from(app, change):
    """Neither another version, nor other names, nor without vectors, nor another day."""
    index = app.extensions["searcher"].snapshot().index
    before = made_from(index)
    if change < len(CHANGED):
        after = made_from(replace(index, **CHANGED[change]))
    else:
        after = tuple(object() if place == change else each for place, each in enumerate(before))
    cache = ResponseCache(1 << 20)
    cache.put(environ_of(), Answer(200, [], b"old"), before)
    assert cache.get(environ_of(), after) is None
    assert cache.get(environ_of(), before) is None  # it is gone for good


def test_an_index_that_got_vectors_offers_another_order_at_once(app, request):
    """Its version is the same, and nobody starts the service anew."""
    door = remembering(app, seen := [])
    before = [ask(door, TARGET)[2] for _ in range(2)]
    request.getfixturevalue("with_vectors")
    after = [ask(door, TARGET)[2] for _ in range(2)]
    assert [each.remembered for each in seen] == [False, True, False, True]
    assert [b'class="row way"' in page for page in (*before, *after)] == [False, False, True, True]


@pytest.mark.usefixtures("with_newest_vectors")
def test_a_list_that_may_be_ordered_otherwise_soon_is_not_remembered(app):
    """The next who asks may find all vectors."""
    door = remembering(app, seen := [])
    for target in (TARGET, f"{TARGET}&meaning=1", f"{TARGET}&meaning=1", TARGET):
        assert ask(door, target)[0] == 200
    assert [each.remembered for each in seen] == [False, False, False, True]


def test_a_switch_is_never_followed_by_an_old_page(pages):
    """From the moment on in which it is noticed."""
    door = pages.door()
    assert [ask(door)[0] for _ in range(3)] == [200] * 3
    pages.version = 2
    assert [ask(door)[0] for _ in range(3)] == [200] * 3
    assert len(pages.asked) == 2


def test_what_was_made_before_a_switch_is_not_given_after_it(pages):
    """Even if it was made while the switch was noticed."""

    async def switch():
        door = pages.door()
        pages.may_answer.clear()
        client = Client(door)
        await until(lambda: pages.asked)
        pages.version = 2
        pages.may_answer.set()
        await client.over
        await Client(door).over

    asyncio.run(switch())
    assert len(pages.asked) == 2


def test_without_an_index_nothing_is_given(pages):
    """What was made from one that is gone is gone, too."""
    door = pages.door()
    ask(door)
    pages.version = None
    for _ in range(2):
        ask(door)
    assert len(pages.asked) == 3


@pytest.mark.parametrize("tags", ['W/"tag"', '"tag"', '"x", W/"tag"', "*"])
def test_who_has_it_is_told_so(pages, tags):
    """304 with the headers that a 304 has, and without those of the body."""
    door = pages.door()
    ask(door)
    status, headers, body = ask(door, if_none_match=tags)
    assert headers.pop("x-request-id")
    assert (status, body) == (304, b"")
    assert headers == {"etag": 'W/"tag"', "cache-control": "no-cache", "x-other": "1"}
    assert len(pages.asked) == 1


def test_who_has_another_gets_it_whole(pages):
    """With the tag that it has from now on."""
    door = pages.door()
    ask(door)
    status, headers, body = ask(door, if_none_match='W/"old"')
    assert (status, headers["etag"], body) == (200, 'W/"tag"', b"/")
    assert len(pages.asked) == 1


def test_304_from_memory_is_that_of_the_application(app):
    """The same status and headers as if it had not been remembered."""
    door = remembering(app, [])
    tag = ask(door, TARGET)[1]["etag"]
    remembered = ask(door, TARGET, if_none_match=tag)
    made = ask(door_of(app), TARGET, if_none_match=tag)
    for each in (remembered, made):
        each[1].pop("x-request-id")
        each[1].pop("date", None)  # which the server adds
    assert remembered[0] == made[0] == 304
    assert remembered[1] == made[1]


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"method": "HEAD"}, id="HEAD"),
        pytest.param({"method": "POST"}, id="POST"),
        pytest.param({"range": "bytes=0-1"}, id="a part"),
        pytest.param({"if_match": '"x"'}, id="if match"),
        pytest.param({"if_modified_since": "Fri, 27 Nov 2026 00:00:00 GMT"}, id="if modified"),
        pytest.param({"if_unmodified_since": "Fri, 27 Nov 2026 00:00:00 GMT"}, id="if unmodified"),
    ],
)
def test_other_questions_are_neither_kept_nor_answered_from_memory(pages, options):
    """They ask for something else than the whole answer or nothing."""
    door = pages.door()
    ask(door)
    for _ in range(2):
        ask(door, **options)
    ask(door)
    assert len(pages.asked) == 3


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Answer(404, [], b"x"), id="error"),
        pytest.param(Answer(206, [], b"x"), id="a part"),
        pytest.param(Answer(200, [(b"cache-control", b"no-store")], b"x"), id="no-store"),
        pytest.param(Answer(200, [(b"set-cookie", b"a=b")], b"x"), id="a cookie"),
        pytest.param(Answer(200, [], b"x" * ((1 << 20) + 1)), id="too large"),
    ],
)
def test_what_is_not_for_all_is_not_kept(answer):
    """Nor what would fill the memory alone."""
    cache = ResponseCache(8 << 20)
    cache.put(environ_of(), answer, 1)
    assert cache.get(environ_of(), 1) is None


def test_streams_are_not_kept():
    """They are made while they are sent."""
    streams = Streams()
    door = door_of(streams, Hooks(made_from=lambda: 1), response_cache_mb=1)
    assert ask(door, "/stream")[2] == ask(door, "/stream")[2]
    assert streams.asked == ["/stream"] * 2


def test_what_tells_not_what_it_was_made_from_is_not_kept():
    """Nobody could say when it is old."""
    pages = Pages()
    door = door_of(pages, Hooks(made_from=lambda: 1), response_cache_mb=1)
    for _ in range(2):
        ask(door)
    assert len(pages.asked) == 2


def test_zero_turns_it_off(pages):
    """Each answer is made."""
    door = pages.door(megabytes=0)
    for _ in range(2):
        assert ask(door)[0] == 200
    assert len(pages.asked) == 2


def test_it_is_bounded_in_bytes(monkeypatch):
    """The answer that nobody has asked for longest goes first; headers count, too."""
    monkeypatch.setattr(response_cache, "_OVERHEAD", 1000)
    cache = ResponseCache(10_000)
    requests = [environ_of(PATH_INFO=f"/{number}") for number in range(6)]
    for each in requests[:5]:
        cache.put(each, Answer(200, [], b"x" * 1000), 1)
    assert cache.get(requests[0], 1)
    cache.put(requests[5], Answer(200, [], b"x" * 1000), 1)
    kept = [cache.get(each, 1) is not None for each in requests]
    assert kept == [True, False, True, True, True, True]


def test_who_asks_at_the_same_time_waits_for_one_answer(pages):
    """The same address is computed once."""

    async def together():
        door = pages.door()
        pages.may_answer.clear()
        clients = [Client(door, "/same") for _ in range(20)]
        await until(lambda: len(door.lane) == 19)
        pages.may_answer.set()
        return [await each.answer() for each in clients]

    answers = asyncio.run(together())
    assert [(status, body) for status, _, body in answers] == [(200, b"/same")] * 20
    assert pages.asked == ["/same"]


def test_what_is_remembered_costs_its_client_nothing(pages):
    """Who has spent its budget still gets it."""
    door = pages.door(client_seconds=1e-9, client_refill=1e-9)
    assert [ask(door, "/a")[0], ask(door, "/b")[0], ask(door, "/a")[0]] == [200, 429, 200]
