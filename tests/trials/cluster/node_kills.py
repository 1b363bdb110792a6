"""Nodes are killed under readers: with one of three gone, every page is whole.

With two gone, a page is whole, or says that it is of a part, or is a refusal; with all gone it is a
refusal. Once they are there again, pages are whole, of the same service, and of one that may keep
pages, too.
"""

import asyncio
from collections import Counter
from contextlib import closing, contextmanager
from itertools import cycle, islice
from threading import Lock
from urllib.parse import unquote

from index.cluster.address import Address
from search import Request, Searcher
from tests.trials.cluster.editions import ALIAS, cluster_of, send
from tests.trials.cluster.judging import UNANSWERED, Judge, is_busy
from tests.trials.cluster.reading import Asking, Reading
from tests.trials.mounts import in_memory
from tests.trials.service.archives import QUERIES, build, pages
from tests.trials.service.running import serving, wait_for
from tests.trials.service.wire import LostError, asked

ARTICLES = 300
READERS = 20
#: The addresses that are read, and the pages between two events.
_TARGETS, _PAGES = 40, 60
#: The seconds after which pages must be whole again: a node that was dead is asked again, and
#: another version looked for.
_SOON = 60
#: The characters of what a service has said that a table quotes where something is wrong.
_QUOTED = 900
_FIXED = ("/article/{}", "/article/{}.json", "/api/v1/facets?q={}", "/trends.csv?q={}")
_NOTHING_KEPT = ("--limits-response-cache-mb", "0")
_TEXTS = [unquote(each) for each in QUERIES]


class Nodes:
    """A cluster whose nodes are killed, a service of its archive, and what readers see of it."""

    def __init__(self, cluster, service, keeping, tally):
        """Be read by readers of a service; another one keeps the pages that it may."""
        self._cluster, self._service, self._keeping = cluster, service, keeping
        self._tally, self._lock, self._told = tally, Lock(), Counter()
        self._judge = Judge()
        self._workers = [*service.workers(), *keeping.workers()]

    def learn(self, targets):
        """Read pages in peace."""
        self._tally.wrong += self._judge.learn(self._service.address, targets)

    def kill_one(self, victim):
        """Kill a node, and start it again; every page must be whole."""
        with self._reading(self._judge.whole, "one killed") as reading:
            reading.go_on(_PAGES // 2)
            victim.kill()
            reading.go_on(2 * _PAGES)
            victim.start()
            reading.go_on(_PAGES)
            self._cluster.wait()
            reading.go_on(_PAGES // 2)
        self._tally.tried["one killed"] += 1

    def kill_most(self, left):
        """Kill the nodes but for some, start them again, and wait for whole pages."""
        told = f"{left} of {len(self._cluster.nodes)} left"
        victims = self._cluster.nodes[left:]
        with self._reading(self._judge.part, told) as reading:
            for each in victims:
                each.kill()
            reading.go_on(4 * _PAGES)
            self._ask_all(self._keeping, self._judge.part, told)
            for each in victims:
                each.start()
            self._cluster.wait()
            reading.go_on(_PAGES)
        self._tally.tried[told] += 1
        self._await_whole(told)

    def end(self):
        """Tell what the services have said, and whether a process ended."""
        if [*self._service.workers(), *self._keeping.workers()] != self._workers:
            self._tally.lost.append("a process ended")
        said = self._service.said() + self._keeping.said()
        if self._tally.failed:
            self._tally.note = f"said {said[:_QUOTED]!r}"
        if "Traceback" in said:
            self._tally.wrong.append(f"an error that nobody expected: {said[-900:]}")

    def manager(self):
        """Return the node that manages the cluster."""
        (named,) = self._cluster.ask("GET", "_cat/cluster_manager", format="json")
        return next(each for each in self._cluster.nodes if each.name == named["node"])

    def _reading(self, judge, told):
        targets = cycle(self._judge.targets)
        tally = self._tally

        class Judged(Reading):
            def __exit__(self, *error):
                super().__exit__(*error)
                self.tell(tally, told)

        return Judged(self._service.address, READERS, targets, self._heard(judge, told))

    def _heard(self, judge, told):
        def heard(target, reply):
            with self._lock:
                self._tally.tried[f" {told}: {reply.status}"] += 1
                if is_busy(reply):  # the readers are many, whatever becomes of nodes
                    self._tally.tried[f" {told}: busy"] += 1
                    return
                fault = judge(target, reply)
                if fault and (sentence := f"{told}: {fault}") not in self._tally.wrong:
                    self._tally.wrong.append(sentence)

        return heard

    def _ask_all(self, service, judge, told):
        for target in self._judge.targets:
            try:
                reply = asyncio.run(asked(service.address, target))
            except LostError as error:
                self._tally.lost.append(f"{told}: {target}: {error}")
            else:
                self._heard(judge, told)(target, reply)

    def _await_whole(self, told):
        """Wait until pages are whole again: each of them must be then."""
        for service in (self._service, self._keeping):
            wait_for(lambda each=service: self._is_whole(each), _SOON)
            self._ask_all(service, self._judge.whole, f"after {told}")

    def _is_whole(self, service):
        target = self._judge.targets[0]
        replies = [asyncio.run(asked(service.address, target)) for _ in range(8)]
        return not any(self._judge.whole(target, each) for each in replies)


def _targets(chance, article):
    drawn = (each for each in pages(chance) if "suggest" not in each or chance.random() < 0.2)
    fixed = [each.format(article if "article" in each else QUERIES[0]) for each in _FIXED]
    return list(dict.fromkeys([*fixed, *islice(drawn, _TARGETS - len(fixed))]))


def _alone(cluster, cache_dir):
    """Return a Searcher, and a function that asks it: all it finds must be what it found."""
    searcher = Searcher(Address.parse(cluster.address(ALIAS)), cache_dir=cache_dir)
    known = {text: _found(searcher, text) for text in _TEXTS}

    def ask(number):
        text = _TEXTS[number % len(_TEXTS)]
        found = _found(searcher, text)
        return "" if found == known[text] else f"{text}: {found} and not {known[text]}"

    return searcher, ask


def _found(searcher, text):
    page = searcher.snapshot().search(Request(text=text))
    assert UNANSWERED not in page.notes
    return page.total, page.rows, [hit.headline.id for hit in page.hits]


@contextmanager
def _nodes(cluster, folder, tally, chance):
    """Send an archive, serve it, and yield the nodes."""
    send(cluster, build(folder, ARTICLES))
    article = cluster.ask("GET", f"{ALIAS}/_search", size=1)["hits"]["hits"][0]["_id"]
    cached = "--cache-dir", folder / "cache"
    address = cluster.address(ALIAS)
    with (
        serving(address, *cached, *_NOTHING_KEPT) as service,
        serving(address, *cached) as keeping,
    ):
        nodes = Nodes(cluster, service, keeping, tally)
        nodes.learn(_targets(chance, article))
        yield nodes
        nodes.end()


def asked_alone(tally, times, _chance, given=None):
    """Kill so many nodes, each in turn, while threads ask a Searcher."""
    with in_memory() as folder, cluster_of(given) as cluster:
        send(cluster, build(folder, ARTICLES))
        _kill_under_a_searcher(cluster, folder / "alone", times, tally)


def trial(tally, times, chance, given=None):
    """Kill so many nodes, one at a time, then two of them at once, then all."""
    with (
        in_memory() as folder,
        cluster_of(given) as cluster,
        _nodes(cluster, folder, tally, chance) as nodes,
    ):
        _kill_one_at_a_time(nodes, cluster, times)
        _kill_under_a_searcher(cluster, folder / "alone", times, tally)
        for left in (1, 0):
            nodes.kill_most(left)


def _kill_one_at_a_time(nodes, cluster, times):
    for number in range(times):
        turn = cluster.nodes[number // 2 % len(cluster.nodes)]
        nodes.kill_one(nodes.manager() if number % 2 else turn)


def _kill_under_a_searcher(cluster, cache_dir, times, tally):
    """Kill one node after the other while threads ask a Searcher."""
    searcher, ask = _alone(cluster, cache_dir)
    with closing(searcher), Asking(READERS, ask) as asking:
        for victim in islice(cycle(cluster.nodes), times):
            asking.go_on(_PAGES // 2)
            victim.kill()
            asking.go_on(_PAGES)
            victim.start()
            cluster.wait()
            tally.tried["one killed, asked alone"] += 1
    asking.tell(tally, "answers of a Searcher")
