"""The vectors of an index directory, sent to a cluster."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import click
import pytest

from index.cluster.faults import ClusterError
from index.cluster.vectors import sending
from index.cluster.vectors.sending import VectorsSent
from index.commands.cluster.vectors import (
    print_vectors_sent,
    send_vectors_to,
    vectors_sent_as_json,
)
from index.indexer.build import build_index
from index.versions.manifest import IndexNotFoundError
from tests.conftest import ROOT
from tests.index.embedding.pseudo_vectors import passages_of, stored

REPORT = VectorsSent(
    index="news-vectors", sent=2, known=3, lacking=1, removed=0, bytes=1_200_000, seconds=0.5
)


@pytest.fixture
def index_dir(tmp_path):
    """Return an index directory of three articles with the vectors of two."""
    archive = tmp_path / "a.jsonl"
    lines = [{"id": str(n), "title": "أسعار النفط", "body": f"سعر {n}"} for n in range(3)]
    archive.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    build_index([archive], tmp_path / "index")
    stored(tmp_path / "index", passages_of(tmp_path / "index")[:2])
    return tmp_path / "index"


def test_the_vectors_of_the_live_version_are_sent(index_dir, address, alias):
    """Those that there are; the second time the others."""
    report = send_vectors_to(index_dir, address)
    assert (report.index, report.sent, report.lacking) == (f"{alias}-vectors", 2, 1)
    stored(index_dir, passages_of(index_dir)[2:])
    report = send_vectors_to(index_dir, address)
    assert (report.sent, report.known, report.lacking) == (1, 2, 0)


def test_a_directory_without_an_index_is_told(tmp_path, address):
    """Before anybody is asked."""
    with pytest.raises(IndexNotFoundError):
        send_vectors_to(tmp_path / "nothing", address)


def test_what_fails_is_told_with_how_to_go_on(index_dir, address, monkeypatch):
    """In one sentence."""

    def fails(*_):
        raise ClusterError("os1: no time; try again later")

    monkeypatch.setattr(sending, "shown", fails)
    with pytest.raises(click.ClickException) as told:
        send_vectors_to(index_dir, address)
    assert told.value.message == (
        "os1: no time; try again later; what has arrived stays; send the rest with:"
        " iqtisad index embed --to ADDRESS"
    )


def test_what_was_sent_is_said(capsys):
    """Also what lacks, and that there was nothing to do."""
    print_vectors_sent(REPORT)
    print_vectors_sent(replace(REPORT, sent=0, lacking=0))
    sent, nothing = capsys.readouterr().out.splitlines()
    assert sent == (
        "5 vectors in news-vectors (2 sent, 0 removed, 1.2 MB, 0.5 s), 1 articles have none yet"
    )
    assert nothing == "3 vectors in news-vectors: nothing to send"
    assert vectors_sent_as_json(REPORT)["lacking"] == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_an_interrupt_is_told_with_how_to_go_on(index_dir, address, alias, opensearch, number):
    """What was sent by then stays."""
    waits = (
        "import sys, time; from pathlib import Path\n"
        "from index.cluster.vectors import sending\n"
        "sending.shown = lambda *_: time.sleep(600)\n"
        "from index.commands.cluster.vectors import send_vectors_to\n"
        "send_vectors_to(Path(sys.argv[1]), sys.argv[2])\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", waits, str(index_dir), address],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while not opensearch.ask("GET", f"{alias}-vectors*/_settings"):
            time.sleep(0.05)
        process.send_signal(number)
        _, told = process.communicate()
    assert process.returncode == 130
    assert told.strip() == (
        "Interrupted; what has arrived stays; send the rest with: iqtisad index embed --to ADDRESS."
    )
