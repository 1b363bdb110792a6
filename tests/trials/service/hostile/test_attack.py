"""An attack notices what a service lets through."""

import asyncio
import random
from urllib.parse import unquote

import pytest

from tests.trials.report import Tally
from tests.trials.service.hostile.trial import Attack

PAGE = b"<!doctype html><title>a</title><p>b</p></html>"


def attacked(answer, times=60):
    """Return the tally of an attack on a server that answers by a function of the head."""
    tally = Tally("attack", 1)

    async def serve(reader, writer):
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            writer.write(answer(head))
            await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass  # half a request, or none
        writer.close()

    async def attack():
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        async with server:
            chance = random.Random(7)  # noqa: S311  no secret
            made = Attack(server.sockets[0].getsockname(), tally, chance, frozenset(("headers",)))
            await made.learn()
            await made.attack(times)

    asyncio.run(attack())
    return tally


def page(body=PAGE, status="200 OK", *headers):
    """Return an answer."""
    kind = "Content-Type: text/html; charset=utf-8", "Connection: close"
    lines = (f"HTTP/1.1 {status}", *kind, f"Content-Length: {len(body)}", *headers, "", "")
    return "\r\n".join(lines).encode("latin-1") + body


def repeating(head):
    """Say again what is asked for, as it is."""
    asked = unquote(head.split(b"\r\n")[0].decode(errors="replace")).encode(errors="replace")
    return page(PAGE + asked)


def silent(head):
    """Answer nothing where a sign is escaped twice."""
    return b"" if b"%25" in head else page()


@pytest.mark.parametrize("answer", [repeating, silent])
def test_what_is_let_through_is_told(answer):
    """Markup that comes back alive, an answer that does not come."""
    assert attacked(answer, 200).wrong


def test_headers_that_come_back_are_told():
    """Where nobody but the client has chosen them."""

    def echoing(head):
        return page(PAGE + head.partition(b"\r\n")[2].replace(b"<", b"&lt;"))

    assert any("repeats" in told for told in attacked(echoing, 300).wrong)
