"""`iqtisad fetch` is killed at random moments: no article is lost, and none comes twice.

Four sites with sixty articles, some of which change in between. Ten kills are an episode: then
one fetch is let through, and archive and index are counted.
"""

import gzip
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from contextlib import ExitStack
from io import BufferedReader, BytesIO
from pathlib import Path

from index.articles.readers.web.http_response import parse_response
from index.articles.readers.web.warc_record import records
from index.versions.store import current_version
from tests.index.fetching.sites import TEXT, Site, answer
from tests.trials.fetch_month import articles_in

SITES, ARTICLES, REVISED = 4, 15, 5
#: The kills of an episode, and those after which articles change.
EPISODE, BEFORE_CHANGE = 10, 5
#: A kill comes so many requests after the start, and so many seconds after that; the rest of a run,
#: when all has come and is indexed, takes about a second.
REQUESTS, SOON, LATE = 14, 0.02, 1.2
#: The share of kills that aim at what follows the requests.
LATE_SHARE = 0.4


class Papers:
    """The sites; they call wake at each request."""

    def __init__(self, wake):
        """Begin with the first version of all articles."""
        self.sites = [Site() for _ in range(SITES)]
        self.version = 1
        for number, site in enumerate(self.sites):
            site.paths["/papers"] = self._told(wake, lambda n=number: self._feed(n))
            for article in range(ARTICLES):
                page = self._told(wake, lambda n=number, a=article: self.page(n, a))
                site.paths[f"/n/{article}"] = page

    def close(self):
        """Close all."""
        for site in self.sites:
            site.close()

    @staticmethod
    def _told(wake, make):
        def respond(_headers):
            wake()
            return answer(body=make())

        return respond

    def title(self, site, article):
        """Return the title of an article as it is now."""
        version = self.version if article < REVISED - site else 1
        return f"أسعار السلعة {article} في المدينة {site}: النسخة {version}"

    def page(self, site, article):
        """Return the page of an article as it is now."""
        title = self.title(site, article)
        return f"<!doctype html><title>{title}</title><h1>{title}</h1><p>{title}. {TEXT * 5}</p>"

    def _feed(self, site):
        items = "".join(
            f"<item><title>{self.title(site, each)}</title>"
            f"<link>{self.sites[site].address}/n/{each}</link>"
            f"<description>{self.title(site, each)} وتفاصيل.</description></item>"
            for each in range(ARTICLES)
        )
        return f'<rss version="2.0"><channel>{items}</channel></rss>'

    def expected(self):
        """Return the title of each article that must be found in the end, by its address."""
        return {
            f"{self.sites[site].address}/n/{article}": self.title(site, article)
            for site in range(SITES)
            for article in range(ARTICLES)
        }


class Trial:
    """Kills fetches of one archive."""

    def __init__(self, folder, chance, papers=None):
        """Prepare sites, or take those that there are, and the list of them."""
        self._folder, self._chance = folder, chance
        self._left, self._reached = 0, threading.Event()
        self.papers = papers or Papers(self._wake)
        rows = (
            f'[[source]]\nname = "صحيفة {n}"\nfeed = "{site.address}/papers"\n'
            for n, site in enumerate(self.papers.sites)
        )
        self._list = folder / "sources.toml"
        self._list.write_text('[defaults]\ndelay = "0s"\n' + "".join(rows), "utf-8")

    @property
    def arguments(self):
        """Return those of the command."""
        options = "--archive", self._folder / "archive", "--index-dir", self._folder / "index"
        return tuple(map(str, (self._list, *options, "--force", "--allow-local")))

    def _wake(self):
        self._left -= 1
        if self._left <= 0:
            self._reached.set()

    def _start(self):
        command = [sys.executable, "-c", "from index.commands.fetch import fetch; fetch()"]
        uncovered = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
        return subprocess.Popen(
            [*command, *self.arguments],
            env=uncovered,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def kill_one(self):
        """Start a fetch and kill it; return whether it was still at work."""
        is_late = self._chance.random() < LATE_SHARE
        self._left = 1 if is_late else self._chance.randint(1, REQUESTS)
        self._reached.clear()
        with self._start() as process:
            while not self._reached.wait(0.05) and process.poll() is None:
                pass  # it may end with fewer requests
            try:
                process.wait(self._chance.uniform(0, LATE if is_late else SOON))
            except subprocess.TimeoutExpired:
                process.kill()
        return process.returncode == -signal.SIGKILL

    def let_through(self):
        """Let a fetch end; return its status and what it printed."""
        with self._start() as process:
            printed, _ = process.communicate()
        return process.returncode, printed

    def check(self):
        """Yield a sentence for whatever is lost, or there twice."""
        wanted = self.papers.expected()
        if not current_version(self._folder / "index"):
            yield "no index"
            return
        found = {url: each.title for url, each in articles_in(self._folder / "index").items()}
        if found != wanted:
            yield f"index: {sorted(set(found.items()) ^ set(wanted.items()))}"
        kept = self.archived()
        twice = {key: count for key, count in kept.items() if count > 1}
        if twice:
            yield f"twice in the archive: {twice}"
        last = {(url, title) for url, title in wanted.items() if (url, title) not in kept}
        if last:
            yield f"not in the archive: {sorted(last)}"

    def archived(self):
        """Return how often each version of an article is in the archive, by address and title."""
        kept = Counter()
        for path in (self._folder / "archive").rglob("*.warc.gz"):
            for record in records(BufferedReader(BytesIO(gzip.decompress(path.read_bytes())))):
                if record.kind == "response" and "/n/" in record.address:
                    page = parse_response(record.block).payload.decode()
                    kept[record.address, page.partition("<h1>")[2].partition("</h1>")[0]] += 1
        return kept


def run_episode(folder, kills, chance):
    """Kill so many fetches of one archive; return what is wrong, and how many were at work."""
    trial = Trial(folder, chance)
    with ExitStack() as stack:
        stack.callback(trial.papers.close)
        at_work = 0
        for number in range(kills):
            if number == min(BEFORE_CHANGE, kills - 1):
                trial.papers.version = 2
            at_work += trial.kill_one()
        status, printed = trial.let_through()
        wrong = list(trial.check())
        return wrong + ([printed] if status else []), at_work


def trial(tally, times, chance):
    """Kill so many fetches."""
    killed = 0
    while killed < times:
        with tempfile.TemporaryDirectory() as folder:
            wrong, at_work = run_episode(Path(folder), min(EPISODE, times - killed), chance)
        tally.lost += wrong
        killed += at_work
        tally.tried["kills"] += at_work
        tally.tried[" archives"] += 1
