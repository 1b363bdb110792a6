"""A cluster beside one machine: what sending takes, what pages cost and where, and their equality.

    python -m tests.benchmarks.cluster INDEX_DIR [--queries FILE] [--rounds N] [--replicas N]

Starts three nodes on loopback, sends the version of a directory, and prints tables. Both engines
run in this process, as a server runs them, and answer each page in turns. CPU times hold on a
machine that others use; the milliseconds of the wall do not.
"""

import argparse
import os
import shutil
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path

from index.cluster.address import Address, Credentials
from index.cluster.client import Cluster
from index.cluster.publish import Options, send_whole
from index.versions.store import open_index
from search import Request, Searcher
from search.engine.opensearch.aggregations import ROWS, by_facets, held_facets
from search.engine.opensearch.first_stage import first_stage
from search.rewrite.rewriter import rewrite
from search.weights import WEIGHTS
from tests.benchmarks import paper
from tests.benchmarks.meter import Cost, Disk, Meter, node_seconds
from tests.cluster.harness import RunningCluster
from tests.search.engine.opensearch.real_pages import varied
from tests.search.engine.opensearch.sent import different

#: Java's own choice of compilers and collector, as a server has it, with a heap for a test. The
#: threads of compilers stay, so that their time is known.
JAVA = ("-Xmx1g", "-XX:-UseDynamicNumberOfCompilerThreads")
ALIAS = "benchmark"
CANDIDATES = (100, 250, 300)
HERE = "one machine"
CLUSTERS = {f"cluster, {most} candidates": most for most in CANDIDATES}
THERE = "cluster, 300 candidates"
#: The queries of the sample, where no file is given: words of its headlines.
_QUERIES = ("أسعار النفط", "صندوق النقد الدولي", "البنك المركزي", "سوق الأسهم", "الذهب", "التضخم")
_HEAD = ("wall p50 ms", "p95", "Python CPU ms", "nodes' CPU ms", "round trips")
_PARTS = {
    "size 0: found and counted": (0, True),
    "10 sources": (10, True),
    "250 from columns": (250, False),
    **{f"{size} sources": (size, True) for size in CANDIDATES},
}


def table(head, rows):
    """Print a table."""
    print("|", " | ".join(head), "|")  # noqa: T201
    print("|" + "---|" * len(head))  # noqa: T201
    for row in rows:
        print("|", " | ".join(map(str, row)), "|")  # noqa: T201
    print()  # noqa: T201


def send(cluster, index_dir, address, replicas):
    """Send the version of a directory; return what it took as a paper.Sending."""
    opened, nodes = open_index(index_dir), cluster.nodes
    disk = Disk(cluster.directory)
    arrived = []
    options = Options(
        progress=lambda count, _: arrived.append((count, time.perf_counter())), replicas=replicas
    )
    with closing(Cluster(address, Credentials(), deadline=60)) as client, disk.watched():
        python, java, wall = time.process_time(), node_seconds(nodes), time.perf_counter()
        report = send_whole(client, ALIAS, opened, options)
        python, java = time.process_time() - python, node_seconds(nodes) - java
        taken = _stats(client, report.index)
    return paper.Sending(
        articles=report.articles,
        seconds=report.seconds,
        arriving=arrived[-1][1] - wall,
        python=python,
        nodes=java,
        sent=report.bytes,
        files=taken,
        most=disk.most,
    )


def _stats(client, index):
    """Return the bytes of one copy of an index by kind of file."""
    path = f"{index}/_stats/store,segments"
    found = client.ask("GET", path, params={"include_segment_file_sizes": True})
    primaries = found["_all"]["primaries"]
    sizes = {
        name: each["size_in_bytes"] for name, each in primaries["segments"]["file_sizes"].items()
    }
    return sizes | {"all": primaries["store"]["size_in_bytes"]}


def beside(meter, calls):
    """Return the costs of calls of several archives, by name; each page of all in turns."""
    costs = {name: Cost() for name in calls}
    for one in zip(*calls.values(), strict=True):
        for name, call in zip(calls, one, strict=True):
            meter.call(costs[name], *call)
    return costs


def parts(meter, finder, requests):
    """Return the costs of a page's search, by how much of the articles it brings; for each query.

    Beside them stand the articles that each query finds.
    """
    opened = finder._opened  # noqa: SLF001  what a page asks through
    counted = by_facets(opened.statistics, held_facets(opened.statistics)) | ROWS
    costs = {name: Cost() for name in _PARTS}
    found = []
    for request in requests:
        plan = rewrite(request, finder.statistics, WEIGHTS, finder.names)
        first = first_stage(opened, plan, 0, counted=True)
        found.append((first.total, []))
        for name, (size, texts) in _PARTS.items():
            search = first.asked.listed(size, texts=texts, counted=counted)
            before = costs[name].nodes
            meter.call(costs[name], opened.answer, search)
            if not size:
                found[-1][1].append(costs[name].nodes - before)
    return costs, found


def main():
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index_dir", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--replicas", type=int)
    given = parser.parse_args()
    queries = given.queries.read_text("utf-8").split("\n") if given.queries else _QUERIES
    requests = [Request(text=text) for text in queries if text.strip()]
    with ExitStack() as ends:
        cluster = ends.enter_context(RunningCluster(options=JAVA))
        cache = Path(tempfile.mkdtemp())
        ends.callback(shutil.rmtree, cache)
        address = Address.parse(cluster.address(ALIAS))
        sending = send(cluster, given.index_dir, address, given.replicas)
        table(*paper.sent(sending))
        meter = Meter(cluster.nodes)
        ends.enter_context(meter.counting())

        opening = {name: Cost() for name in (HERE, THERE)}

        def searcher(name, index, **options):
            made = Searcher(index, cache_dir=cache, compiled=True, **options)
            ends.callback(made.close)
            meter.call(opening.get(name, Cost()), made.open)
            return made.snapshot()

        archives = {HERE: searcher(HERE, given.index_dir)} | {
            name: searcher(name, address, candidates=most) for name, most in CLUSTERS.items()
        }
        here, there = archives[HERE], archives[THERE]
        _pages(meter, archives, requests, given.rounds)
        finder = there._finder  # noqa: SLF001
        parts(meter, finder, requests)  # the first round warms
        costs, found = parts(meter, finder, requests)
        _costs("the search of a page", costs)
        table(*paper.estimate(sending, costs["300 sources"], found))
        _equality(here, there, varied([each.text for each in requests]))
        _costs("once a version", opening)
        _besides(meter, {HERE: here, "cluster": there}, requests)


def _costs(head, costs):
    table((head, *_HEAD), ((name, *each.cells()) for name, each in costs.items()))


def _pages(meter, archives, requests, rounds):
    """Print what a page costs in the last round; those before warm a cluster's compilers."""
    calls = {name: [(each.search, one) for one in requests] for name, each in archives.items()}
    for _ in range(rounds - 1):
        beside(meter, {name: calls[name] for name in (HERE, THERE)})
    costs = beside(meter, calls)
    _costs("a page", costs)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")  # noqa: T201


def _equality(here, there, requests):
    """Print how many pages are equal."""
    unequal = [each for each in requests if different(here.search(each), there.search(each))]
    print(f"{len(requests) - len(unequal)} of {len(requests)} pages are equal")  # noqa: T201
    for each in unequal:
        print(f"not: {each}")  # noqa: T201
    print()  # noqa: T201


def _besides(meter, archives, requests):
    """Print what is asked beside pages."""
    ids = [next(iter(archives[HERE].rank(each)), "") for each in requests]
    asked = {
        "articles beside one": lambda one: [
            (one.surroundings, each, Request()) for each in ids if each
        ],
        "trends of two texts": lambda one: [
            (one.trends, [each.text, "النفط"], each) for each in requests
        ],
        "completion of half a word": lambda one: [
            (one.complete, each.text[: len(each.text) // 2]) for each in requests
        ],
    }
    rows = []
    for kind, calls in asked.items():
        for _ in range(2):  # the first one warms
            costs = beside(meter, {name: calls(one) for name, one in archives.items()})
        rows += [(f"{kind}, {name}", *each.cells()) for name, each in costs.items()]
    table(("beside pages", *_HEAD), rows)


if __name__ == "__main__":
    main()
