"""What trials run in forks: the operator's commands, and the sending alone.

Who finds a lock that nobody renews waits for two renewals whether somebody does: here they come
fast, and a trial makes the lock of a killed one as old as it would be a minute later.
"""

from pathlib import Path

import httpx

from index.cluster.filling import locking
from index.commands.cluster.connection import Destination
from index.commands.cluster.sending import send as sent
from index.commands.manage import index as commands
from tests.trials.cluster.editions import ALIAS, SHARDS
from tests.trials.service.running import wait_for

INDEX, SEND = (f"tests.trials.cluster.commands:{name}" for name in ("index", "send"))
#: Seconds between two renewals.
_RENEWED = 0.3
#: The tasks of a cluster that change what is there.
_WRITING = "indices:data/write*,indices:admin*,cluster:admin*"
#: How each new index is made, for the command.
LAID_OUT = ("--shards", str(SHARDS), "--replicas", "1", "--allow-shrink")


def index(arguments):
    """Run a command."""
    locking.RENEWED = _RENEWED
    commands(arguments)


def send(arguments):
    """Send what is live in an index directory: to an address, "whole" or what differs."""
    locking.RENEWED = _RENEWED
    index_dir, address, how = arguments
    there = Destination(address, SHARDS, 1, allow_shrink=True)
    sent(Path(index_dir), there, whole=how == "whole")


def settle(cluster):
    """Wait until a cluster has done what a killed process had asked for."""
    wait_for(lambda: not _at_work(cluster))


def is_locked(cluster, alias=ALIAS):
    """Return whether somebody has the lock, or left it."""
    return bool(_lock(cluster, alias).get("found"))


def age(cluster, alias=ALIAS):
    """Make the lock that somebody has left as old as one that nobody has renewed."""
    lock = _lock(cluster, alias)
    if lock.get("found"):
        cluster.ask("PUT", f"{alias}-lock/_doc/lock", lock["_source"] | {"renewed": 0})


def _at_work(cluster):
    nodes = cluster.ask("GET", "_tasks", actions=_WRITING)["nodes"].values()
    return [task for each in nodes for task in each["tasks"]]


def _lock(cluster, alias):
    try:
        return cluster.ask("GET", f"{alias}-lock/_doc/lock")
    except httpx.HTTPStatusError as error:
        if error.response.status_code != httpx.codes.NOT_FOUND:
            raise
        return {}
