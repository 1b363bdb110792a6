"""A build takes the memory that its articles need, whatever a file would make of it."""

import json
import subprocess
import sys

import pytest

from tests.index.articles.bombs import BOMBS

#: A build in a process of its own, which prints its exit status and the KiB that it took.
BUILD = """
import re, sys
from pathlib import Path
from index.commands.manage import index
try:
    index(["build", *sys.argv[1:]])
except SystemExit as end:
    # That of getrusage is at least that of the process that started this one.
    print(end.code, re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
"""
#: What a part of a file may take besides: its text, and as much of it as Python's values.
#: Measured: 63 MiB at most, and 670 where what a file says is built at once.
MORE = 128 * 1024
#: A file of each kind that was, or that unpacks by a means of its own.
PACKED = [
    "objects-in-an-array.json.gz",
    "objects-in-a-line.jsonl.gz",
    "lines-without-articles.jsonl.gz",
    "cells.csv.gz",
    "types.warc",
    "long-list.zip",
    "memory.xz",
]
ARTICLE = {"title": "سعر النفط", "body": "ارتفع سعر النفط في الأسواق"}


def built(folder, tmp_path):
    """Return the exit status of a build of a folder, what it says, and the KiB that it took."""
    command = [sys.executable, "-c", BUILD, folder, "--index-dir", tmp_path / "index"]
    ended = subprocess.run(command, capture_output=True, check=True)
    status, memory = ended.stdout.decode().splitlines()[-1].split()
    return int(status), ended.stderr.decode(), int(memory)


@pytest.fixture(scope="module")
def least(tmp_path_factory):
    """Return the KiB that a build of one article takes."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "a.jsonl").write_text(json.dumps(ARTICLE), "utf-8")
    return built(folder, tmp_path_factory.mktemp("index"))[2]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no /proc")
@pytest.mark.parametrize("name", PACKED)
def test_a_bomb_takes_no_memory(tmp_path, least, name):
    """It is told by its name, the article beside it is indexed, and few faults are listed."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / name).write_bytes(BOMBS[name]())
    (folder / "z.jsonl").write_text(json.dumps(ARTICLE), "utf-8")
    status, said, memory = built(folder, tmp_path)
    assert status in (0, 3), said
    assert len(said.splitlines()) <= 110
    assert name in said or "Passed over" in said
    assert memory <= least + MORE
