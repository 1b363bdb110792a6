"""A cluster to look at: three nodes on loopback, the sample archive in them, and a server over it.

    python -m tests.cluster [--port 8000] [--nodes-alone]

Ctrl-C ends all of it.
"""

import argparse
import signal
import subprocess
import sys
from contextlib import suppress

from tests.cluster.harness import ClusterFailedError, RunningCluster
from tests.cluster.installation import ROOT, NotInstalledError

SAMPLE = ROOT / "index" / "sample" / "articles.jsonl"
_IQTISAD = (sys.executable, "-c", "from web.entry import main; main()")


def main():
    """Run nodes until Ctrl-C, and what a reader sees of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.cluster", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="the port of the reader's page")
    parser.add_argument("--nodes-alone", action="store_true", help="no archive, no server")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt), RunningCluster() as cluster:
            _show(cluster, options)
    except (NotInstalledError, ClusterFailedError) as error:
        sys.exit(str(error))


def _show(cluster, options):
    address = cluster.address("iqtisad")
    _say(f"OpenSearch: {' '.join(cluster.urls)}")
    _say(f"Address of the index: {address}")
    if options.nodes_alone:
        signal.pause()
    local = cluster.directory / "index"
    _iqtisad("index", "build", SAMPLE, "--index-dir", local, "--to", address)
    _iqtisad("serve", "--index", address, "--port", options.port)


def _iqtisad(*arguments):
    """Run a command to its end; if it fails, so does all of it."""
    with subprocess.Popen([*_IQTISAD, *map(str, arguments)], cwd=ROOT) as process:
        try:
            status = process.wait()
        except KeyboardInterrupt:
            process.terminate()
            raise
    if status:
        sys.exit(status)


def _say(line):
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
