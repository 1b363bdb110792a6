"""What calls cost: the time of a wall clock, the CPU of this process and of nodes, round trips."""

import os
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from index.cluster.asking import Asker

_TICK = os.sysconf("SC_CLK_TCK")
_COMPILERS = ("C1 Comp", "C2 Comp")
#: Seconds between two looks at a disk.
_EACH = 2.0


def node_seconds(nodes):
    """Return the CPU seconds that nodes have taken, but for Java's compilers.

    A node that has run for a while has compiled what it needs; ours were started a minute ago.
    """
    return sum(_node_seconds(Path(f"/proc/{node.pid}")) for node in nodes)


def _node_seconds(process):
    compiling = 0.0
    for task in process.glob("task/*"):
        with suppress(OSError):  # a thread that has ended
            if (task / "comm").read_text().startswith(_COMPILERS):
                compiling += _seconds(task / "stat")
    return _seconds(process / "stat") - compiling


def _seconds(stat):
    """Return user and system seconds of a file of /proc; the name in it may have blanks."""
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / _TICK


@dataclass
class Cost:
    """What some calls took: milliseconds of each, CPU milliseconds and round trips of all."""

    walls: list[float] = field(default_factory=list)
    python: float = 0.0
    nodes: float = 0.0
    trips: int = 0

    def quantile(self, percent):
        """Return the milliseconds within which so many calls of a hundred were answered."""
        several = self.walls if len(self.walls) > 1 else self.walls * 2
        return quantiles(several, n=100, method="inclusive")[percent - 1]

    def each(self, name):
        """Return CPU milliseconds or round trips of a call."""
        return getattr(self, name) / len(self.walls)

    def cells(self):
        """Return the cells of a table: wall p50 and p95, CPU of Python and nodes, round trips."""
        return (
            f"{self.quantile(50):.1f}", f"{self.quantile(95):.1f}", f"{self.each('python'):.1f}",
            f"{self.each('nodes'):.1f}", f"{self.each('trips'):.2f}",
        )  # fmt: skip


class Meter:
    """Measures calls. Nodes that idle are counted too: some milliseconds a second."""

    def __init__(self, nodes):
        self._nodes, self._asked = nodes, 0

    @contextmanager
    def counting(self):
        """Count the questions to clusters, meanwhile."""
        ask = Asker.ask

        def counted(*arguments):
            self._asked += 1
            return ask(*arguments)

        Asker.ask = counted
        try:
            yield
        finally:
            Asker.ask = ask

    def call(self, cost, function, *arguments):
        """Return what a function returns, and add what it took."""
        trips, nodes = self._asked, node_seconds(self._nodes)
        cpu, wall = time.process_time(), time.perf_counter()
        result = function(*arguments)
        cost.walls.append((time.perf_counter() - wall) * 1000)
        cost.python += (time.process_time() - cpu) * 1000
        cost.nodes += (node_seconds(self._nodes) - nodes) * 1000
        cost.trips += self._asked - trips
        return result


class Disk:
    """The most bytes that a directory held while it was looked at."""

    def __init__(self, directory):
        self._directory, self._over = directory, threading.Event()
        self.most = 0

    @contextmanager
    def watched(self):
        """Look every two seconds."""
        looking = threading.Thread(target=self._look)
        looking.start()
        try:
            yield
        finally:
            self._over.set()
            looking.join()

    def _look(self):
        while not self._over.wait(_EACH):
            self.most = max(self.most, held(self._directory))


def held(directory):
    """Return the bytes of a directory's files, but for logs of what was written.

    These end at 512 MB a shard; files that vanish meanwhile are left out, too.
    """
    total = 0
    for path in directory.rglob("*"):
        with suppress(OSError):
            total += path.stat().st_size * ("translog" not in path.parts)
    return total
