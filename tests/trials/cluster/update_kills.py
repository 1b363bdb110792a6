"""Updates in place are killed under readers: each reader is answered, and the next update mends it.

What is there then is what the same version is when all of it is sent to another alias: ids, texts,
columns, and pages.
"""

from contextlib import ExitStack, closing

from index.cluster.address import Address
from index.indexer.build import build_index
from index.indexer.update import update_index
from index.versions.articles import articles_of
from index.versions.store import open_index
from search import Request, Searcher, Sort
from tests.trials.cluster.commands import INDEX, LAID_OUT, SEND, age, is_locked, settle
from tests.trials.cluster.editions import ALIAS, cluster_of, held, live, send, sources
from tests.trials.cluster.reading import Asking
from tests.trials.forks import Forks, Job
from tests.trials.holdings import ARTICLES, article, texts, write
from tests.trials.mounts import in_memory

#: The alias of what is sent whole, and the readers.
_WHOLE, THREADS = "whole", 6
#: The articles of the first version, and those that an update has and removes, at most.
_FIRST, _CHANGED, _REMOVED = 70, 24, 4
#: One update in so many is let through, and looked at.
_THROUGH = 4
_TEXTS = ("الموسم", "أسعار القمح", "بيروت", '"أسعار الذهب"', "النفط أو الغاز", "")
REQUESTS = [Request(text=text) for text in _TEXTS] + [Request(sort=Sort.OLDEST)]


class Updates:
    """An index directory that changes, and its copy in a cluster."""

    def __init__(self, cluster, folder, forks, tally, chance):
        """Build and send the first version."""
        self._cluster, self._forks, self._tally, self._chance = cluster, forks, tally, chance
        self._folder, self._index_dir, self._edition = folder, folder / "index", 1
        first = write(folder / "1.jsonl", map(article, range(_FIRST)))
        build_index([first], self._index_dir, processes=1)
        self._address = cluster.address(ALIAS)
        send(cluster, self._index_dir)
        self._whole = None
        for _ in range(2):
            self._change()
            self.let_through()

    def attempt(self):
        """Change some articles, and kill the sending of that."""
        before = held(self._cluster, *live(self._cluster))
        self._change()
        where, moment = self._moment()
        ended = self._forks.run(self._job(SEND, **moment))
        if ended.met:
            self._tally.tried[where] += 1
            settle(self._cluster)
            self._look(f"{where}, {moment}", before)
        else:
            self._whole = ended
        age(self._cluster)
        if not self._chance.randrange(_THROUGH):
            self.let_through()

    def let_through(self):
        """Send what differs, by the command; it must be what is sent as a whole."""
        arguments = ["update", "--index-dir", str(self._index_dir), "--to", self._address]
        ended = self._forks.run(Job(target=INDEX, arguments=[*arguments, *LAID_OUT], asking=True))
        self._tally.tried[" let through"] += 1
        if ended.status or "Traceback" in ended.printed or is_locked(self._cluster):
            self._tally.wrong.append(f"let through: {ended}")
        self._whole = self._whole or ended
        self._compare()

    def ask(self, searcher, number):
        """Ask a Searcher; raise what a reader would see as a refusal."""
        page = searcher.snapshot().search(REQUESTS[number % len(REQUESTS)])
        return "of a part" if "unanswered" in page.notes or not page.hits else ""

    def _change(self):
        """Take in some articles in a new edition, and remove some."""
        self._edition += 1
        numbers = self._chance.sample(range(ARTICLES), self._chance.randint(2, _CHANGED))
        records = [article(each, self._edition) for each in numbers]
        file = write(self._folder / f"{self._edition}.jsonl", records)
        there = sorted({*self._here()} - {*texts(records)})
        gone = self._chance.sample(there, self._chance.randint(0, _REMOVED))
        update_index([file], self._index_dir, remove=gone, allow_shrink=True)

    def _here(self):
        """Return the texts of the index directory, by id."""
        found = articles_of(open_index(self._index_dir))
        return {each.id: (each.title, each.body) for each in found}

    def _job(self, target, **moment):
        arguments = [str(self._index_dir), self._address, "differences"]
        return Job(target=target, arguments=arguments, asking=True, **moment)

    def _moment(self):
        """Return what is aimed at, and when that is."""
        if self._chance.randrange(2):
            return "any moment", {"seconds": self._chance.uniform(0, self._whole.seconds)}
        return "any request", {"step": self._chance.randint(1, self._whole.steps)}

    def _look(self, told, before):
        """Tell of an article that is not as it was before and not as it is here."""
        led = live(self._cluster)
        if len(led) != 1:
            self._tally.lost.append(f"{told}: the alias leads to {led}")
            return
        now, here = held(self._cluster, *led), self._here()
        odd = [own for own in now if now[own] not in (before.get(own), here.get(own))]
        gone = (before.keys() & here.keys()) - now.keys()
        if odd or gone:
            self._tally.lost.append(f"{told}: {odd} are of no version, {sorted(gone)} are gone")

    def _compare(self):
        """Tell in what the copy differs from the index directory, and from what is sent whole."""
        (index,) = live(self._cluster)
        if held(self._cluster, index) != self._here():
            self._tally.lost.append("an update let through: not what is here")
        send(self._cluster, self._index_dir, _WHOLE)
        (whole,) = live(self._cluster, _WHOLE)
        ours, theirs = (sources(self._cluster, each) for each in (index, whole))
        if _in_order(ours) != _in_order(theirs):
            self._tally.wrong.append("an update let through: in another order")
        if ours != theirs:
            odd = sorted(own for own in ours | theirs if ours.get(own) != theirs.get(own))
            self._tally.wrong.append(f"an update let through: {odd} are not as sent whole")
        self._compare_pages()

    def _compare_pages(self):
        with ExitStack() as closes:
            for request in REQUESTS:
                ours, theirs = (
                    _shown(closes.enter_context(closing(self._searcher(alias))), request)
                    for alias in (ALIAS, _WHOLE)
                )
                if ours != theirs:
                    self._tally.wrong.append(f"another page for {request.text!r}")

    def _searcher(self, alias):
        address = Address.parse(self._cluster.address(alias))
        return Searcher(address, cache_dir=self._folder / f"cache-{alias}")


def _in_order(found):
    """Return the ids of articles in the order of the archive, and forget their places."""
    return sorted(found, key=lambda own: found[own].pop("seq"))


def _shown(searcher, request):
    """Return what a page shows: the order, scores, texts, counts."""
    page = searcher.snapshot().search(request)
    hits = [(hit.headline, round(hit.score, 4), hit.snippets) for hit in page.hits]
    return page.total, page.rows, hits, page.facets, page.timeline


def trial(tally, times, chance, given=None):
    """Kill so many updates under readers."""
    with in_memory() as folder, cluster_of(given) as cluster, Forks() as forks:
        updates = Updates(cluster, folder, forks, tally, chance)
        address = Address.parse(cluster.address(ALIAS))
        with closing(Searcher(address, cache_dir=folder / "cache")) as searcher:
            with Asking(THREADS, lambda number: updates.ask(searcher, number)) as asking:
                while tally.total < times:
                    updates.attempt()
                    asking.go_on(THREADS)
                updates.let_through()
            asking.tell(tally, "answers of a Searcher")
