"""The door of a process: an ASGI application that lets requests to a WSGI application.

A request passes, in this order: what is no question (a body, a monitor that asks whether the
process lives), the files of every page, what is remembered, the budget of its client, the queue.
Only then it is answered, if its client still waits. Slow clients, on either side, cost a
connection and no thread.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from typing import Any, NamedTuple, TypeAlias, TypeVar

from web.server.door.budgets import Budgets
from web.server.door.exchange import KEY, Exchange, Observer, request_id
from web.server.door.lane import Lane, LaneFullError
from web.server.door.parts import Parts
from web.server.door.refusals import Refusals
from web.server.door.response_cache import ResponseCache
from web.server.door.wsgi import Answer, Application, Environ, Scope, Stream, ask, environ_of
from web.settings.settings import Limits

Message: TypeAlias = dict[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
T = TypeVar("T")

_log = logging.getLogger(__name__)

#: The address at which a monitor asks whether the process lives, and the one for which it must
#: make an answer: that goes before all others.
HEALTH, READINESS = "/healthz", "/readyz"
#: The routes by which the application answers at HEALTH, and for the files of its pages.
_ALIVE, _STATIC = "pages.alive", "static"
_PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
_READING = frozenset(("GET", "HEAD"))
_HEALTHY = Answer(HTTPStatus.OK, _PLAIN, b"ok\n")
_ID = b"x-request-id"
_BUSY = HTTPStatus.SERVICE_UNAVAILABLE


def _believe_nobody(environ: Environ) -> None:
    environ.pop("HTTP_X_REQUEST_ID", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """What a door is told by whoever knows the application.

    made_from says what an answer would be made from now, None while there is nothing; place changes
    an environment to who asks, and for which address, as far as proxies are believed. parts are the
    addresses of the files of every page. foreseen are errors that say all in their message.
    """

    made_from: Callable[[], Any] = lambda: None
    place: Callable[[Environ], None] = _believe_nobody
    observers: Sequence[Observer] = ()
    parts: Sequence[str] = ()
    foreseen: tuple[type[Exception], ...] = ()


class State(NamedTuple):
    """What is going on in a process.

    Requests that wait, answers in the making (0 or 1), streams under way, remembered answers and
    their bytes.
    """

    queue: int
    making: int
    streams: int
    cached: int
    cache_bytes: int


class Door:
    """Lets the requests of a process in, one by one."""

    def __init__(self, application: Application, limits: Limits, hooks: Hooks) -> None:
        self._application, self._limits, self._hooks = application, limits, hooks
        self._refusals = Refusals(application)
        self._parts = Parts(application, hooks.parts)
        self._cache = ResponseCache(limits.response_cache_mb * 1_000_000)
        self._streams = 0
        self._budgets = Budgets(limits.client_seconds, limits.client_refill)
        self.lane = Lane(limits.queue_seconds)

    @property
    def state(self) -> State:
        """What is going on."""
        return State(
            queue=len(self.lane),
            making=int(self.lane.since is not None),
            streams=self._streams,
            cached=len(self._cache),
            cache_bytes=self._cache.size,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request. Never raises for what the application does: that answers errors."""
        environ = environ_of(scope)
        exchange = self._begin(environ)
        gone = asyncio.ensure_future(_gone(receive))
        try:
            answer = await self._answer(environ, exchange, gone)
            if answer is not None:
                exchange.status = answer.status
                await self._send(answer, exchange, send, gone)
        finally:
            gone.cancel()
            exchange.seconds = time.time() - exchange.arrived
            for observe in self._hooks.observers:
                observe(exchange)

    def _begin(self, environ: Environ) -> Exchange:
        self._hooks.place(environ)
        exchange = environ[KEY] = Exchange(
            id=request_id(environ.get("HTTP_X_REQUEST_ID", "")),
            method=environ["REQUEST_METHOD"],
            path=environ["PATH_INFO"],
            query=environ["QUERY_STRING"],
            client=environ["REMOTE_ADDR"],
            protocol=environ["SERVER_PROTOCOL"],
            agent=environ.get("HTTP_USER_AGENT", ""),
            referer=environ.get("HTTP_REFERER", ""),
            arrived=time.time(),
        )
        return exchange

    async def _answer(
        self, environ: Environ, exchange: Exchange, gone: "asyncio.Future[None]"
    ) -> Answer | None:
        """Return the answer to a request, None if its client has gone."""
        if environ["PATH_INFO"] == HEALTH and exchange.method in _READING:
            exchange.route = _ALIVE
            return _HEALTHY
        if refused := self._refused_body(environ):
            return self._refusals.answer(refused, environ)
        if part := self._parts.answer(environ):
            exchange.route, exchange.remembered = _STATIC, True
            return part
        if remembered := self._remembered(environ, exchange):
            return remembered
        if overspent := self._overspent(environ, exchange):
            return overspent
        try:
            return await self._make(environ, exchange, gone)
        except LaneFullError as error:
            return self._refusals.answer(_BUSY, environ, error.seconds)

    def _refused_body(self, environ: Environ) -> HTTPStatus | None:
        """Return why a request is refused for its body: no address here takes one."""
        if "HTTP_TRANSFER_ENCODING" in environ:
            return HTTPStatus.LENGTH_REQUIRED
        length = environ.pop("CONTENT_LENGTH", "0")
        if not length.isdecimal() or int(length) > self._limits.body_bytes:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return None

    def _overspent(self, environ: Environ, exchange: Exchange) -> Answer | None:
        """Return the refusal of a client that has spent its budget, None if it has not."""
        wait = self._budgets.wait(exchange.client)
        return self._refusals.answer(HTTPStatus.TOO_MANY_REQUESTS, environ, wait) if wait else None

    def _remembered(self, environ: Environ, exchange: Exchange) -> Answer | None:
        answer = self._cache.get(environ, self._hooks.made_from())
        if answer is not None:
            exchange.remembered, exchange.facts = True, answer.facts
        return answer

    async def _make(
        self, environ: Environ, exchange: Exchange, gone: "asyncio.Future[None]"
    ) -> Answer | None:
        async with self.lane.turn(gone, first=environ["PATH_INFO"] == READINESS) as is_there:
            exchange.waited = time.time() - exchange.arrived
            if gone.done() or not is_there:
                return None
            if exchange.waited and (made := self._remembered(environ, exchange)):
                return made  # meanwhile, for another who asked for the same
            if overspent := self._overspent(environ, exchange):
                return overspent  # meanwhile, by what it had asked at the same time
            answer = await self._run(partial(ask, self._application, environ), exchange)
            if isinstance(answer.body, Stream) and self._streams >= self._limits.streams:
                await self.lane.run(answer.body.close)
                return self._refusals.answer(_BUSY, environ, self._limits.queue_seconds)
            self._streams += isinstance(answer.body, Stream)
        self._cache.put(environ, replace(answer, facts=exchange.facts), exchange.made_from)
        return answer

    async def _run(self, work: Callable[[], T], exchange: Exchange) -> T:
        """Return what work returns, done in the lane at the cost of its client."""
        done, cpu = await self.lane.run(partial(_timed, work))
        exchange.cpu += cpu
        self._budgets.charge(exchange.client, cpu)
        return done

    async def _send(
        self, answer: Answer, exchange: Exchange, send: Send, gone: "asyncio.Future[None]"
    ) -> None:
        headers = [each for each in answer.headers if each[0] != _ID]
        headers.append((_ID, exchange.id.encode()))
        head = {"type": "http.response.start", "status": answer.status, "headers": headers}
        if isinstance(answer.body, Stream):
            try:
                await self._send_stream(head, answer.body, exchange, send, gone)
            finally:
                self._streams -= 1
            return
        await send(head)
        exchange.size = len(answer.body)
        await send({"type": "http.response.body", "body": answer.body})
        exchange.whole = True

    async def _send_stream(
        self,
        head: Message,
        stream: Stream,
        exchange: Exchange,
        send: Send,
        gone: "asyncio.Future[None]",
    ) -> None:
        """Send a stream piece by piece; others are answered between two pieces.

        It ends before its end if the client has gone or takes nothing any more, or if it cannot be
        made: the last message, which would call it whole, is not sent.
        """
        message = head
        try:
            while not gone.done():
                async with asyncio.timeout(self._limits.send_seconds):
                    await send(message)
                if exchange.whole:
                    return
                async with self.lane.turn_of_stream():
                    piece = await self._run(stream.piece, exchange)
                exchange.size += len(piece)
                exchange.whole = not piece
                message = {"type": "http.response.body", "body": piece, "more_body": bool(piece)}
        except TimeoutError:
            exchange.whole = False
        except Exception as error:  # noqa: BLE001  whatever it is, its status has been sent
            foreseen = isinstance(error, self._hooks.foreseen)
            _log.error(
                "request %s: broke off after %d bytes%s",
                exchange.id,
                exchange.size,
                f": {error}" if foreseen else "",
                exc_info=not foreseen,
                extra={"request_id": exchange.id},
            )
        finally:
            async with self.lane.turn_of_stream():
                await self.lane.run(stream.close)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return what work returns, and the CPU seconds of this thread that it took."""
    started = time.thread_time()
    return work(), time.thread_time() - started


async def _gone(receive: Receive) -> None:
    """Return when the client has gone. What it sends until then is dropped."""
    while (await receive())["type"] != "http.disconnect":
        pass
