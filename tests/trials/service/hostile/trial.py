"""Hostile requests, some at a time: whatever is sent, the answers are ours, and the service lives.

An address takes most of them, the head of a request the rest. A request without an answer is right
only where it is none, or not whole.
"""

import asyncio
from contextlib import suppress
from itertools import count

import h11

from tests.trials.service.archives import archive
from tests.trials.service.hostile import addresses, heads
from tests.trials.service.hostile.judging import Judge, repeated
from tests.trials.service.running import LIMIT, serving
from tests.trials.service.wire import asked, connected, receive

ARTICLES = 500
#: The connections at the same time.
_TOGETHER = 8
#: What is sent, each as often as it is worth.
_ADDRESSES = (addresses.path, addresses.path, addresses.parameters, addresses.parameters)
_HEADS = (
    heads.host, heads.hosts, heads.method, heads.version, heads.header, heads.condition,
    heads.lengths, heads.odd, heads.pipelined, heads.half, heads.strange,
)  # fmt: skip
#: One address in so many has very many parameters: those take longest.
_MANY = 40
#: The bytes of a request that a sentence quotes.
_QUOTED = 300
KNOWN_HOSTS = ("--trusted-hosts", "localhost")
#: Kinds that no answer may repeat where the hosts are known: only the client has chosen them.
UNSAID = frozenset(("hosts", "headers"))
#: Queries of all kinds of pages: with hits, with a correction, with faults.
_IN_PEACE = ("", *addresses.FOUND[:1], "q=%D8%A7%D9%84%D9%86%D9%81%D8%B8&lang=en", "from=x&lang=en")
_PAGE = "/search?q=%D8%A7%D9%84%D9%86%D9%81%D8%B7"


class Attack:
    """Sends hostile requests to a service, and fills a tally."""

    def __init__(self, address, tally, chance, unsaid):
        """Attack a service at an address; unsaid are kinds that no answer may repeat."""
        self._address, self._tally, self._chance = address, tally, chance
        self._unsaid = unsaid
        self._judge, self._known = Judge(), {}

    async def learn(self):
        """Read every page in peace."""
        found = await asked(self._address, "/api/v1/search?q=%D8%A7%D9%84%D9%86%D9%81%D8%B7&size=1")
        article = found.body.decode().partition('"id": "')[2].partition('"')[0]
        self._known = {"article": article, "entity": "%D8%A3%D9%88%D8%A8%D9%83"}
        routes = [route.format(**self._known) for route in addresses.ROUTES]
        for route in (*routes, "/nothing"):
            for found in _IN_PEACE:
                self._judge.learn(await asked(self._address, f"{route}?{found}"))

    async def attack(self, times):
        """Send so many requests."""
        numbers = iter(range(times))
        await asyncio.gather(*(self._go_on(numbers) for _ in range(_TOGETHER)))

    async def _go_on(self, numbers):
        for number in numbers:
            kind, sent, due = self._next(number)
            self._tally.tried[kind.split(" in ")[0]] += 1
            try:
                async with asyncio.timeout(LIMIT):
                    faults = await self._send(sent, due, unsaid=kind in self._unsaid)
            except TimeoutError:
                faults = [f"no answer within {LIMIT} s"]
            except h11.RemoteProtocolError as error:
                faults = [f"no HTTP: {error}"]
            told = f"{kind}: {sent[:_QUOTED]!r}"
            self._tally.wrong += [f"{fault} after {told}" for fault in dict.fromkeys(faults)]

    def _next(self, number):
        """Return a kind, the bytes of a request, and how many answers are due."""
        if number % 3 == 0:
            return self._chance.choice(_HEADS)(self._chance, self._known)
        is_many = not self._chance.randrange(_MANY)
        make = addresses.many if is_many else self._chance.choice(_ADDRESSES)
        return *make(self._chance, self._known), 1

    async def _send(self, sent, due, *, unsaid):
        """Return what is wrong with the answers to a request."""
        reader, writer = await connected(self._address)
        try:
            if due == 0:
                return await self._abandon(reader, writer, sent)
            with suppress(ConnectionError):  # it may refuse before it has read all
                writer.write(sent)
                await writer.drain()
            return await self._listen(reader, sent, due, unsaid=unsaid)
        except ConnectionError:
            return ["closed without an answer"] if due else []
        finally:
            writer.close()

    @staticmethod
    async def _abandon(reader, writer, sent):
        """Send what no answer is due to, and nothing more; it must end."""
        with suppress(ConnectionError):
            writer.write(sent)
            await writer.drain()
            writer.write_eof()
            while await reader.read(1 << 16):
                pass
        return []

    async def _listen(self, reader, sent, due, *, unsaid):
        verb = "HEAD" if sent.startswith(b"HEAD ") else "GET"
        ahead, faults = bytearray(), []
        for number in count(1):
            try:
                reply = await receive(reader, verb, ahead=ahead)
            except h11.RemoteProtocolError:
                if due is None:
                    break
                raise
            self._tally.tried[f" {reply.status}"] += 1
            faults += self._judge.faults(reply)
            if unsaid and (said := repeated(reply)):
                faults.append(f"repeats what it must not: {said}")
            if not reply.kept or number == due:
                break
        if due and number != due:
            faults.append(f"{number} answers and not {due}")
        return faults


async def attack(service, tally, times, chance, unsaid):
    """Send so many hostile requests to a service; there must be pages afterwards."""
    attack = Attack(service.address, tally, chance, unsaid)
    await attack.learn()
    before = service.workers()
    await attack.attack(times)
    for _ in range(4):
        reply = await asked(service.address, _PAGE)
        if reply.status != 200 or b"</html>" not in reply.body:
            tally.wrong.append(f"no page afterwards: {reply.status}")
    if service.workers() != before:
        tally.lost.append("a process ended")


def trial(tally, times, chance):
    """Send so many hostile requests, most to a service that knows its hosts, the rest to any."""
    with archive(ARTICLES) as index_dir:
        for options, share in ((KNOWN_HOSTS, 0.8), ((), 0.2)):
            with serving(index_dir, *options) as service:
                kinds = UNSAID if options else frozenset()
                asyncio.run(attack(service, tally, round(times * share), chance, kinds))
                if "Traceback" in (said := service.said()):
                    tally.wrong.append(f"an error that nobody expected: {said[-900:]}")
