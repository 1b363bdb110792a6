"""A month of thirty newspapers: every count must be right to the last one.

The clock jumps, the requests are real. What the fetcher says it did is compared with the log of
the server, and the index with what the newspapers have shown.
"""

import gzip
import json
import tempfile
from collections import Counter, defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

from index.articles.readers.web.warc_record import records
from index.codec.multi import open_parts
from index.commands.fetch_rounds import Rounds
from index.fetching.recovery import recovered
from index.fetching.request.client import Client
from index.fetching.sources import Source, Sources
from index.indexer.build import build_index
from index.indexer.catalog import stored_article
from index.versions.store import open_index
from tests.index.fetching.clocks import JumpingClock
from tests.trials import newsroom
from tests.trials.newsroom import DAY, HOUR, SITES, Newsroom

DELAY, EVERY = 5.0, 2.75 * HOUR
#: The seconds between two runs of a timer.
TICK = 0.5 * HOUR
PAGES = {*newsroom.SITEMAPS, newsroom.INDEXED}


@dataclass
class Month:
    """What the fetcher said that it did, and where it put it."""

    room: Newsroom
    index_dir: Path
    archive: Path
    rounds: int = 0
    outcomes: list = field(default_factory=list)
    failures: list = field(default_factory=list)

    def total(self, name):
        """Return the sum of a count of all outcomes, or of the lengths of their lists."""
        values = [getattr(each, name) for each in self.outcomes]
        return sum(len(each) if isinstance(each, list) else each for each in values)

    def served(self, statuses, *starts):
        """Return the requests with a status for a path that begins so."""
        return [
            each
            for each in self.room.log
            if each.status in statuses and each.path.startswith(starts or "/")
        ]


def source(room, site):
    """Return a newspaper as the operator lists it."""
    kind = "sitemap" if site in PAGES else "feed"
    return Source(
        name=f"صحيفة {site}",
        address=room.address(site, "/sitemap.xml" if kind == "sitemap" else "/feed"),
        kind=kind,
        section="اقتصاد",
        timezone="Asia/Beirut",
        clock="printed",
        every=EVERY,
        full_text="auto",
        language="",
    )


def run_month(folder, days, *, index_every=DAY):
    """Fetch for so many days, and return what happened."""
    clock = JumpingClock()
    with ExitStack() as stack:
        room = Newsroom(clock, days)
        stack.callback(room.close)
        archive, index_dir = folder / "archive", folder / "index"
        archive.mkdir()
        listed = Sources(
            user_agent="iqtisad/test",
            delay=DELAY,
            sources=tuple(source(room, site) for site in range(SITES)),
        )
        client = Client("iqtisad/test", allow_local=True, clock=clock, resolve=room.resolve)
        # 10,000 records in some minutes: the disk has no time to be waited for.
        stack.enter_context(patch("os.fsync"))
        state = stack.enter_context(recovered(archive))
        with_index = Rounds(listed, state, client, clock, archive, index_dir)
        without = Rounds(listed, state, client, clock, archive, None)
        month = Month(room, index_dir, archive)
        end, indexed = clock.now() + days * DAY, clock.now()
        while clock.now() < end:
            is_day = clock.now() - indexed >= index_every
            indexed = clock.now() if is_day else indexed
            _round(with_index if is_day else without, month)
            clock.wait(TICK)
        for _ in range(8):  # what waits after a fault comes, too
            clock.wait(6 * HOUR)
            _round(with_index, month)
    return month


def _round(rounds, month):
    outcomes, indexed = rounds.fetch()
    month.rounds += 1
    month.outcomes += outcomes
    if indexed.failure:
        month.failures.append(indexed.failure)


def articles_in(index_dir):
    """Return the articles of the live index by their addresses; those that are there twice, too."""
    opened = open_index(index_dir)
    parts = open_parts(opened.directory, opened.manifest.segments)
    found = [
        stored_article(part.segment, document) for part in parts for document in part.remaining
    ]
    seen = Counter(each.url for each in found)
    return {each.url if seen[each.url] == 1 else f"{each.url} {each.id}": each for each in found}


def impolite(room):
    """Yield the requests that came too early, or where the robots.txt keeps programs away."""
    by_site = defaultdict(list)
    for each in sorted(room.log, key=lambda each: each.begin):
        by_site[each.site].append(each)
    for site, asked in by_site.items():
        pause = newsroom.CRAWL_DELAY if site == newsroom.DELAYED else DELAY
        for before, after in pairwise(asked):
            busy = before.status in {429, 503}
            if after.begin - before.end < (newsroom.RETRY_AFTER if busy else pause) - 0.001:
                yield before, after
        for each in asked:
            if site == newsroom.PRIVATE and each.path.startswith("/private/"):
                yield each, each


def versions_of_pages(month):
    """Return how often each page should have given an article, and how often a 410."""
    given, gone = Counter(), Counter()
    for site in set(range(SITES)) - set(newsroom.FULL):
        for number, version in month.room.listed[site]:
            path = newsroom.Listed(number, 0, version).path
            is_missing = site == newsroom.MISSING and number % 6 == 2
            if is_missing or (site == newsroom.PRIVATE and path.startswith("/private/")):
                continue
            (given if version else gone)[site, path] += 1
    return given, gone


def expected_articles(month):
    """Return the address and title of each article that the index should hold."""
    room, expected = month.room, {}
    for site in range(SITES):
        latest = dict(sorted(room.listed[site], key=lambda each: (each[1] == 0, each[1])))
        for number, version in latest.items():
            each = newsroom.Listed(number, 0, version)
            is_kept = site == newsroom.PRIVATE and each.path.startswith("/private/")
            is_kept |= site == newsroom.MISSING and number % 6 == 2
            if version or is_kept:
                path = each.path
                if site == newsroom.REDIRECTED:
                    path = path.replace("/n/", "/final/")
                expected[room.address(site, path)] = each.title(site)
    return expected


def rebuilt(month):
    """Return the articles of a build of the archive alone."""
    again = month.archive.with_name("again")
    build_index([month.archive], again, processes=1)
    return articles_in(again)


def kept(month):
    """Return how many pages are in the archive, with those that said that they are gone."""
    found = 0
    for path in month.archive.rglob("*.warc.gz"):
        with gzip.open(path) as file:
            blocks = (each.block for each in records(file) if each.kind == "metadata")
            found += sum("kind" not in json.loads(block) for block in blocks)
    return found


def check(month):
    """Yield a sentence for whatever is not as it must be."""
    room = month.room
    pages = ("/n/", "/private/", "/final/")
    given, gone = versions_of_pages(month)
    served, said_gone = (
        Counter((each.site, each.path.replace("/final/", "/n/")) for each in month.served(*asked))
        for asked in (({200}, *pages), ({410}, *pages))
    )
    live = articles_in(month.index_dir)
    indexed = {url: each.title for url, each in live.items()}
    pairs = {
        "pages served": (served, given),
        "pages that are gone": (said_gone, gone),
        "articles": (indexed, expected_articles(month)),
        "articles of a build of the archive": (rebuilt(month), live),
        "records of pages": (kept(month), served.total() + said_gone.total()),
        "pages counted": (month.total("pages"), given.total()),
        "corrections counted": (month.total("again"), given.total() - len(given)),
        "withdrawals counted": (month.total("withdrawn"), gone.total()),
        "304 counted": (month.total("not_modified"), len(month.served({304}))),
        "at once": (room.most_at_once, 1),
        "impolite": (list(impolite(room)), []),
        "failures of the index": (month.failures, []),
        "asked of the old address": (
            len(month.served({301}, "/feed")),
            3,
        ),
        "asked of the source that is gone": (len(month.served({410}, "/feed")), 1),
    }
    for name, (found, expected) in pairs.items():
        if found != expected:
            yield f"{name}: {_apart(found, expected)}, and not {_apart(expected, found)}"


def _apart(these, those):
    """Return what of these is not in those."""
    if not isinstance(these, dict):
        return these
    return {key: value for key, value in these.items() if those.get(key) != value}


def trial(tally, days, _chance):
    """Run so many days."""
    with tempfile.TemporaryDirectory() as folder:
        month = run_month(Path(folder), days)
        tally.tried["requests"] += len(month.room.log)
        tally.tried[" rounds"] += month.rounds
        tally.tried[" articles"] += len(articles_in(month.index_dir))
        for name in ("pages", "again", "withdrawn", "not_modified"):
            tally.tried[f" {name.replace('_', ' ')}"] += month.total(name)
        tally.wrong += check(month)
