"""The order by meaning: what embedding takes, and a page with it beside the page without.

    python -m tests.benchmarks.meaning INDEX_DIR [--queries FILE] [--articles N]

Embeds the newest articles of an index into a file of its own, and answers each query over the
index, whose articles must have vectors, three times in this process: by words, by meaning for the
first time (cold), and once more.
CPU times hold on a machine that others use; the milliseconds of the wall do not.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from index.commands.embedding.passages import newest_first
from index.embedding.embedder import embed
from index.embedding.model.model import load
from index.embedding.vector_file import VECTORS
from index.embedding.writer import writing
from index.reader import open_reader
from search import Request, Searcher
from tests.benchmarks.cluster import table
from tests.benchmarks.meter import Cost

#: The queries of the sample, where no file is given: words of its headlines.
QUERIES = ("أسعار النفط", "صندوق النقد الدولي", "البنك المركزي", "سوق الأسهم", "الذهب", "التضخم")
_MB = 1e6


def resident():
    """Return the bytes of this process in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def embed_newest(index_dir, most, folder):
    """Embed the newest articles of an index into a folder; print what that took."""
    before, began = resident(), time.process_time()
    encoder = load()
    loading, loaded = time.process_time() - began, resident()
    reader = open_reader(index_dir)
    passages = list(islice(newest_first(reader), most))
    with writing(folder) as writer:
        report = embed(passages, writer, encoder)
    size = (folder / VECTORS).stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    rows = [
        ("articles embedded", f"{report.embedded:,}"),
        ("CPU ms an article", f"{report.cpu_seconds / max(report.embedded, 1) * 1000:.1f}"),
        ("bytes an article", f"{size / len(passages):.0f}"),
        ("loading the model, CPU ms", f"{loading * 1000:.0f}"),
        ("memory of the model, MB", f"{(loaded - before) / _MB:.0f}"),
        ("most memory of the process, MB", f"{peak / _MB:.0f}"),
    ]
    table(("embedding", ""), rows)


def timed(cost, snapshot, request):
    """Answer a request, and add what it took to a cost."""
    wall, python = time.perf_counter(), time.process_time()
    page = snapshot.search(request)
    cost.python += (time.process_time() - python) * 1000
    cost.walls.append((time.perf_counter() - wall) * 1000)
    return page


def compare(index_dir, queries):
    """Answer queries by words, by meaning for the first time, and again; print what that took."""
    searcher = Searcher(index_dir, compiled=True)
    searcher.open()
    costs = {name: Cost() for name in ("by words", "by meaning, cold", "by meaning, remembered")}
    with_model = 0
    for text in (QUERIES[0], *queries):
        snapshot = searcher.snapshot()
        timed(Cost(), snapshot, Request(text=text))  # what any order of it needs is read
        asked = Request(text=text), *2 * [Request(text=text, meaning=True)]
        if not with_model:  # the model is loaded
            before = resident()
            timed(Cost(), snapshot, asked[1])
            with_model = resident() - before
            continue
        for cost, request in zip(costs.values(), asked, strict=True):
            timed(cost, snapshot, request)
    searcher.close()
    head = "a page of ten", "wall p50 ms", "p95", "CPU ms"
    rows = [
        (name, f"{cost.quantile(50):.1f}", f"{cost.quantile(95):.1f}", f"{cost.each('python'):.1f}")
        for name, cost in costs.items()
    ]
    table(head, rows)
    print(f"The first question by meaning added {with_model / _MB:.0f} MB.")  # noqa: T201


def main():
    """Measure both; nothing is written into the index."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.meaning", description=__doc__)
    parser.add_argument("index_dir", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    options = parser.parse_args()
    queries = options.queries.read_text("utf-8").splitlines() if options.queries else QUERIES
    with tempfile.TemporaryDirectory(prefix="iqtisad-") as folder:
        pid = os.fork()  # so that the memory of embedding is not that of a server
        if not pid:
            embed_newest(options.index_dir, options.articles, Path(folder))
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(pid, 0)
    compare(options.index_dir, [text for text in queries if text.strip()])


if __name__ == "__main__":
    main()
