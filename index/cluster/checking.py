"""Whether a version in a cluster is sound: what it says, what it counts, what it finds."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from index.cluster.client import Cluster, is_partial
from index.cluster.documents import digest, made_by
from index.cluster.filling.differences import pages
from index.cluster.filling.probe import found, lost
from index.cluster.statistics import ArchiveStatistics
from index.cluster.statistics.cache import fetch
from index.cluster.version import ClusterVersion
from index.versions.manifest import IndexUnavailableError

#: The articles that are probed, and those of a page whose every letter is read.
_PROBED, _PAGE = 20, 500
_SECONDS = 60.0
#: What is sent beside the fields that a digest is of.
_BESIDE = {"seq", "digest"}
#: The damaged articles that are named.
_NAMED = 3


def faults(cluster: Cluster, version: ClusterVersion) -> Iterator[str]:
    """Yield what is wrong with a version: its articles, its statistics, what it finds."""
    counted = found(cluster, version.name, {"match_all": {}})
    if counted != version.articles:
        yield f"it has {counted:,} articles, and {version.articles:,} were sent"
    if missed := lost(cluster, version.name, _some(cluster, version.name)):
        yield f"does not find its articles {', '.join(missed)}"
    try:
        with TemporaryDirectory(prefix="iqtisad-") as directory:
            statistics(cluster, version, Path(directory))
    except IndexUnavailableError as error:
        yield f"its statistics: {error}"


def damaged(cluster: Cluster, version: ClusterVersion) -> Iterator[str]:
    """Yield the ids of the articles that are not as they were sent: all of them are read."""
    made = made_by(version.about)
    for hit in pages(cluster, version.name, columns=("seq", "digest", "also"), size=_PAGE):
        fields = {name: value for name, value in hit["_source"].items() if name not in _BESIDE}
        also = sorted(hit["fields"].get("also", ()))
        if hit["fields"]["digest"] != [
            digest(made, {**fields, **({"also": also} if also else {})})
        ]:
            yield str(hit["_id"])


def statistics(cluster: Cluster, version: ClusterVersion, directory: Path) -> ArchiveStatistics:
    """Return the statistics of a version, brought into a directory and verified.

    Raises IndexUnavailableError.
    """
    kept = str(version.about.get("statistics", ""))
    return fetch(cluster, kept, str(version.about.get("version", "")), directory)


def _some(cluster: Cluster, index: str) -> list[dict[str, Any]]:
    """Return the texts of some articles: those whose digests are the lowest, so of any kind."""
    body = {
        "size": _PROBED,
        "query": {"match_all": {}},
        "sort": [{"digest": "asc"}],
        "_source": ["id", "title", "body", "repeated"],
    }
    answer = cluster.search(index, body, deadline=_SECONDS)
    if is_partial(answer):
        raise IndexUnavailableError(
            f"{index}: a part of it did not answer; GET /_cluster/health says which nodes are there"
        )
    return [hit["_source"] for hit in answer["hits"]["hits"]]
