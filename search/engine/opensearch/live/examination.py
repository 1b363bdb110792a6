"""What an operator asks of a cluster before serving from it, and when something is wrong."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from index.cluster.address import Address, named
from index.cluster.client import Cluster
from index.cluster.faults import ClusterError, RefusedError
from index.cluster.statistics.cache import VARIABLE
from index.cluster.vectors.vector_index import Standing, VectorIndex
from index.cluster.ways import lifting
from index.embedding.model.file import is_installed
from index.versions.manifest import IndexUnavailableError
from search.engine.opensearch.live.cache import cache_directory
from search.engine.opensearch.live.connection import connected
from search.engine.opensearch.live.target import Target, target

#: The oldest release that the engine is tested with has this first number.
_OLDEST = 2
#: The free bytes below which statistics are not fetched: an archive of a million articles has
#: some hundred megabytes of them. Set by hand.
_LITTLE = 500_000_000
_MB = 1_000_000
#: The share of a disk from which OpenSearch puts nothing more on it, and from which it lets
#: nothing be written, unless it is told otherwise.
_LOW, _FLOOD = 85.0, 95.0
_WHOLE = 100.0
_EMBED = "send them with: iqtisad index embed --to ADDRESS"
#: The block that OpenSearch sets by itself, where a disk is nearly full.
_FULL = "read_only_allow_delete"


@dataclass(frozen=True, slots=True)
class Found:
    """A thing, how it is, and a sentence with the way out."""

    thing: str
    state: Literal["ok", "warning", "fault"]
    says: str


def examine(address: Address, cache_dir: Path | None) -> Iterator[Found]:
    """Yield what a server would meet; each look that the account may not have is a warning."""
    try:
        cluster = connected(address)
    except IndexUnavailableError as error:
        yield Found("cluster", "fault", str(error))
    else:
        yield from _nodes(address)
        try:
            yield from _archive(cluster)
        finally:
            cluster.close()
    yield _room(cache_dir)


def _nodes(address: Address) -> Iterator[Found]:
    """Say of each node whether it answers, and what it is.

    It is seen nowhere else that one does not: the others answer in its place.
    """
    seen = [_node(replace(address, hosts=(host,))) for host in address.hosts]
    some_answer = any(each.state == "ok" for each in seen)
    for each in seen:
        yield replace(each, state="warning") if some_answer and each.state == "fault" else each


def _node(address: Address) -> Found:
    name = named(*address.hosts[0])
    cluster = connected(address)
    try:
        version = cluster.about()["version"]["number"]
    except RefusedError as error:  # who may not ask this may search all the same
        known = error.status != HTTPStatus.UNAUTHORIZED
        return Found("cluster", "warning" if known else "fault", str(error))
    except ClusterError as error:
        return Found("cluster", "fault", str(error))
    finally:
        cluster.close()
    said = f"{name}: OpenSearch {version}, {'TLS' if address.secure else 'without TLS'}"
    if int(version.partition(".")[0]) < _OLDEST:
        return Found("cluster", "fault", f"{said}; {_OLDEST}.0 or later is needed, update it")
    return Found("cluster", "ok", said)


def _archive(cluster: Cluster) -> Iterator[Found]:
    try:
        found = target(cluster)
    except IndexUnavailableError as error:
        yield Found("alias", "fault", str(error))
        return
    days = (datetime.now(UTC) - found.created).days
    articles = f"{found.articles} articles, {days} days old"
    yield Found("alias", "ok", f"{cluster.address} leads to {found.name}: {articles}")
    looks: tuple[Callable[[Cluster, Target], Iterator[Found]], ...] = (
        _search,
        _health,
        _copies,
        _disks,
        *([_vectors] if is_installed() else []),
    )
    yield from chain.from_iterable(_looked(look, cluster, found) for look in looks)


def _search(cluster: Cluster, found: Target) -> Iterator[Found]:
    """Say whether it can be searched: one that is closed has an alias and good health, too."""
    try:
        cluster.search(found.index, {"size": 0, "track_total_hits": False})
    except ClusterError as error:
        yield Found("search", "fault", str(error))
    else:
        yield Found("search", "ok", f"{found.index} can be searched")


def _looked(
    look: Callable[[Cluster, Target], Iterator[Found]], cluster: Cluster, found: Target
) -> list[Found]:
    thing = look.__name__.strip("_")
    try:
        return list(look(cluster, found))
    except RefusedError as error:
        return [Found(thing, "warning", f"{error}; serving needs it not")]
    except ClusterError as error:
        return [Found(thing, "fault", str(error))]


def _health(cluster: Cluster, found: Target) -> Iterator[Found]:
    """Say whether all parts of the archive are there, and as often as they should be."""
    health = cluster.ask("GET", f"_cluster/health/{found.index}")
    status, lacking = health["status"], health["unassigned_shards"]
    parts = f"{health['active_primary_shards']} parts, {health['active_shards']} with copies"
    if status == "green":
        yield Found("health", "ok", f"green: {parts}, all there")
    elif status == "yellow":
        says = f"yellow: {parts}, {lacking} copies lack; nothing is missed until a node fails, look"
        yield Found("health", "warning", f"{says} whether all nodes run, or add one")
    else:
        says = f"{status}: {parts}, some parts lack, and what they hold is not found"
        yield Found("health", "fault", f"{says}; start the nodes that have them")


def _copies(cluster: Cluster, found: Target) -> Iterator[Found]:
    """Say how many copies there are, and whether the index can be written."""
    settings = cluster.ask("GET", f"{found.index}/_settings")[found.index]["settings"]["index"]
    if int(settings["number_of_replicas"]):
        yield Found("copies", "ok", f"{settings['number_of_replicas']} beside each part")
    else:
        says = "none: with a node its parts of the archive are gone; with two nodes or more set"
        yield Found("copies", "warning", f"{says} number_of_replicas of {found.index} to 1")
    for block, value in settings.get("blocks", {}).items():
        if value == "true":
            room = "make room on the disks of the nodes, then " if block == _FULL else ""
            says = f"{found.index} has the block {block}: no update can be sent; {room}"
            yield Found("copies", "warning", f"{says}{lifting(found.index, block)}")


def _disks(cluster: Cluster, _: Target) -> Iterator[Found]:
    """Say whether a disk is so full that OpenSearch stops putting articles on it."""
    low, flood = _watermarks(cluster)
    if low > _WHOLE:
        says = "OpenSearch is told to look at none (disk.threshold_enabled = false); look yourself"
        yield Found("disks", "warning", says)
        return
    for node in cluster.ask("GET", "_cat/allocation", params={"format": "json", "bytes": "b"}):
        if node.get("disk.percent") is None:  # no node yet has what is not assigned
            continue
        used = float(node["disk.percent"])
        says = f"{node['node']}: {used:.0f} % of its disk are used"
        if used >= flood:
            yield Found("disks", "fault", f"{says}, nothing can be written; make room")
        elif used >= low:
            yield Found("disks", "warning", f"{says}, nothing more is put on it; make room")
        else:
            yield Found("disks", "ok", f"{says}, up to {low:.0f} % it takes more")


def _vectors(cluster: Cluster, _: Target) -> Iterator[Found]:
    """Say how many vectors there are; a page is there without them, too."""
    index = VectorIndex(cluster, cluster.address.alias)
    match index.standing():
        case Standing.OURS if count := index.count():
            says = f"{index.name} has {count}: lists can be ordered by meaning, too"
            yield Found("vectors", "ok", says)
        case Standing.OURS | Standing.MISSING:
            says = f"{index.name} has none: lists are ordered by words; {_EMBED}"
            yield Found("vectors", "ok", says)
        case Standing.OTHERWISE:
            says = f"{index.name} has those of another model, which are not read; {_EMBED}"
            yield Found("vectors", "warning", says)
        case Standing.FOREIGN:
            says = f"{index.name} is none of ours; move it away, then {_EMBED}"
            yield Found("vectors", "warning", says)


def _watermarks(cluster: Cluster) -> tuple[float, float]:
    """Return the per cent from which a disk takes nothing more, and from which nothing is written.

    Where they are set in bytes, those count that OpenSearch has by itself; more than 100 is never.
    """
    params = {"include_defaults": "true", "flat_settings": "true"}
    answer = cluster.ask("GET", "_cluster/settings", params=params)
    settings = {**answer["defaults"], **answer["persistent"], **answer["transient"]}
    if settings.get("cluster.routing.allocation.disk.threshold_enabled") == "false":
        return _WHOLE + 1, _WHOLE + 1
    return _percent(settings, "low", _LOW), _percent(settings, "flood_stage", _FLOOD)


def _percent(settings: dict[str, Any], name: str, usual: float) -> float:
    written = str(settings.get(f"cluster.routing.allocation.disk.watermark.{name}", ""))
    try:
        return float(written.removesuffix("%")) if written.endswith("%") else usual
    except ValueError:
        return usual


def _room(cache_dir: Path | None) -> Found:
    """Say whether the statistics of the archive can be kept on this machine."""
    try:
        directory = cache_directory(cache_dir)
    except IndexUnavailableError as error:
        return Found("statistics", "fault", str(error))
    there = next(each for each in (directory, *directory.absolute().parents) if each.exists())
    if not os.access(there, os.W_OK | os.X_OK) or not there.is_dir():
        return Found(
            "statistics",
            "fault",
            f"{there} cannot be written; name a directory that can in {VARIABLE}",
        )
    free = shutil.disk_usage(there).free
    says = f"kept in {directory}: {free // _MB} MB are free"
    if free < _LITTLE:
        return Found("statistics", "warning", f"{says}; make space")
    return Found("statistics", "ok", says)
