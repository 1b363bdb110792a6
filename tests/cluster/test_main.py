"""The cluster to look at: it says where it is, and nothing of it is left over."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.cluster.fixtures import needs_opensearch
from tests.cluster.harness import LIMIT, NODES, Addresses
from tests.cluster.installation import ROOT
from tests.cluster.waiting import all_end, nodes_of
from tests.processes import heed_interrupts
from web.metrics.link import has_ended


@contextmanager
def _running(folder):
    needs_opensearch()
    uncovered = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.cluster", "--nodes-alone"],
        cwd=ROOT,
        env=uncovered | {"TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509  it only sets what a signal does
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _nodes(process):
    """Return the ids of the processes of the nodes, once they are there."""
    urls = process.stdout.readline().split()[1:]
    cluster = Addresses(int(url.rpartition(":")[2]) for url in urls)
    assert process.stdout.readline().split()[-1] == cluster.address("iqtisad")
    nodes = nodes_of(cluster)
    assert len(urls) == len(nodes) == NODES
    return nodes


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_whoever_ends_it_ends_the_nodes_and_their_data(sent, tmp_path):
    """Ctrl-C leaves neither processes nor files, and is no failure."""
    with _running(tmp_path) as process:
        nodes = _nodes(process)
        process.send_signal(sent)
        assert process.wait(LIMIT) == 0
    assert all(map(has_ended, nodes))
    assert not list(tmp_path.glob("iqtisad-cluster-*"))


def test_nodes_end_with_whoever_started_them(tmp_path):
    """No node outlives a process that is killed."""
    with _running(tmp_path) as process:
        nodes = _nodes(process)
        process.kill()
    assert all_end(nodes)
