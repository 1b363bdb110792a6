"""One cluster for all processes of a run, which is there until the run has ended."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from tests.cluster.fixtures import needs_opensearch
from tests.cluster.harness import NODES
from tests.cluster.keeper import shared
from tests.cluster.waiting import all_end, nodes_of


def test_whoever_asks_first_starts_it_and_it_ends_with_the_run(tmp_path):
    """Two who ask at once are told of the same nodes; a run that is killed leaves none."""
    needs_opensearch()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as run:
        with ThreadPoolExecutor() as threads:
            first, second = threads.map(lambda _: shared(tmp_path, run.pid), range(2))
        nodes = nodes_of(first)
        run.kill()
    assert first.ports == second.ports
    assert len(nodes) == NODES
    assert all_end(nodes)
