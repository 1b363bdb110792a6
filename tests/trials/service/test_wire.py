"""What clients of a trial hold for an answer, and for a loss."""

import asyncio

import pytest

from tests.trials.service.wire import Client, LostError, Readers, asked

WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def against(answers, work):
    """Return what work returns against a server that gives each connection its list of answers."""

    async def tried():
        left = iter(answers)

        async def serve(reader, writer):
            for answer in next(left, []):
                await reader.readuntil(b"\r\n\r\n")
                writer.write(answer)
                await writer.drain()
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        async with server:
            return await work(server.sockets[0].getsockname())

    return asyncio.run(tried())


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(WHOLE[:-1], id="not to its end"),
        pytest.param(WHOLE[:9], id="not to the end of its head"),
        pytest.param(b"HTTP/1.1 200 OK\r\nA\r\n\r\n", id="no header"),
        pytest.param(b"ok\r\n\r\n", id="no HTTP"),
    ],
)
def test_half_an_answer_is_a_loss(answer):
    """And so is none, over a connection that has brought none yet."""
    with pytest.raises(LostError):
        against([[answer]], lambda address: asked(address, "/"))


def test_who_kept_a_connection_asks_once_more():
    """It was closed before a byte of an answer came; that is counted."""

    async def twice(address):
        client = Client(address)
        statuses = [(await client.ask("/")).status for _ in range(2)]
        client.close()
        return statuses, client.retried

    assert against([[WHOLE], [WHOLE]], twice) == ([200, 200], 1)


def test_nobody_asks_once_more_after_a_byte():
    """A kept connection that breaks in an answer has lost it."""

    async def twice(address):
        readers = Readers(address, 1, iter(["/", "/"]))
        await readers.read()
        return len(readers.waits), len(readers.lost), readers.retried

    assert against([[WHOLE, WHOLE[:-1]]], twice) == (1, 1, 0)


def test_nobody_asks_for_ever():
    """A second connection that brings nothing is a loss."""

    async def twice(address):
        readers = Readers(address, 1, iter(["/", "/"]))
        await readers.read()
        return len(readers.waits), len(readers.lost), readers.retried

    assert against([[WHOLE], []], twice) == (1, 1, 1)
