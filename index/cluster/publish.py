"""A version of the index directory -> the live version of a cluster: whole, or what differs.

Whatever fails before the last step of a whole one leaves the live version as it was. What differs
is written into the live version, and seen by readers when all of it is there.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.cluster.client import Cluster
from index.cluster.documents import Documents
from index.cluster.filling.differences import Differences, differences
from index.cluster.filling.finishing import data_nodes, healthy, merged, shown
from index.cluster.filling.locking import ClusterLock, locked
from index.cluster.filling.probe import probe
from index.cluster.filling.sending import Action, Sender, Sent, written
from index.cluster.mapping import Layout, layout, mappings, settings
from index.cluster.statistics.chunks import drop, keep
from index.cluster.statistics.writer import write_statistics
from index.cluster.version import ClusterVersion, refuse_outdated
from index.cluster.versions import ARTICLES, SLOW, STATISTICS, Versions
from index.versions.manifest import IndexUnavailableError
from index.versions.publish import BuildError
from index.versions.store import OpenIndex

#: A version with less than this share of the live one's articles, or an update that leaves less of
#: them, needs --allow-shrink.
_SHRINKING = 0.5

#: Called with the number of articles that have arrived since, and with that of all to be sent.
Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a version is sent; None is what fits: see mapping.layout.

    allow_shrink lets less than half of the articles of now go live.
    """

    shards: int | None = None
    replicas: int | None = None
    allow_shrink: bool = False
    progress: Progress | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendReport:
    """What was sent: the index that is live now, counts, bytes, requests, seconds.

    whole means that a new index was made. waits are the requests that a busy cluster took later;
    removed_indices are old and unfinished versions; note says what is not as it should be.
    """

    index: str
    version: str
    whole: bool
    articles: int
    sent: int = 0
    removed: int = 0
    unchanged: int = 0
    bytes: int = 0
    requests: int = 0
    waits: int = 0
    removed_indices: tuple[str, ...] = ()
    note: str = ""
    seconds: float = 0.0


@dataclass(slots=True)
class Publication:
    """The sending of a version to an alias, while the lock is held."""

    cluster: Cluster
    versions: Versions
    documents: Documents
    lock: ClusterLock
    options: Options
    started: float = field(default_factory=time.perf_counter)

    def whole(self) -> SendReport:
        """Send all of it into a new index, and let the alias lead to that."""
        live = self.versions.live()
        self._refuse_to_shrink(live)
        left_over = self.versions.leftovers()
        self.versions.remove(*left_over)
        name, laid_out = self.versions.new_name(), self._layout()
        about = self._about(shards=laid_out.shards, complete=False)
        body = {"settings": settings(laid_out.shards), "mappings": mappings(about)}
        self.cluster.ask("PUT", name, body, params={"wait_for_active_shards": 1}, deadline=SLOW)
        seqs = np.arange(len(self.documents), dtype=np.int64)
        sent = self._send(name, self._written(seqs, seqs), len(seqs))
        shown(self.cluster, name)
        merged(self.cluster, name, self.lock.held)
        note = healthy(self.cluster, name, laid_out, self.lock.held)
        statistics = self._statistics(name, seqs, laid_out.shards)
        probe(self.cluster, name, self.documents.opened.segment)
        self.versions.say(name, {**about, "statistics": statistics, "complete": True})
        self.lock.held()
        self.versions.activate(name, live)
        removed = self.versions.prune({name, live})
        return self._report(name, sent, whole=True, removed=[*left_over, *removed], note=note)

    def update(self) -> SendReport:
        """Send what differs from the live version into it; or all, where that is no more work."""
        live = self.versions.live()
        if live is None:
            return self.whole()
        version = ClusterVersion(name=live, live=True, about=self.versions.about(live))
        if self._is_same(version):
            return self._report(live, Sent(), whole=False)
        try:
            refuse_outdated(version)
        except IndexUnavailableError:
            return self.whole()
        self._refuse_to_shrink(live)
        if "sending" in version.about:  # an interrupted update: what it wrote is seen now
            shown(self.cluster, live)
        found = differences(self.cluster, live, self.documents)
        self._refuse_another_archive(found)
        return self._in_place(version, found) if found.few else self.whole()

    def _in_place(self, version: ClusterVersion, found: Differences) -> SendReport:
        name, about = version.name, version.about
        self.versions.say(name, {**about, "sending": self.documents.opened.name})
        sent = self._send(name, self._changes(found), len(found.gone) + len(found.changed))
        shown(self.cluster, name)
        shards = int(about.get("shards", 1))
        statistics = self._statistics(name, found.seqs, shards)
        probe(self.cluster, name, self.documents.opened.segment)
        now = self._about(shards=shards, complete=True, statistics=statistics)
        self.lock.held()
        self.versions.say(name, now)
        drop(self.cluster, statistics, [str(now["version"]), str(about["version"])])
        return self._report(name, sent, whole=False)

    def _is_same(self, version: ClusterVersion) -> bool:
        """Return whether a version is in the cluster already, and all of it."""
        now = self._about(complete=True)
        if "sending" in version.about or not now.items() <= version.about.items():
            return False
        return bool(self.cluster.ask("HEAD", str(version.about.get("statistics"))))

    def _changes(self, found: Differences) -> Iterator[Action]:
        yield from map(Action, found.gone)
        yield from self._written(found.changed, found.seqs[found.changed])

    def _written(self, numbers: NDArray[np.int64], seqs: NDArray[np.int64]) -> Iterator[Action]:
        return map(written, self.documents.sent(numbers.tolist(), seqs.tolist()))

    def _send(self, name: str, actions: Iterable[Action], number: int) -> Sent:
        def arrived(count: int) -> None:
            if self.options.progress:
                self.options.progress(count, number)

        return Sender(self.cluster, name, self.lock.held, arrived).send(actions)

    def _statistics(self, name: str, seqs: NDArray[np.int64], shards: int) -> str:
        """Keep the statistics of the version beside an index; return the index that has them."""
        opened, index = self.documents.opened, f"{name}-{STATISTICS}"
        with TemporaryDirectory(prefix="iqtisad-") as directory:
            write_statistics(opened, Path(directory), seqs, shards=shards)
            about = {"kind": STATISTICS, "alias": self.versions.alias}
            keep(self.cluster, index, opened.name, Path(directory), about=about)
        return index

    def _layout(self) -> Layout:
        fits = layout(len(self.documents), data_nodes(self.cluster))
        shards, replicas = self.options.shards, self.options.replicas
        return Layout(
            shards=fits.shards if shards is None else shards,
            replicas=fits.replicas if replicas is None else replicas,
        )

    def _about(self, **more: object) -> dict[str, object]:
        return self.versions.described(self.documents.opened, ARTICLES, **more)

    def _refuse_to_shrink(self, live: str | None) -> None:
        """Raise BuildError if less than half of the live articles would be left, by mistake."""
        before = int(self.versions.about(live).get("articles", 0)) if live else 0
        if not self.options.allow_shrink and len(self.documents) < before * _SHRINKING:
            raise BuildError(
                f"the new index has {len(self.documents)} articles, the live one in the cluster"
                f" {before}; if that is intended, add --allow-shrink; the live index is as it was"
            )

    def _refuse_another_archive(self, found: Differences) -> None:
        """Raise BuildError if less than half of the live articles would stay, by mistake."""
        gone = len(found.gone)
        if not self.options.allow_shrink and found.before - gone < found.before * _SHRINKING:
            raise BuildError(
                f"{self.versions.alias}: the cluster holds other articles than this index directory"
                f" ({gone} of {found.before} would go); name the directory or the alias that is"
                " meant, or add --allow-shrink; the live index is as it was"
            )

    def _report(
        self, name: str, sent: Sent, *, whole: bool, removed: Sequence[str] = (), note: str = ""
    ) -> SendReport:
        return SendReport(
            index=name,
            version=self.documents.opened.name,
            whole=whole,
            articles=len(self.documents),
            sent=sent.documents,
            removed=sent.removals,
            unchanged=len(self.documents) - sent.documents,
            bytes=sent.bytes,
            requests=sent.requests,
            waits=sent.waits,
            removed_indices=tuple(removed),
            note=note,
            seconds=time.perf_counter() - self.started,
        )


def send_whole(
    cluster: Cluster, alias: str, opened: OpenIndex, options: Options | None = None
) -> SendReport:
    """Send a version into a new index, and make it live in one step.

    Raises BuildError, IndexBusyError or an IndexUnavailableError with the live version as it was.
    """
    return _published(cluster, alias, opened, options or Options(), Publication.whole)


def send_differences(
    cluster: Cluster, alias: str, opened: OpenIndex, options: Options | None = None
) -> SendReport:
    """Send into the live version what differs from it; whole where that is less work.

    Raises BuildError, IndexBusyError or IndexUnavailableError; what was sent by then is sent again
    by the next one.
    """
    return _published(cluster, alias, opened, options or Options(), Publication.update)


def _published(
    cluster: Cluster,
    alias: str,
    opened: OpenIndex,
    options: Options,
    publish: Callable[[Publication], SendReport],
) -> SendReport:
    started = time.perf_counter()
    versions = Versions(cluster, alias)
    versions.live()  # refuses an alias that is not ours before anything of ours is made
    with locked(cluster, alias, "sending an archive") as lock:
        documents = Documents(opened)
        return publish(Publication(cluster, versions, documents, lock, options, started))
