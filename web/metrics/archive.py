"""Tells of the live version of the index, each time somebody asks."""

import time
from collections.abc import Iterator
from pathlib import Path

from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from search import IndexUnavailableError, LiveVersion, Location, live_version
from web.metrics.latest import Latest


class Archive(Collector):
    """Collects what the live version of an index says of itself.

    A directory is read each time. A cluster may take its time: what it said last is told, and a
    thread asks again.
    """

    def __init__(self, index: Location) -> None:
        self._index = index
        self._live = self._look if isinstance(index, Path) else Latest(self._look).get

    def collect(self) -> Iterator[Metric]:
        """Yield whether there is an index; if so, its name, age, and what is in it."""
        version = self._live()
        yield _gauge("up", "Whether there is an index to search (1 or 0).", int(bool(version)))
        if version:
            yield from _told(version)

    def _look(self) -> LiveVersion | None:
        try:
            return live_version(self._index)
        except IndexUnavailableError:
            return None


def _told(version: LiveVersion) -> Iterator[Metric]:
    named = {"version": version.id, "made_by": version.made_by or "unknown"}
    yield InfoMetricFamily("iqtisad_index", "The live version of the index.", named)
    age = time.time() - version.created.timestamp()
    yield _gauge("age_seconds", "The seconds since the version was made.", age)
    yield _gauge("articles", "Articles that can be found.", version.articles)
    yield _gauge("copies", "Identical copies of articles, which are not indexed.", version.copies)
    yield _gauge("faults", "What could not be read when the version was made.", version.faults)
    if version.seconds is not None:
        yield _gauge("made_seconds", "The seconds that it took to make it.", version.seconds)


def _gauge(name: str, says: str, value: float) -> Metric:
    return GaugeMetricFamily(f"iqtisad_index_{name}", says, value)
