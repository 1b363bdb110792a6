"""The sending of an archive is killed: the alias leads to the version before, or to the next one.

Kills come at any moment, before any request, and before the last ones: those that write what an
index says of itself, and switch the alias. The next sending removes what was left.
"""

from contextlib import closing

from index.cluster.address import Address
from search import Request, Searcher
from tests.trials.cluster.commands import INDEX, LAID_OUT, SEND, age, is_locked, settle
from tests.trials.cluster.editions import ALIAS, cluster_of, edition, held, live
from tests.trials.cluster.strangers import Strangers
from tests.trials.forks import Forks, Job
from tests.trials.mounts import in_memory

#: The articles of each edition, by their numbers: fewer than half would be refused as a mistake.
_NUMBERS = (range(60), range(20, 96))
#: One sending in so many is let through after a kill.
_THROUGH = 4
#: One kill in so many is followed by a sending that must find the lock.
_LOCKED = 6
#: The part of the requests that are the last ones.
_END = 0.1
_WORD = "الموسم"


class Sendings:
    """An alias of a cluster, and the sendings to it that are killed."""

    def __init__(self, cluster, folder, forks, tally, chance):
        """Send the first edition, beside what is of others."""
        self._cluster, self._forks, self._tally, self._chance = cluster, forks, tally, chance
        self._folder, self._address = folder, cluster.address(ALIAS)
        self._editions = [edition(folder, 1 + n, numbers) for n, numbers in enumerate(_NUMBERS)]
        self._strangers = Strangers(cluster)
        self._searcher = Searcher(Address.parse(self._address), cache_dir=folder / "cache")
        self._whole = None
        for each in (*self._editions, self._editions[0]):
            self.let_through(each)

    def close(self):
        """Let go of the connections."""
        self._searcher.close()

    def attempt(self):
        """Kill a sending of the edition that is not live; look at what is left."""
        before, after = self._sides()
        where, moment = self._moment()
        job = Job(target=SEND, arguments=self._sending(after), asking=True, **moment)
        ended = self._forks.run(job)
        if not ended.met:
            self._whole = ended
        else:
            self._tally.tried[where] += 1
            settle(self._cluster)
            self._look(f"{where}, {moment}", before, after)
        if is_locked(self._cluster):
            self._after_a_lock(after)
        if not self._chance.randrange(_THROUGH):
            self.let_through(self._sides()[1])

    def let_through(self, after):
        """Send an edition by the command that builds it; nothing else may be left."""
        arguments = ["build", str(after.file), "--index-dir", str(after.index_dir)]
        arguments += ["--to", self._address, *LAID_OUT]
        ended = self._forks.run(Job(target=INDEX, arguments=arguments))
        self._tally.tried[" let through"] += 1
        self._look("let through", after, after)
        if ended.status or "Traceback" in ended.printed:
            self._tally.wrong.append(f"let through: {ended}")
        if left := self._left():
            self._tally.wrong.append(f"let through: leaves {left}")
        self._whole = self._whole or self._forks.run(
            Job(target=SEND, arguments=self._sending(after), asking=True)
        )

    def end(self):
        """Let a last one through."""
        self.let_through(self._sides()[1])

    def _sending(self, after):
        return [str(after.index_dir), self._address, "whole"]

    def _sides(self):
        """Return the edition that is live, and the other one."""
        (index,) = live(self._cluster)
        first, second = self._editions
        return (first, second) if held(self._cluster, index) == first.texts else (second, first)

    def _moment(self):
        """Return what is aimed at, and when that is."""
        whole = self._whole
        where = self._chance.choice(["any moment", "any moment", "any request", "the end"])
        if where == "any moment":
            return where, {"seconds": self._chance.uniform(0, whole.seconds)}
        first = whole.steps * (1 - _END) if where == "the end" else 1
        return where, {"step": self._chance.randint(int(first), whole.steps)}

    def _look(self, told, before, after):
        """Tell what is not as before and not as after, and what of others was touched."""
        led = live(self._cluster)
        if len(led) != 1:
            self._tally.lost.append(f"{told}: the alias leads to {led}")
            return
        now = held(self._cluster, *led)
        if now not in (before.texts, after.texts):
            self._tally.lost.append(f"{told}: {len(now)} articles, not as before and not as after")
        self._searcher.refresh()
        page = self._searcher.snapshot().search(Request(text=_WORD))
        if page.total != len(now) or page.index.articles != len(now) or "unanswered" in page.notes:
            self._tally.wrong.append(f"{told}: {page.total} on a page, {len(now)} are live")
        if touched := self._strangers.touched():
            self._tally.lost.append(f"{told}: touched what is of others: {touched}")

    def _after_a_lock(self, after):
        """Let the lock become old; before that, nobody else may work."""
        if not self._chance.randrange(_LOCKED):
            ended = self._forks.run(Job(target=SEND, arguments=self._sending(after)))
            if "is at work on it" not in ended.printed:
                self._tally.wrong.append(f"a lock was there, and {ended}")
            self._tally.tried[" found the lock"] += 1
        age(self._cluster)

    def _left(self):
        """Return the indices that no finished sending leaves, and the lock."""
        there = set(self._cluster.ask("GET", f"{ALIAS}*")) - self._strangers.names
        (led,) = live(self._cluster)
        ours = {each.removesuffix("-statistics") for each in there} - {f"{ALIAS}-lock"}
        kept = sorted(ours)[-2:]
        wanted = {f"{each}{more}" for each in kept for more in ("", "-statistics")}
        left = sorted(there - wanted - {f"{ALIAS}-lock"})
        left += [f"{led} is not the last one"] if led not in kept else []
        return left + ["the lock"] * is_locked(self._cluster)


def trial(tally, times, chance, given=None):
    """Kill so many sendings."""
    with (
        in_memory() as folder,
        cluster_of(given) as cluster,
        Forks() as forks,
        closing(Sendings(cluster, folder, forks, tally, chance)) as sendings,
    ):
        while tally.total < times:
            sendings.attempt()
        sendings.end()
