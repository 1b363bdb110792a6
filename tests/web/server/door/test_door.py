"""The door: who is let in, in which order, and who is told to come back."""

import asyncio
import gzip
import re
from contextlib import ExitStack

import pytest

from tests.web import embedded
from tests.web.server.applications import Pages, Streams
from tests.web.server.asking import Client, ask, door_of, until
from tests.web.server.running import asked, connected, get, headers_of, wait_for
from web import create_app
from web.server.door.door import HEALTH, READINESS, Hooks
from web.settings.settings import Limits, Settings


def run(coroutine):
    """Return what comes of a coroutine in a loop of its own."""
    return asyncio.run(asyncio.wait_for(coroutine, 120))


@pytest.fixture
def pages():
    """Return an application of pages; whatever holds it up ends with the test."""
    pages = Pages()
    yield pages
    pages.may_answer.set()


def test_an_answer_is_that_of_the_application(app):
    """Status, headers and body, with the id of the request."""
    made = app.test_client().get("/search?q=نفط&size=5")
    status, headers, body = ask(door_of(app), "/search?q=%D9%86%D9%81%D8%B7&size=5")
    assert status == made.status_code
    assert body.decode() == made.text
    assert headers.pop("x-request-id")
    assert headers == {name.lower(): value for name, value in made.headers.items()}


@pytest.mark.parametrize(
    ("target", "options"),
    [
        ("/", {}),
        (HEALTH, {}),
        ("/nothing", {}),
        ("/", {"method": "POST", "content_length": "1000000"}),
        ("/search.jsonl?q=a", {}),
    ],
    ids=["page", "health", "error", "refused", "stream"],
)
def test_every_answer_has_an_id(app, target, options):
    """Another one each time; the client's own is not taken."""
    door = door_of(app)
    told = [ask(door, target, x_request_id="mine", **options)[1]["x-request-id"] for _ in range(2)]
    assert all(re.fullmatch("[0-9a-f]{12}", each) for each in told)
    assert told[0] != told[1]


def test_the_id_of_a_proxy_is_taken(app):
    """If it is trusted, and if any log can hold the id."""
    door = door_of(app, Hooks(place=lambda _environ: None))
    assert ask(door, "/", x_request_id="of-the-proxy")[1]["x-request-id"] == "of-the-proxy"
    assert ask(door, "/", x_request_id="a\tb c")[1]["x-request-id"] != "a\tb c"


def test_an_error_names_the_id_of_its_answer(app):
    """The reader sees what the operator finds in the log."""
    _, headers, body = ask(door_of(app), "/nothing")
    assert headers["x-request-id"] in body.decode()


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param({"transfer_encoding": "chunked"}, 411, id="no length"),
        pytest.param({"content_length": "65537"}, 413, id="too long"),
        pytest.param({"content_length": "-1"}, 413, id="no number"),
        pytest.param({"content_length": "5,5"}, 413, id="two lengths"),
        pytest.param({"content_length": "65536"}, 200, id="short"),
    ],
)
def test_a_body_is_refused_by_its_length(pages, headers, expected):
    """Before anything of it is read, and the application is not asked."""

    async def refused():
        client = Client(door_of(pages, body_bytes=65536), "/", method="POST", **headers)
        client.leaves.clear()  # nothing ever comes
        return await client.answer()

    assert run(refused())[0] == expected
    assert len(pages.asked) == (expected == 200)


def test_a_body_that_is_let_in_is_dropped():
    """No address takes one, so nothing is kept anywhere: an application sees an empty one."""
    seen = []

    def application(environ, start):
        seen.append((environ["wsgi.input"].read(), environ.get("CONTENT_LENGTH")))
        start("200 OK", [("Content-Length", "0")])
        return []

    door = door_of(application)
    seen.clear()  # what refusals asked for
    assert ask(door, method="POST", content_length="5")[0] == 200
    assert seen == [(b"", None)]


def test_who_hung_up_is_not_answered(pages):
    """What waits is looked at before it is computed; the next one follows at once."""

    async def hang_up():
        door = door_of(pages)
        pages.may_answer.clear()
        first = Client(door, "/first")
        await until(lambda: pages.asked)
        gone = [Client(door, f"/gone/{number}") for number in range(20)]
        last = Client(door, "/last")
        await until(lambda: len(door.lane) == 21)
        for each in gone:
            each.leaves.set()
        await asyncio.sleep(0)
        pages.may_answer.set()
        assert (await first.answer())[0] == (await last.answer())[0] == 200
        assert [(await each.over, each.status)[1] for each in gone] == [0] * 20

    run(hang_up())
    assert pages.asked == ["/first", "/last"]


def test_who_waits_too_long_is_told_to_come_back(pages):
    """503 with Retry-After, and it is not computed later."""

    async def wait():
        door = door_of(pages, queue_seconds=0.05)
        pages.may_answer.clear()
        first = Client(door, "/first")
        await until(lambda: pages.asked)
        status, headers, _ = await Client(door, "/second").answer()
        assert (status, headers["retry-after"]) == (503, "1")
        pages.may_answer.set()
        assert (await first.answer())[0] == 200

    run(wait())
    assert pages.asked == ["/first"]


def test_health_needs_no_turn_and_readiness_goes_first(pages):
    """A monitor is answered while all others wait."""

    async def monitor():
        door = door_of(pages)
        pages.may_answer.clear()
        first = Client(door, "/first")
        await until(lambda: pages.asked)
        others = [Client(door, f"/{number}") for number in range(5)]
        ready = Client(door, READINESS)
        await until(lambda: len(door.lane) == 6)
        assert (await Client(door, HEALTH).answer())[::2] == (200, b"ok\n")
        pages.may_answer.set()
        await asyncio.gather(*(each.over for each in (first, ready, *others)))

    run(monitor())
    assert pages.asked[:2] == ["/first", READINESS]
    assert len(pages.asked) == 7


def test_who_spends_its_budget_waits(pages):
    """429 with Retry-After; another client is answered all the same, and so is health."""
    door = door_of(pages, client_seconds=1e-9, client_refill=1e-9)
    assert ask(door, "/a")[0] == 200
    status, headers, _ = ask(door, "/b")
    assert status == 429
    assert int(headers["retry-after"]) >= 1
    assert ask(door, HEALTH)[0] == 200
    assert ask(door, "/c", client="203.0.113.8")[0] == 200
    assert ask(door, "/d", client="127.0.0.1")[0] == ask(door, "/e", client="127.0.0.1")[0] == 200
    assert pages.asked == ["/a", "/c", "/d", "/e"]


def test_who_asks_much_at_once_spends_no_more_than_its_budget(pages):
    """What waits was let in before anything was spent: it is looked at again at its turn."""

    async def burst():
        door = door_of(pages, client_seconds=1e-9, client_refill=1e-9)
        pages.may_answer.clear()
        first = Client(door, "/first")
        await until(lambda: pages.asked)
        mine = [Client(door, f"/{number}") for number in range(5)]
        other = Client(door, "/other", client="203.0.113.8")
        await until(lambda: len(door.lane) == 6)
        pages.may_answer.set()
        answers = await asyncio.gather(*(each.answer() for each in (first, *mine, other)))
        return [status for status, _, _ in answers]

    assert run(burst()) == [200, 429, 429, 429, 429, 429, 200]
    assert pages.asked == ["/first", "/other"]


def test_a_stream_costs_its_client():
    """Each piece of it is charged."""
    door = door_of(Streams(), client_seconds=1e-9, client_refill=1e-9)
    assert ask(door, "/stream")[0] == 200  # goes on to its end: it was let in
    assert ask(door, "/page")[0] == 429


@pytest.mark.parametrize("headers", [{}, {"accept_encoding": "gzip"}], ids=["plain", "gzip"])
@pytest.mark.parametrize("name", ["search.jsonl", "search.csv", "search.ris"])
def test_a_stream_is_that_of_the_application(app, name, headers):
    """Every byte of it, in pieces or not, compressed or not."""
    target = f"/{name}?q=%D9%86%D9%81%D8%B7"
    status, told, body = ask(door_of(app), target, **headers)
    if headers:
        assert told["content-encoding"] == "gzip"
        body = gzip.decompress(body)
    assert (status, body) == (200, app.test_client().get(target).data)


def test_a_slow_reader_holds_nobody_up():
    """Nothing is made for who takes nothing; others are answered."""
    streams = Streams(pieces=1000)

    async def read_slowly():
        door = door_of(streams)
        slow = [Client(door, f"/slow/{number}") for number in range(6)]
        for each in slow:
            await until(lambda begun=each: begun.body)
            each.takes.clear()
        for number in range(20):
            assert (await Client(door, f"/page/{number}").answer())[2] == b"page"
        for each in slow:
            each.leaves.set()
            each.takes.set()
        await asyncio.gather(*(each.over for each in slow))
        assert not any(each.whole for each in slow)

    run(read_slowly())
    assert streams.made < 6 * 1000
    assert sorted(streams.closed) == [f"/slow/{number}" for number in range(6)]


def test_a_stream_that_nobody_takes_is_dropped():
    """After a while; its generator is closed, and it is not called whole."""
    streams, seen = Streams(pieces=1000), []

    async def take_nothing():
        door = door_of(streams, Hooks(observers=[seen.append]), send_seconds=0.05)
        client = Client(door, "/stream")
        await until(lambda: client.body)
        client.takes.clear()
        await client.over
        assert not client.whole

    run(take_nothing())
    assert streams.closed == ["/stream"]
    assert (seen[0].whole, seen[0].status) == (False, 200)


def test_a_stream_ends_when_its_reader_leaves():
    """Its generator is closed before its end."""
    streams = Streams(pieces=100_000)

    async def leave():
        client = Client(door_of(streams), "/stream")
        await until(lambda: client.body)
        client.leaves.set()
        await client.over

    run(leave())
    assert streams.closed == ["/stream"]
    assert streams.made < 100_000


def test_a_stream_that_fails_is_closed_and_others_go_on(caplog):
    """The turn is passed on, and what was sent is not called whole. It is logged by its id."""
    streams = Streams(fault_after=2)

    async def fail():
        door = door_of(streams, streams=1)
        for _ in range(3):
            client = Client(door, "/stream")
            await client.over
            assert not client.whole
            given = client.headers["x-request-id"]
            assert f"request {given}: broke off after 40000 bytes" in caplog.text
            assert (await Client(door, "/page").answer())[0] == 200

    run(fail())
    assert streams.closed == ["/stream"] * 3


def test_a_stream_that_fails_as_foreseen_is_told_in_a_sentence(caplog):
    """An operator needs no trace of where a cluster did not answer."""
    streams = Streams(fault_after=2)

    async def fail():
        door = door_of(streams, hooks=Hooks(foreseen=(RuntimeError,)), streams=1)
        client = Client(door, "/stream")
        await client.over
        assert not client.whole

    run(fail())
    assert "broke off after 40000 bytes: " in caplog.text
    assert "Traceback" not in caplog.text


def test_streams_are_bounded():
    """One more than may be sent at once is told to come back, and costs nothing further."""
    streams = Streams(pieces=1000)

    async def too_many():
        door = door_of(streams, streams=2)
        first = [Client(door, f"/{number}") for number in range(2)]
        for each in first:
            await until(lambda begun=each: begun.body)
            each.takes.clear()
        status, headers, _ = await Client(door, "/third").answer()
        assert (status, "retry-after" in headers) == (503, True)
        assert (await Client(door, "/page").answer())[0] == 200
        for each in first:
            each.leaves.set()
            each.takes.set()
        await asyncio.gather(*(each.over for each in first))
        fourth = Client(door, "/fourth")
        assert (await fourth.answer())[0] == 200
        assert fourth.whole

    run(too_many())


def test_readers_who_have_nothing_go_before_streams():
    """But a stream goes on among them."""
    streams = Streams(pieces=200)

    async def read():
        door = door_of(streams)
        stream = Client(door, "/stream")
        await until(lambda: stream.body)
        pages = [Client(door, f"/page/{number}") for number in range(50)]
        await asyncio.gather(*(each.over for each in pages))
        assert not stream.whole
        await stream.over
        assert stream.whole

    run(read())


def test_slow_readers_over_sockets():
    """Six take nothing of what fills every buffer: others are answered, and they are dropped."""
    streams = Streams(pieces=10_000)
    limits = Limits(response_cache_mb=0, send_seconds=1.0)
    with embedded.served(streams, limits) as address, ExitStack() as stack:
        for number in range(6):
            slow = stack.enter_context(connected(address))
            slow.sendall(get(f"/slow/{number}"))
        wait_for(lambda: len(streams.asked) == 6)
        for number in range(20):
            assert asked(address, get(f"/page/{number}")).endswith(b"page")
        wait_for(lambda: len(streams.closed) == 6)
    assert streams.made < 6 * 10_000


@pytest.mark.parametrize("lines", [(), ("Accept-Encoding: gzip",)], ids=["plain", "gzip"])
def test_a_stream_over_a_socket_is_chunked_and_whole(site, app, lines):
    """Its end is told: a reader knows whether it has all."""
    target = "/search.jsonl?q=%D9%86%D9%81%D8%B7"
    answer = asked(site, get(target, *lines))
    assert headers_of(answer)["transfer-encoding"] == "chunked"
    body = dechunked(answer.partition(b"\r\n\r\n")[2])
    if lines:
        body = gzip.decompress(body)
    assert body == app.test_client().get(target).data


def dechunked(sent):
    """Return the body that was sent in chunks (RFC 9112, 7.1); fails if it has no end."""
    body = b""
    while True:
        size, _, sent = sent.partition(b"\r\n")
        if not int(size, 16):
            return body
        body += sent[: int(size, 16)]
        sent = sent[int(size, 16) + 2 :]


@pytest.mark.parametrize("target", ["/", "/search.jsonl?q=a", "/search?q=a", HEALTH])
def test_head(app, target):
    """The status of GET without a body that a server would have to drop."""
    status, _, body = ask(door_of(app), target, method="HEAD")
    assert status == 200
    assert target == HEALTH or body == b""


def test_what_is_told_of_a_request(app):
    """Its address, its client, what became of it, and what the application knows."""
    seen = []
    door = door_of(app, Hooks(observers=[seen.append]))
    _, headers, body = ask(door, "/search?q=a", user_agent="Test", referer="http://x/")
    ask(door, "/search.jsonl?q=%D9%86%D9%81%D8%B7", client="203.0.113.9")
    page, stream = seen
    assert (page.method, page.path, page.query) == ("GET", "/search", "q=a")
    assert (page.client, page.agent, page.referer) == ("203.0.113.7", "Test", "http://x/")
    assert (page.status, page.size, page.whole, page.remembered) == (200, len(body), True, False)
    assert (page.id, page.protocol) == (headers["x-request-id"], "HTTP/1.1")
    assert (page.route, page.index) == (
        "pages.results",
        app.extensions["searcher"].snapshot().index.id,
    )
    assert page.cpu > 0
    assert page.seconds >= page.waited >= 0
    assert (stream.whole, stream.client) == (True, "203.0.113.9")
    assert stream.size > 0


def test_without_an_index(tmp_path):
    """The door opens all the same, and refuses in words."""
    door = door_of(create_app(Settings(index_dir=tmp_path / "nothing")))
    assert ask(door, "/search?q=a")[0] == 503
    assert ask(door, "/", method="POST", content_length="1000000")[0] == 413
    assert ask(door, HEALTH)[0] == 200
