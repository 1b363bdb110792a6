"""Processes are replaced and killed under load: what is lost was in the hands of who was killed.

SIGHUP loses nothing. A reader may ask once more where a connection that was kept is closed before a
byte of an answer (RFC 9112, 9.3.1), which is counted. Whoever is killed takes the answers at hand
along; a request over any other connection is answered. What was sent before SIGTERM is answered.
"""

import asyncio
import os
import random
import signal
from collections import Counter
from contextlib import suppress
from itertools import islice

import h11

from tests.trials.service.archives import archive, pages
from tests.trials.service.running import LIMIT, serving, sockets_of, wait_for
from tests.trials.service.wire import Readers, connected, receive, request
from tests.web.server.running import gone

ARTICLES = 500
READERS = 20
#: The requests between two kills, and those that are sent when the service is told to end, of all.
_APART, _AT_END = 400, 10
#: SIGSTOP makes a process that hangs: it is found and killed by others.
_SIGNALS = (signal.SIGKILL, signal.SIGSEGV, signal.SIGSTOP)
#: The seconds after which a process that hangs is replaced.
_HUNG = ("--limits-hung-seconds", "4")
#: The seconds between two looks at what became of readers and processes.
_LOOK = 0.02
_PAGE = "/search?q=%D8%A7%D9%84%D9%86%D9%81%D8%B7&size="


async def _replaced(service, before):
    """Wait until no process is there that was there before, and as many others are."""
    await asyncio.to_thread(
        wait_for,
        lambda: len(now := service.workers()) == len(before) and not set(now) & set(before),
    )


async def restart(service, tally, times):
    """Replace all processes again and again while readers make so many requests."""
    targets = islice(pages(random.Random(times)), times)  # noqa: S311  the same in every run
    readers = Readers(service.address, READERS, targets)
    reading = asyncio.create_task(readers.read())
    while not reading.done():
        before = service.workers()
        service.tell(signal.SIGHUP)
        tally.tried[" SIGHUP"] += 1
        await _replaced(service, before)
    await reading
    tally.tried["under SIGHUP"] += times
    tally.tried[" asked once more"] += readers.retried
    tally.lost += [f"SIGHUP: {error}" for error in readers.lost]
    tally.wrong += _odd(readers.statuses)


async def kill(service, tally, times, chance):
    """Kill one process after the other while readers make so many requests."""
    targets = islice(pages(chance), times)
    readers = Readers(service.address, READERS, targets)
    in_hand, killed = set(), 0
    reading = asyncio.create_task(readers.read())
    while not reading.done():
        await asyncio.sleep(_LOOK)
        if len(readers.waits) < (killed + 1) * min(_APART, times // 4):
            continue
        in_hand |= await _kill_one(service, readers, _SIGNALS[killed % len(_SIGNALS)], tally)
        killed += 1
    await reading
    tally.tried["under kills"] += times
    tally.tried[" asked once more"] += readers.retried
    tally.tried[" in hand of who was killed"] += len(readers.lost)
    tally.lost += [f"killed: {error}" for error in readers.lost if error.port not in in_hand]
    tally.wrong += _odd(readers.statuses)


async def _kill_one(service, readers, sent, tally):
    """Kill a process; return the ports of the readers whose requests it had in hand."""
    before = service.workers()
    victim = before[0]
    os.kill(victim, signal.SIGSTOP)  # what it has in hand is what it has now
    ports = sockets_of(victim)
    in_hand = {client.port for client in readers.clients if client.asking} & ports
    if sent != signal.SIGSTOP:
        os.kill(victim, sent)
        with suppress(ProcessLookupError):  # what was killed need not go on
            os.kill(victim, signal.SIGCONT)
    tally.tried[f" {sent.name}"] += 1
    async with asyncio.timeout(LIMIT):
        while not gone(victim) or len(service.workers()) != len(before):
            # Who connects to a process that hangs is in its hand, too.
            if not gone(victim):
                in_hand |= sockets_of(victim)
            await asyncio.sleep(_LOOK)
    return in_hand


def _odd(statuses: Counter):
    return [f"status {status}: {n}" for status, n in statuses.items() if status not in {200, 404}]


async def end(service, tally, times):
    """Send so many requests, and SIGTERM: all are answered."""
    sent = [
        await connected(service.address, request(f"{_PAGE}{n % 50 + 1}&page={n // 50 + 1}"))
        for n in range(times)
    ]
    for _, writer in sent:
        await writer.drain()
    service.tell(signal.SIGTERM)
    replies = await asyncio.gather(*(_heard(reader) for reader, _ in sent))
    for _, writer in sent:
        writer.close()
    tally.tried["at SIGTERM"] += times
    tally.lost += [f"SIGTERM: {reply}" for reply in replies if isinstance(reply, str)]
    statuses = Counter(reply.status for reply in replies if not isinstance(reply, str))
    tally.wrong += _odd({s: n for s, n in statuses.items() if s != 503})
    tally.tried[" refused at the end"] += statuses[503]


async def _heard(reader):
    """Return the answer that comes, or what came instead."""
    try:
        async with asyncio.timeout(LIMIT):
            return await receive(reader)
    except (OSError, h11.RemoteProtocolError) as error:
        return f"{type(error).__name__}: {error}"


def trial(tally, times, chance):
    """Make so many requests while processes are replaced, so many while they are killed."""
    with archive(ARTICLES) as index_dir, serving(index_dir, *_HUNG) as service:
        asyncio.run(restart(service, tally, times))
        asyncio.run(kill(service, tally, times // 2, chance))
        asyncio.run(end(service, tally, max(times // _AT_END, 1)))
        with suppress(TimeoutError):
            status = service.ended()
            if status:
                tally.wrong.append(f"ends with status {status}")
        if "Traceback" in (said := service.said()):
            tally.wrong.append(f"an error that nobody expected: {said[-900:]}")
