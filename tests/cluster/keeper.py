"""One cluster for all processes of a run of the tests, which ends when the run does.

Whoever needs it first has it started, by a process that stays and keeps it.
"""

import json
import os
import subprocess
import sys
import time

from filelock import FileLock

from tests.cluster.harness import Addresses, ClusterFailedError, RunningCluster
from tests.cluster.installation import ROOT
from web.metrics.link import has_ended

#: Seconds between two looks at whether the run has ended.
_EACH = 0.5


def shared(folder, run):
    """Return the addresses of the cluster of a run of the tests, started if it is not.

    The folder is that of the run, whose process ends it. Raises ClusterFailedError.
    """
    told = folder / "opensearch.json"
    with FileLock(folder / "opensearch.lock"):
        if not told.exists():
            told.write_text(_start(run))
    return Addresses(json.loads(told.read_text()))


def _start(run):
    started = subprocess.run(
        [sys.executable, "-m", "tests.cluster.keeper", str(run)],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")},
        capture_output=True,
        text=True,
        check=False,
    )
    if started.returncode:
        raise ClusterFailedError(started.stderr)
    return started.stdout


def main():
    """Print the ports of a cluster once it is there, and let a process keep it until a run ends."""
    run = int(sys.argv[1])
    reading, writing = os.pipe()
    if not os.fork():
        os.setsid()
        os.close(reading)
        _keep(run, writing)
        return
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    print(said)  # noqa: T201
    sys.exit(not said)


def _keep(run, writing):
    with RunningCluster() as cluster:
        os.write(writing, json.dumps(cluster.ports).encode())
        os.close(writing)
        for output in (sys.stdout, sys.stderr):
            os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())
        while not has_ended(run):
            time.sleep(_EACH)


if __name__ == "__main__":
    main()
