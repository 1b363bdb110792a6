"""The trials: what an operator's machine does in the worst of its nights.

    python -m tests.trials [--factor .1] [--seed N] [name …]

One table at the end says what was tried, how often, and what was lost or wrong; the status is 1 if
anything was.
"""

import argparse
import random
import sys
from typing import NamedTuple

from tests.trials import (
    build_kills,
    damages,
    embed_kills,
    fetch_kills,
    fetch_memory,
    fetch_month,
    full_disks,
)
from tests.trials.cluster import full_disks as cluster_disks
from tests.trials.cluster import hostile as cluster_hostile
from tests.trials.cluster import node_kills, send_kills, switches, update_kills
from tests.trials.report import Trial, carry_out, table
from tests.trials.service import clients, dear, machine, memory, restarts, swaps
from tests.trials.service.hostile import trial as hostile


class Whole(NamedTuple):
    """A trial, how often it tries when it is whole, and at least."""

    trial: Trial
    times: int
    least: int = 1


#: The trials by name, of commands, of the service and of a cluster, the shortest first. A month has
#: thirty days, and is none without three; clients come in hundredths of what there may be.
TRIALS = {
    "fetch-memory": Whole(fetch_memory.trial, 1),
    "fetch-month": Whole(fetch_month.trial, 30, 3),
    "full-disks": Whole(full_disks.trial, 200),
    "build-kills": Whole(build_kills.trial, 1000),
    "embed-kills": Whole(embed_kills.trial, 50),
    "fetch-kills": Whole(fetch_kills.trial, 200),
    "damages": Whole(damages.trial, 2000),
    "dear": Whole(dear.trial, 200),
    "clients": Whole(clients.trial, 100),
    "machine": Whole(machine.trial, 66),
    "restarts": Whole(restarts.trial, 10_000, 1000),
    "swaps": Whole(swaps.trial, 200, 3),
    "hostile": Whole(hostile.trial, 20_000),
    "memory": Whole(memory.trial, 100_000, 1000),
    "cluster-full-disk": Whole(cluster_disks.trial, 6, 3),
    "cluster-build-kills": Whole(send_kills.trial, 50),
    "cluster-update-kills": Whole(update_kills.trial, 30),
    "cluster-switches": Whole(switches.trial, 50, 2),
    "cluster-nodes": Whole(node_kills.trial, 6),
    "cluster-hostile": Whole(cluster_hostile.trial, 4000, 100),
}


def main():
    """Run the trials that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.trials", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(TRIALS))
    parser.add_argument("--factor", type=float, default=1.0, help="how much of the full numbers")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311
    options = parser.parse_args()
    if unknown := set(options.names) - set(TRIALS):
        parser.error(f"no trial {', '.join(sorted(unknown))}; there are: {', '.join(TRIALS)}")
    tallies = [
        carry_out(name, trial, max(least, round(times * options.factor)), options.seed)
        for name, (trial, times, least) in TRIALS.items()
        if name in (options.names or TRIALS)
    ]
    print(table(tallies))  # noqa: T201
    sys.exit(any(tally.failed for tally in tallies))


if __name__ == "__main__":
    main()
