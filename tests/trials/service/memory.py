"""Very many requests of all kinds: the memory of every process stays as it was after a tenth.

Finished pages are remembered within a bound, which is small here: it is full long before.
"""

import asyncio
from itertools import islice

from tests.trials.service.archives import QUERIES, archive, pages
from tests.trials.service.running import memory_of, serving
from tests.trials.service.wire import Readers

ARTICLES = 500
READERS = 12
_LITTLE = ("--limits-response-cache-mb", "4")
#: The bytes by which a process may grow, and the requests from which on that is held against it: a
#: process that has answered fewer goes on filling what it keeps within bounds.
FLAT, _MANY = 5_000_000, 50_000
_MEGABYTE = 1e6
#: What is no page of results: articles, files, errors, what monitors and crawlers ask for.
_OTHERS = (
    "/search.csv?q={}", "/search.atom?q={}", "/search.ris?q={}", "/search.jsonl?q={}&from=2019",
    "/nothing/{}", "/search?q={}&page=x", "/search?from={}", "/article/{}", "/api/v1/articles/{}",
    "/healthz", "/readyz", "/robots.txt", "/sitemap.xml", "/help?lang=en", "/about/{}", "/names",
    "/api/v1/timeline?q={}", "/api/v1/facets?q={}", "/search/by/source?q={}", "/trends.svg?q={}",
    "/search?source={}", "/api/openapi.json", "/opensearch.xml", "/sources", "/search?q={}{}{}",
)  # fmt: skip


def _targets(chance):
    """Yield addresses without end: half are pages of results, old and new."""
    for page in pages(chance):
        yield page
        parts = (chance.choice(QUERIES) for _ in range(3))
        yield chance.choice(_OTHERS).format(*parts)


def _read(service, targets, tally):
    readers = Readers(service.address, READERS, targets)
    asyncio.run(readers.read())
    tally.lost += map(str, readers.lost)
    tally.wrong += [f"status {each}: {n}" for each, n in readers.statuses.items() if each >= 500]
    for status, number in readers.statuses.items():
        tally.tried[f"{status}"] += number


def trial(tally, times, chance):
    """Make so many requests, and look at the memory after a tenth of them and after all."""
    targets = _targets(chance)
    with archive(ARTICLES) as index_dir, serving(index_dir, *_LITTLE) as service:
        workers = service.workers()
        _read(service, islice(targets, times // 10), tally)
        before = list(map(memory_of, workers))
        _read(service, islice(targets, times - times // 10), tally)
        if service.workers() != workers:
            tally.lost.append("a process ended")
            return
        after = list(map(memory_of, workers))
    grown = [now - then for now, then in zip(after, before, strict=True)]
    tally.note = "; ".join(
        f"{then / _MEGABYTE:.1f} to {now / _MEGABYTE:.1f} MB"
        for then, now in zip(before, after, strict=True)
    )
    if times >= _MANY and max(map(abs, grown)) > FLAT:
        tally.wrong.append(f"processes grew by {', '.join(f'{g / 1e6:.1f} MB' for g in grown)}")
