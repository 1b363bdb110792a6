"""A real cluster of OpenSearch on loopback: three nodes, each of which may be the manager."""

import random
import shutil
import socket
import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp

import httpx

from tests.cluster.installation import OPTIONS, installed
from tests.cluster.nodes import Node, Ports

#: Two of three nodes choose a manager when the third is gone; one of two cannot.
NODES = 3
#: Below those that systems give to whoever connects, above those of services.
_PORTS = range(20_000, 32_000)
#: Seconds in which a busy machine has done anything at all.
LIMIT = 180
#: Seconds between two questions whether a node listens.
_EACH = 0.1


class ClusterFailedError(RuntimeError):
    """The nodes did not become a cluster, and what they said."""


class Addresses:
    """Where the nodes of a cluster listen."""

    def __init__(self, ports):
        """Be of these ports of 127.0.0.1."""
        self.ports = tuple(ports)

    @property
    def urls(self):
        """Return what to ask each node at."""
        return [f"http://127.0.0.1:{port}" for port in self.ports]

    @property
    def url(self):
        """Return what to ask the first node at."""
        return self.urls[0]

    def address(self, alias):
        """Return the address of an index, as an operator types it."""
        hosts = ",".join(f"127.0.0.1:{port}" for port in self.ports)
        return f"opensearch+http://{hosts}/{alias}"

    def ask(self, method, path, body=None, *, node=0, **parameters):
        """Return the JSON that a node answers; raises httpx.HTTPError."""
        url = f"{self.urls[node]}/{path}"
        answer = httpx.request(method, url, json=body, params=parameters, timeout=LIMIT)
        answer.raise_for_status()
        return answer.json()


class RunningCluster(Addresses):
    """Nodes of our own; a context that starts and ends them, and removes their data."""

    def __init__(self, settings=None, *, nodes=NODES, directory=None, options=OPTIONS):
        """Be so many nodes, with these settings of OpenSearch beside the usual ones.

        Their data lie in a new directory, or in the one that is given. options are Java's.
        """
        installation = installed()
        ports = free_ports(2 * nodes)
        super().__init__(ports[:nodes])
        self.directory = directory or Path(mkdtemp(prefix="iqtisad-cluster-"))
        pairs = [Ports(*pair) for pair in zip(ports[:nodes], ports[nodes:], strict=True)]
        common = _common(pairs) | (settings or {})
        self.nodes = [
            Node(self.directory / f"node-{number}", pair, installation, common, options)
            for number, pair in enumerate(pairs, start=1)
        ]

    def __enter__(self):
        """Start, and wait until all nodes are one cluster."""
        try:
            for node in self.nodes:
                node.start()
            self.wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        """End all nodes."""
        with ExitStack() as ends:
            ends.callback(shutil.rmtree, self.directory, ignore_errors=True)
            for node in self.nodes:
                ends.callback(node.stop)

    def wait(self, status="green"):
        """Wait until the nodes that run know each other, and their indices have this status."""
        running = [node for node in self.nodes if node.runs]
        deadline = time.monotonic() + LIMIT
        while not self._are_well(running, status):
            if time.monotonic() > deadline or not all(node.runs for node in running):
                said = "\n".join(node.log[-2000:] for node in self.nodes)
                raise ClusterFailedError(f"{self.url}: not {status}; the nodes said:\n{said}")
            time.sleep(_EACH)

    def _are_well(self, nodes, status):
        wanted = {"wait_for_status": status, "wait_for_nodes": len(nodes), "timeout": "5s"}
        try:
            return not any(
                self.ask("GET", "_cluster/health", node=self.nodes.index(node), **wanted)[
                    "timed_out"
                ]
                for node in nodes
            )
        except httpx.HTTPError:
            return False


def free_ports(count):
    """Return so many ports of loopback that nobody listens at."""
    ports = []
    with ExitStack() as taken:
        while len(ports) < count:
            port = random.choice(_PORTS)  # noqa: S311
            attempt = taken.enter_context(socket.socket())
            try:
                attempt.bind(("127.0.0.1", port))
            except OSError:
                continue
            ports.append(port)
    return ports


def _common(pairs):
    """Return what is set at every node."""
    names = ",".join(f"node-{number}" for number in range(1, len(pairs) + 1))
    return {
        "cluster.name": f"iqtisad-{pairs[0].transport}",
        "cluster.initial_cluster_manager_nodes": names,
        "discovery.seed_hosts": ",".join(f"127.0.0.1:{pair.transport}" for pair in pairs),
        "network.host": "127.0.0.1",
        "cluster.routing.allocation.disk.threshold_enabled": "false",  # the disk is the tester's
        "logger.level": "WARN",
    }
