"""Readers beside thousands of connections that idle or are slow: none fails, none waits long.

Idle connections have been answered once. Slow ones send the head of a request byte by byte, or take
the largest file there is as slowly. What the waits become is told as a ratio and not judged: the
machine does other things, too.
"""

import asyncio
import json
import random
import socket
import sys
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from itertools import islice
from statistics import quantiles

from tests.trials.service.archives import archive, pages
from tests.trials.service.running import LIMIT, ROOT, serving
from tests.trials.service.wire import Client, LostError, asked, connected, request

ARTICLES = 1000
#: The clients of a trial that is whole, by what they do, and the readers beside.
IDLE, SLOW, READERS = 5000, 500, 50
#: One slow client in so many takes a file, the others send a head.
_TAKING = 10
#: The pages of each reader, and the rounds with and without others.
_PAGES, _ROUNDS = 40, 2
#: The seconds between two bytes of a slow client, and the bytes that one takes who takes a file.
_DRIP, _SIP = 1.0, 100
#: The bytes that a system takes for one who takes a file: the least that it allows.
_BUFFER = 4096
#: The connections that are made at once: the kernel lets so many wait.
_AT_ONCE = 100
#: Every page is made: remembered ones would say little of the others.
_MADE = ("--limits-response-cache-mb", "0")
_READING = ROOT / "tests" / "benchmarks" / "readers.py"


class Crowd:
    """Clients who ask for nothing any more, and clients who never end."""

    def __init__(self, address):
        """Be nobody yet."""
        self._address, self._idle, self._slow, self._taking = address, [], [], []
        self._goes_on = True

    @asynccontextmanager
    async def of(self, idle, slow):
        """Be so many clients, until the block is left."""
        self._idle = await _together(self._one_who_idles, idle)
        self._slow = await _together(self._one_who_is_slow, slow - slow // _TAKING)
        self._taking = await _together(self._one_who_takes, slow // _TAKING)
        dripping = asyncio.create_task(self._drip())
        try:
            yield self
        finally:
            self._goes_on = False
            await dripping
            for each in (*self._idle, *(writer for _, writer in self._slow), *self._taking):
                each.close()

    async def idle_ones_answered(self):
        """Return how many of those who idle are answered if they ask again, and how many anew.

        A connection that idles for too long may be closed; then they ask over another one.
        """
        answered = sum(await _in_turns(self._is_answered, self._idle))
        return answered, sum(client.retried for client in self._idle)

    async def _one_who_idles(self):
        client = Client(self._address)
        await client.ask("/healthz")
        return client

    async def _one_who_is_slow(self):
        return await connected(self._address, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")

    async def _one_who_takes(self):
        taking = socket.socket()
        taking.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
        taking.setblocking(False)  # noqa: FBT003  it has no name
        loop = asyncio.get_running_loop()
        await loop.sock_connect(taking, self._address)
        await loop.sock_sendall(taking, request("/search.jsonl?q="))
        return taking

    @staticmethod
    async def _is_answered(client):
        with suppress(LostError):
            return (await client.ask("/healthz")).status == HTTPStatus.OK
        return False

    async def _drip(self):
        """Send a byte each, and take a little; who was dropped for being slow comes again."""
        while self._goes_on:
            await asyncio.sleep(_DRIP)
            for number, (_, writer) in enumerate(self._slow):
                if writer.is_closing():
                    self._slow[number] = await self._one_who_is_slow()
                else:
                    writer.write(b"a")
            for taking in self._taking:
                with suppress(OSError):  # nothing is there yet
                    taking.recv(_SIP)


async def _together(make, count):
    return await _in_turns(lambda _: make(), range(count))


async def _in_turns(work, items):
    """Return what work returns for each item, so many at once as the kernel lets wait."""
    items, done = list(items), []
    for start in range(0, len(items), _AT_ONCE):
        done += await asyncio.gather(*map(work, items[start : start + _AT_ONCE]))
    return done


async def read(address, readers, targets):
    """Return the milliseconds of each page that readers got in a process of their own.

    Raises ValueError if one of them did not get its page.
    """
    process = await asyncio.create_subprocess_exec(
        *map(str, (sys.executable, _READING, *address, readers, _PAGES)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(2 * LIMIT):
        told, faults = await process.communicate("\n".join(targets).encode())
    if process.returncode:
        raise ValueError(faults.decode().strip().rpartition("\n")[2])
    return json.loads(told)["waits"]


async def _compare(address, tally, share):
    """Read with and without others, and tell the tally what became of the waits."""
    idle, slow, readers = (max(1, round(each * share)) for each in (IDLE, SLOW, READERS))
    targets = _targets()
    for target in targets:
        await asked(address, target)
    alone, beside = [], []
    for _ in range(_ROUNDS):
        alone += await _tried(tally, address, readers, targets, "pages alone")
        crowd = Crowd(address)
        async with crowd.of(idle, slow):
            beside += await _tried(tally, address, readers, targets, "pages beside")
            answered, anew = await crowd.idle_ones_answered()
        tally.tried["idle"] += idle
        tally.tried["slow"] += slow
        tally.tried[" idle, and asked anew"] += anew
        if answered < idle:
            tally.lost.append(f"{idle - answered} of {idle} who idled")
    if alone and beside:
        tally.note = _told(alone, beside)


async def _tried(tally, address, readers, targets, name):
    try:
        waits = await read(address, readers, targets)
    except (ValueError, TimeoutError) as error:
        tally.lost.append(f"{name}: {error!r}")
        return []
    tally.tried[name] += len(waits)
    return waits


def _targets():
    """Return the addresses of pages with hits: readers.py takes no others."""
    drawn = islice(pages(random.Random(3)), 400)  # noqa: S311  the same in every run
    return [target for target in drawn if "q=" in target and "suggest" not in target][:100]


def _told(alone, beside):
    (p50, p99), (p50_beside, p99_beside) = map(_percentiles, (alone, beside))
    return (
        f"p50 {p50:.0f} to {p50_beside:.0f} ms, p99 {p99:.0f} to {p99_beside:.0f} ms,"
        f" ratio {p99_beside / p99:.2f}"
    )


def _percentiles(waits):
    hundredths = quantiles(waits, n=100)
    return hundredths[49], hundredths[98]


def trial(tally, times, _chance):
    """Let so many hundredths of the clients come."""
    with archive(ARTICLES) as index_dir, serving(index_dir, *_MADE) as service:
        before = service.workers()
        asyncio.run(_compare(service.address, tally, times / 100))
        if service.workers() != before:
            tally.lost.append("a process ended")
