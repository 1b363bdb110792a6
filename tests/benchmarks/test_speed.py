"""Speed and size beside stock Whoosh, over the same articles in the same run.

Stock Whoosh indexes the bodies with its own Arabic analyzer (Snowball), parses with its own parser
and highlights with its own highlighter. Times are CPU times of this process; the result is the
ratio. IQTISAD_ARCHIVE names an archive of real size; without it the sample is measured.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from operator import itemgetter
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from whoosh import fields, highlight, qparser
from whoosh.analysis import LanguageAnalyzer
from whoosh.index import create_in

from index.articles import Article, read_articles
from index.indexer.build import build_index
from search import Request, Searcher
from tests.web.test_hostile import HOSTILE

SAMPLE = Path(__file__).parents[2] / "index" / "sample" / "articles.jsonl"
QUERIES = (
    "أسعار النفط", "صندوق النقد الدولي", "أرباح البنوك", "سعر صرف الدولار", "أسعار الذهب",
    "البنك المركزي", "عجز الموازنة", "التضخم", "رفع أسعار الفائدة", "الغاز الطبيعي",
)  # fmt: skip
ROUNDS = 5


@pytest.fixture(scope="module")
def archive():
    """Return the archive to measure over."""
    return Path(os.environ.get("IQTISAD_ARCHIVE", SAMPLE))


@pytest.fixture(scope="module")
def ours(archive, tmp_path_factory):
    """Return a snapshot of our index, its directory, and the CPU seconds that it took."""
    directory = tmp_path_factory.mktemp("ours") / "index"
    _, seconds = cpu_seconds(lambda: build_index([archive], directory))
    searcher = Searcher(directory)
    yield searcher.snapshot(), directory, seconds
    searcher.close()


@pytest.fixture(scope="module")
def stock(archive, tmp_path_factory):
    """Return stock Whoosh's index of the same bodies, its directory, and its CPU seconds."""
    directory = tmp_path_factory.mktemp("stock")
    schema = fields.Schema(body=fields.TEXT(analyzer=LanguageAnalyzer("ar"), stored=True))
    whoosh = create_in(str(directory), schema)

    def build():
        writer = whoosh.writer(limitmb=256)
        for article in read_articles([archive]):
            if isinstance(article, Article):
                writer.add_document(body=article.body)
        writer.commit()

    _, seconds = cpu_seconds(build)
    yield whoosh, directory, seconds
    whoosh.close()


def cpu_seconds(call):
    """Return what call returns, and the CPU seconds of this process that it took."""
    started = time.process_time()
    result = call()
    return result, time.process_time() - started


def report(name, ours, peer, unit):
    """Print a row: ours, the peer's, and their ratio."""
    print(f"\n| {name} | {ours:.1f} {unit} | {peer:.1f} {unit} | {ours / peer:.2f}x |")  # noqa: T201


def bytes_in(directory):
    """Return the size of all files below directory."""
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())


@pytest.mark.benchmark
def test_building(ours, stock):
    """CPU seconds to build the index."""
    assert ours[2] > 0
    report("building the index", ours[2], stock[2], "s")


@pytest.mark.benchmark
def test_size(ours, stock):
    """Megabytes on disk."""
    report("index on disk", bytes_in(ours[1]) / 1e6, bytes_in(stock[1]) / 1e6, "MB")


@pytest.mark.benchmark
def test_a_page_of_hits(ours, stock):
    """Milliseconds for a page of ten hits with their snippets, median over the queries."""
    parser = qparser.QueryParser("body", stock[0].schema)

    def our_page(text):
        return ours[0].search(Request(text=text)).total

    def stock_page(text):
        with stock[0].searcher() as searcher:
            results = searcher.search(parser.parse(text), limit=10)
            results.fragmenter = highlight.ContextFragmenter()
            return [hit.highlights("body", top=2) for hit in results]

    times = {
        page: [
            cpu_seconds(lambda page=page, text=text: page(text))[1]
            for _ in range(ROUNDS)
            for text in QUERIES
        ]
        for page in (our_page, stock_page)
    }
    assert all(our_page(text) for text in QUERIES)
    ours_ms, stock_ms = (statistics.median(each) * 1000 for each in times.values())
    report("a page of ten hits", ours_ms, stock_ms, "ms")


@pytest.mark.benchmark
def test_the_compiled_loops(ours):
    """Milliseconds to rank a query with compiled loops and with NumPy, median over the queries."""
    searcher = Searcher(ours[1], compiled=True)
    searcher.open()
    compiled = searcher.snapshot()
    requests = [Request(text=text) for text in QUERIES]
    medians = [
        statistics.median(
            cpu_seconds(lambda rank=snapshot.rank, request=request: rank(request))[1]
            for _ in range(2 * ROUNDS)
            for request in requests
        )
        for snapshot in (compiled, ours[0])
    ]
    assert [compiled.rank(each) for each in requests] == [ours[0].rank(each) for each in requests]
    searcher.close()
    report("ranking a query, compiled beside NumPy", *(each * 1000 for each in medians), "ms")


@pytest.mark.benchmark
def test_a_hostile_page(ours):
    """The milliseconds of the slowest hostile text; every one is answered in full."""
    pages = [cpu_seconds(lambda text=text: ours[0].search(Request(text=text))) for text in HOSTILE]
    print(f"\n| the slowest hostile text | {max(pages, key=itemgetter(1))[1] * 1000:.0f} ms |")  # noqa: T201
    assert not any("partial" in page.notes for page, _ in pages)


#: Readers at once, and pages that each asks for.
READERS, PAGES = 50, 40
#: What a browser says that makes a page more work.
BROWSER = "Accept-Encoding: gzip"


@pytest.fixture(scope="module")
def server(ours):
    """Return the process of iqtisad serve over our index, and its host and port."""
    command = [sys.executable, "-m", "web", "--index-dir", str(ours[1]), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        address = next(word for word in process.stdout.readline().split() if "://" in word)
        yield process, urlsplit(address).hostname, urlsplit(address).port
        process.terminate()


def read(server, readers, pages):
    """Return what readers.py measured: seconds, CPU seconds, the wait for every page."""
    _, host, port = server
    script = Path(__file__).with_name("readers.py")
    targets = "\n".join(f"/search?q={quote(query)}" for query in QUERIES)
    command = [sys.executable, script, host, port, readers, pages, BROWSER]
    done = subprocess.run(
        [str(word) for word in command],
        input=targets,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


#: What readers do with a list: read it, filter it, turn its page, read it in English.
VARIANTS = ("", "&year=2017", "&page=2", "&lang=en")


def pages(index_dir, code):
    """Return the CPU milliseconds of pages in a process that runs the code of a checkout."""
    targets = [f"/search?q={quote(query)}{each}" for each in VARIANTS for query in QUERIES]
    script = Path(__file__).with_name("pages.py")
    done = subprocess.run(
        [sys.executable, str(script), str(index_dir), "1"],
        input="\n".join(targets),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(code)},
    )
    return json.loads(done.stdout)


@pytest.mark.benchmark
def test_a_page_in_process(ours):
    """CPU milliseconds of a whole page without a socket, beside another commit's.

    IQTISAD_BEFORE names a checkout of the other commit, which must read the same index. The two run
    in turns, because a machine is busier now than then.
    """
    here = Path(__file__).parents[2]
    checkouts = [here, Path(os.environ.get("IQTISAD_BEFORE", here))]
    times = {side: [] for side in range(len(checkouts))}
    for _ in range(ROUNDS):
        for side, code in enumerate(checkouts):
            times[side] += pages(ours[1], code)
    for name, at in (("p50", 50), ("p90", 90)):
        report(
            f"a page in process, {name}", *(percentile(each, at) for each in times.values()), "ms"
        )


def percentile(values, at):
    """Return the value below which at hundredths of the values are."""
    return statistics.quantiles(values, n=100)[at - 1]


@pytest.mark.benchmark
def test_a_whole_page(server):
    """Milliseconds from the request to the last byte of HTML: one reader, then fifty."""
    read(server, 8, len(QUERIES))  # whatever is done once is done now
    alone = read(server, 1, ROUNDS * len(QUERIES))
    print(f"\n| a whole page, one reader | {statistics.median(alone['waits']):.1f} ms |")  # noqa: T201
    together = read(server, READERS, PAGES)
    assert len(together["waits"]) == READERS * PAGES
    each_second = READERS * PAGES / together["seconds"]
    median, share = statistics.median(together["waits"]), together["cpu"] / together["seconds"]
    print(f"\n| {READERS} readers | {each_second:.0f} pages/s, {median:.0f} ms each |")  # noqa: T201
    print(f"\n| these readers themselves | {share:.2f} cores |")  # noqa: T201


@pytest.mark.benchmark
def test_memory(server):
    """The megabytes of each process, with its share of the memory that they share."""
    own = Path(f"/proc/{server[0].pid}/task/{server[0].pid}/children")
    if not own.exists():
        pytest.skip("only Linux tells the memory of a process")
    serving = own.read_text().split() or [server[0].pid]
    megabytes = max(anonymous(process) for process in serving) / 1e6
    print(f"\n| processes, and memory of each | {len(serving)}, {megabytes:.0f} MB |")  # noqa: T201


def anonymous(process):
    """Return the bytes of a process that are in no file."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss_Anon:"))
