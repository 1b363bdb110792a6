"""Waiting for processes that nobody can wait for in order: they are not our children."""

import time

from tests.cluster.harness import LIMIT
from web.metrics.link import has_ended


def all_end(processes):
    """Return whether all of them end."""
    until = time.monotonic() + LIMIT
    while not all(map(has_ended, processes)) and time.monotonic() < until:
        time.sleep(0.1)
    return all(map(has_ended, processes))


def nodes_of(addresses):
    """Return the ids of the processes of a cluster's nodes."""
    nodes = addresses.ask("GET", "_nodes/process")["nodes"].values()
    return [node["process"]["id"] for node in nodes]
