"""The alias is switched between two versions under readers: every answer is wholly of one of them.

The number of its edition stands in each text, and the editions have other numbers of articles, of
other sources: total, rows, texts, counts and the name of the version must agree.
"""

import json
import re
from collections import Counter
from contextlib import closing
from itertools import cycle

from index.cluster.address import Address
from search import Request, Searcher
from tests.trials.build_kills import INDEX
from tests.trials.cluster.editions import ALIAS, cluster_of, edition, live, send
from tests.trials.cluster.reading import Asking, Reading
from tests.trials.forks import Forks, Job
from tests.trials.mounts import in_memory
from tests.trials.service.running import serving, wait_for

READERS, THREADS = 16, 4
#: The articles of each edition, by their numbers.
NUMBERS = (range(48), range(40, 96))
#: One switch in so many waits until readers have seen it: a service looks every five seconds.
_SEEN = 8
#: The answers between two switches.
_BETWEEN = 12
_WORD = "الموسم"
_QUERY = "%D8%A7%D9%84%D9%85%D9%88%D8%B3%D9%85"
#: n41, n44 and n45 are in both editions.
TARGETS = (
    f"/search?q={_QUERY}&size=50", f"/search?q={_QUERY}&page=2", f"/search?q={_QUERY}&sort=newest",
    f"/api/v1/search?q={_QUERY}&size=20", f"/api/v1/search?q={_QUERY}&page=2", "/article/n41",
    f"/api/v1/search?q={_QUERY}&group=0&sort=oldest", "/api/v1/articles/n44", "/article/n45.json",
    f"/search.atom?q={_QUERY}", f"/search.jsonl?q={_QUERY}",
)  # fmt: skip
_EDITION = re.compile(r"في الأسبوع (\d+) من الموسم")
_MARKS = re.compile("</?mark>")
#: The facet of which every article has one value.
_FACET = "source"
_SOON = 60


class Switches:
    """An alias of two versions, and what readers see of them."""

    def __init__(self, cluster, editions, forks, tally):
        """Send both editions; the last one is live."""
        self._cluster, self._forks, self._tally = cluster, forks, tally
        self._indices = [send(cluster, each.index_dir).index for each in editions]
        self._articles = {str(each.number): len(each.texts) for each in editions}
        self._versions = {str(each.number): _version(each.index_dir) for each in editions}
        self.seen = Counter()

    def switch(self, number):
        """Make the other version live: by its name, or as the one before."""
        (before,) = live(self._cluster)
        (other,) = {*self._indices} - {before}
        back = number % 3 == 0 and other < before
        way = ("rollback",) if back else ("activate", other)
        ended = self._forks.run(
            Job(target=INDEX, arguments=[*way, "--index", self._cluster.address(ALIAS)])
        )
        if ended.status or live(self._cluster) != [other]:
            self._tally.wrong.append(f"{way[0]}: {ended}, {live(self._cluster)} is live")
        self._tally.tried[way[0]] += 1
        return str(self._indices.index(other) + 1)

    def heard(self, target, reply):
        """Tell what is wrong with an answer of the service."""
        text = _MARKS.sub("", reply.body.decode())
        if reply.status != 200:
            self._tally.lost.append(f"{target}: {reply.status}")
            return
        self._see(target, {*_EDITION.findall(text)}, _numbers(target, text))

    def ask(self, searcher):
        """Ask a Searcher, and tell what is wrong with its answer."""
        page = searcher.snapshot().search(Request(text=_WORD))
        texts = " ".join(part.text for hit in page.hits for part in hit.snippets)
        counts = next(each for each in page.facets if each.name == _FACET)
        numbers = {page.total, sum(each.articles for each in counts.counts), page.index.articles}
        self._see("Searcher", {*_EDITION.findall(texts)}, (numbers, page.index.id))

    def _see(self, target, editions, named):
        """Tell if the edition of the texts, the numbers, and the name of a version differ."""
        numbers, version = named
        if len(editions) != 1:
            self._tally.wrong.append(f"{target}: editions {sorted(editions)}")
            return
        (one,) = editions
        self.seen[one] += 1
        if numbers - {self._articles[one]} or version not in {"", self._versions[one]}:
            self._tally.wrong.append(f"{target}: edition {one}, {numbers} articles, {version!r}")


def _numbers(target, text):
    """Return the numbers of all articles that an answer names, and the version, "" for none."""
    if not target.startswith("/api/v1/search"):
        return set(), ""
    page = json.loads(text)
    counts = next(each["counts"] for each in page["facets"] if each["name"] == _FACET)
    numbers = {page["total"], page["index"]["articles"], sum(each["articles"] for each in counts)}
    return numbers, page["index"]["id"]


def _version(index_dir):
    return (index_dir / "CURRENT").read_text().strip()


def _switch(switches, tally, times, reading, searcher):
    for number in range(times):
        edition = switches.switch(number)
        searcher.refresh()
        before = switches.seen[edition]
        if number % _SEEN == 0:
            reading.go_on(4 * _BETWEEN)
            if not _is_seen(switches, edition, before + 4 * _BETWEEN):
                tally.wrong.append(f"edition {edition} is live and not seen")
        else:
            reading.go_on(_BETWEEN)


def _is_seen(switches, edition, more):
    """Return whether an edition is seen more often than so often, sooner or later."""
    return wait_for(lambda: switches.seen[edition] > more, _SOON)


def trial(tally, times, _chance, given=None):
    """Switch so many times under readers."""
    with in_memory() as folder, cluster_of(given) as cluster, Forks() as forks:
        editions = [edition(folder, 1 + each, NUMBERS[each]) for each in range(2)]
        switches = Switches(cluster, editions, forks, tally)
        searcher = Searcher(Address.parse(cluster.address(ALIAS)), cache_dir=folder / "alone")
        with (
            closing(searcher),
            serving(cluster.address(ALIAS), "--cache-dir", folder / "cache") as service,
        ):
            before = service.workers()
            asking = Asking(THREADS, lambda _: switches.ask(searcher))
            with (
                Reading(service.address, READERS, cycle(TARGETS), switches.heard) as reading,
                asking,
            ):
                _switch(switches, tally, times, reading, searcher)
            reading.tell(tally, "pages")
            asking.tell(tally, "answers of a Searcher")
            tally.note = f"seen {dict(switches.seen)}"
            if service.workers() != before:
                tally.lost.append("a process ended")
