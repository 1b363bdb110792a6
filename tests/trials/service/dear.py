"""Clients who cost much: they hang up at once, or ask without end. Others hardly notice.

Requests whose client has gone are not answered; a client that has spent its budget is told to wait
(429), and everybody else is served.
"""

import asyncio
import time
from contextlib import suppress
from itertools import count

from tests.trials.service.archives import archive
from tests.trials.service.running import serving
from tests.trials.service.wire import asked, connected, request

ARTICLES = 1000
#: The dearest requests that there are: prefixes of a letter or two, many words, all days, files.
DEAREST = (
    "/search?q=" + "+".join(f"{letter}*" for letter in ("%D8%A7", "%D9%85", "%D8%AA", "%D9%8A")),
    "/search?q=" + "+OR+".join(f"%D8%A7%D9%84{n}*+%D9%88*" for n in range(12)) + "&size=50",
    "/trends?" + "&".join(f"q=%D8%A7*+{n}*" for n in range(5)),
    "/api/v1/search?q=%D8%A7%D9%84*+%22%D9%81%D9%8A+%D9%85%D9%86%22~10&size=50&syn=1&exact=0",
    "/search.csv?q=%D8%A7*",
    "/search.atom?q=%D9%85*+%D8%A8*",
)
#: The budget of a client who is tried: some dozens of pages at once.
_BUDGET = ("--limits-client-seconds", "0.5", "--limits-client-refill", "0.05")
_TRUSTING = ("--trusted-proxies", "127.0.0.1")
#: Addresses of nobody (RFC 5737).
_GREEDY, _OTHER = "203.0.113.7", "198.51.100.9"
#: The requests after which one who is greedy must have been refused, and pages of another.
_MOST, _PAGES = 2000, 20
_PAGE = "/search?q=%D8%A7%D9%84%D9%86%D9%81%D8%B7"


async def hang_up(address, tally, times):
    """Ask for much and leave, so many times; then a monitor and a reader ask."""
    for number in range(times):
        target = f"{DEAREST[number % len(DEAREST)]}&from={1990 + number % 20}"
        _, writer = await connected(address, request(target))
        with suppress(ConnectionError):
            await writer.drain()
            writer.close()
        tally.tried["hung up"] += 1
    since = time.monotonic()
    health = await asked(address, "/healthz")
    after = time.monotonic() - since
    page = await asked(address, f"{_PAGE}&page=2")
    tally.note = f"then health after {after:.2f} s, a page {time.monotonic() - since:.2f} s"
    for name, reply in (("health", health), ("a page", page)):
        if reply.status != 200:
            tally.lost.append(f"{name}: {reply.status}")


async def be_greedy(address, tally):
    """Ask without end for one client; it is refused, and another is not."""
    behind = f"X-Forwarded-For: {_GREEDY}"
    for number in count(1):
        reply = await asked(address, f"{DEAREST[number % len(DEAREST)]}&page={number}", behind)
        tally.tried["greedy"] += 1
        if reply.status == 429 or number == _MOST:
            break
    if reply.status != 429 or not reply.header("retry-after").isdecimal():
        tally.wrong.append(f"{reply.status} and not 429 with when to come again")
    for number in range(_PAGES):
        forwarded = f"X-Forwarded-For: {_OTHER}"
        page = await asked(address, f"{_PAGE}&size={number + 1}", forwarded)
        tally.tried["others"] += 1
        if page.status != 200:
            tally.lost.append(f"another is answered {page.status}")
    if (health := await asked(address, "/healthz", behind)).status != 200:
        tally.wrong.append(f"health is answered {health.status}")


def trial(tally, times, _chance):
    """Let so many clients hang up, and one be greedy."""
    with archive(ARTICLES) as index_dir:
        with serving(index_dir) as service:
            before = service.workers()
            asyncio.run(hang_up(service.address, tally, times))
            if service.workers() != before:
                tally.lost.append("a process ended")
        with serving(index_dir, *_BUDGET, *_TRUSTING) as service:
            asyncio.run(be_greedy(service.address, tally))
