"""Articles that are read in a second of this process's CPU time; the memory of damaged files.

Beside ours stands what the same file costs the library alone that reads its format, in the same
run, where one is installed: no fields, dates and languages, so it is a bound and no rival.
IQTISAD_ARCHIVE names an archive of JSON Lines; without it the sample is repeated.
"""

import csv
import itertools
import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import feedparser
import pytest
import trafilatura
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from index.articles import Article, read_articles
from tests.benchmarks.archives import WRITERS
from tests.conftest import SAMPLE
from tests.index.articles.bombs import BOMBS
from tests.index.articles.damage import WHOLE, damaged

#: The articles of a file, and the pages: enough that a second run differs by a hundredth.
_ARTICLES, _PAGES, _ROUNDS = 4000, 60, 3


@pytest.fixture(scope="module")
def articles():
    """Return articles with distinct ids and addresses."""
    archive = Path(os.environ.get("IQTISAD_ARCHIVE", SAMPLE))
    read = [each for each in read_articles([archive]) if isinstance(each, Article) and each.title]
    return [
        replace(each, id=f"{each.id}-{number}", url=f"https://mizan.example/{number}")
        for number, each in enumerate(islice(cycle(read), _ARTICLES))
    ]


def json_alone(path):
    """Parse each line."""
    with path.open("rb") as file:
        return sum(bool(json.loads(line)) for line in file)


def csv_alone(path):
    """Part each row."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def parquet_alone(path):
    """Return rows as Python has them."""
    from pyarrow import parquet  # noqa: PLC0415  an extra

    return len(parquet.read_table(path).to_pylist())


def feedparser_alone(folder):
    """Parse each feed, its markup left as it is."""
    files = (path.read_bytes() for path in folder.iterdir())
    return sum(len(feedparser.parse(data, sanitize_html=False).entries) for data in files)


def trafilatura_alone(folder):
    """Find the text and the metadata of each page."""
    files = (path.read_text("utf-8") for path in folder.iterdir())
    return sum(bool(trafilatura.bare_extraction(page, favor_precision=True)) for page in files)


PEERS = {
    "JSON Lines": json_alone,
    "CSV": csv_alone,
    "Parquet": parquet_alone,
    "feeds": feedparser_alone,
    "pages": trafilatura_alone,
}


def fastest(call):
    """Return what call returns, and the fewest CPU seconds that it took."""
    seconds = []
    for _ in range(_ROUNDS):
        started = time.process_time()
        result = call()
        seconds.append(time.process_time() - started)
    return result, min(seconds)


@pytest.mark.benchmark
@pytest.mark.parametrize("kind", WRITERS)
def test_reading(kind, articles, tmp_path):
    """Articles a CPU second; every one is read."""
    if kind == "Parquet":
        pytest.importorskip("pyarrow")
    written = articles[:_PAGES] if kind in ("pages", "WARC") else articles
    path = WRITERS[kind](tmp_path, written)

    def read():
        return sum(isinstance(each, Article) for each in read_articles([path], language="any"))

    count, seconds = fastest(read)
    assert count == len(written)
    shown = f"\n| reading {kind} | {count / seconds:,.0f} articles/s"
    if kind in PEERS:
        found, alone = fastest(lambda: PEERS[kind](path))
        assert found == count
        shown += f" | {PEERS[kind].__name__.replace('_', ' ')}: {found / alone:,.0f}/s"
        shown += f" | {alone / seconds:.2f}x"
    print(f"{shown} |")  # noqa: T201


@pytest.mark.benchmark
@pytest.mark.parametrize("what", ["damaged", "bombs"])
def test_memory(what, tmp_path):
    """The most memory of a process that reads a thousand damaged feeds and pages, or all bombs."""
    files = {"damaged": write_damaged, "bombs": write_bombs}[what](tmp_path)
    program = [sys.executable, "-c", _READ, str(tmp_path)]
    read = subprocess.run(program, capture_output=True, text=True, check=True)
    items, kibibytes = map(int, read.stdout.split())
    assert items >= files
    print(f"\n| memory of {files:,} {what} | {kibibytes / 1024:.0f} MiB at most |")  # noqa: T201


#: Reads a folder, and prints the number of items and the most memory that the process ever had.
_READ = """
import re, sys
from pathlib import Path
from index.articles import read_articles
items = sum(1 for _ in read_articles([Path(sys.argv[1])], language="any"))
print(items, *re.findall(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text()))
"""


def write_damaged(folder):
    """Write a thousand damaged feeds and pages; return how many they are."""
    wanted = [each for each in WHOLE if each[0].endswith((".xml", ".html"))]
    written = itertools.count()

    @settings(max_examples=1000, database=None, phases=[Phase.generate])
    @given(st.sampled_from(wanted), st.data())
    def write(file, data):
        name, whole = file
        folder.joinpath(f"{next(written)}-{name}").write_bytes(data.draw(damaged(whole)))

    write()
    return next(written)


def write_bombs(folder):
    """Write each bomb; return how many there are."""
    for name, data in BOMBS.items():
        folder.joinpath(name).write_bytes(data())
    return len(BOMBS)
