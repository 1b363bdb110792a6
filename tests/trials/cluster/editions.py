"""Editions of an archive, in a cluster that trials may spoil: any answer tells its edition.

The number of an edition stands in each text, and no two editions that are compared have the same
number of articles.
"""

from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import httpx

from index.cluster.address import Address, Credentials
from index.cluster.client import Cluster
from index.cluster.publish import Options, send_differences, send_whole
from index.indexer.build import build_index
from index.versions.store import open_index
from search.engine.opensearch.live import versions
from tests.cluster.harness import LIMIT, RunningCluster
from tests.trials.holdings import article, texts, write

ALIAS = "trial"
#: Three parts, each on two of three nodes: whoever loses two nodes has lost one part.
SHARDS = 3


@dataclass(frozen=True, slots=True)
class Edition:
    """An index directory, the file that it was built of, and the texts of its articles by id."""

    number: int
    index_dir: Path
    file: Path
    texts: dict


def edition(folder, number, numbers):
    """Return a new edition with the articles of some numbers."""
    records = [article(each, number) for each in numbers]
    file = write(folder / f"{number}.jsonl", records)
    index_dir = folder / f"edition-{number}"
    build_index([file], index_dir, processes=1, allow_shrink=True)
    return Edition(number, index_dir, file, texts(records))


@contextmanager
def cluster_of(given=None, settings=None):
    """Yield a cluster without indices: the one that is given, or three nodes of our own.

    Searchers of this process are patient meanwhile: a busy machine is no fault of a cluster.
    """
    with patch.object(versions, "connected", _patient):
        if given is None:
            with RunningCluster(settings) as own:
                yield own
            return
        forget(given)
        try:
            yield given
        finally:
            forget(given)


def _patient(address):
    return Cluster(address, Credentials(), deadline=LIMIT)


def forget(cluster):
    """Remove all indices."""
    for name in cluster.ask("GET", "_settings"):
        cluster.ask("DELETE", name)


def send(cluster, index_dir, alias=ALIAS, *, whole=True):
    """Send what is live in an index directory, all of it or what differs; return the report."""
    publish = send_whole if whole else send_differences
    client = Cluster(Address.parse(cluster.address(alias)), Credentials(), deadline=LIMIT)
    with closing(client):
        options = Options(allow_shrink=True, shards=SHARDS, replicas=1)
        return publish(client, alias, open_index(index_dir), options)


def live(cluster, alias=ALIAS):
    """Return the names of the indices that an alias leads to."""
    try:
        return sorted(cluster.ask("GET", f"_alias/{alias}"))
    except httpx.HTTPStatusError as error:
        if error.response.status_code != httpx.codes.NOT_FOUND:
            raise
        return []


def sources(cluster, index):
    """Return all that an index keeps of each article, and its columns, by the id."""
    body = {"size": 10_000, "docvalue_fields": ["digest", "group", "also", "published"]}
    answer = cluster.ask("POST", f"{index}/_search", body)
    if answer["_shards"]["successful"] < answer["_shards"]["total"]:
        raise ValueError(f"{index}: {answer['_shards']}")
    hits = answer["hits"]["hits"]
    return {hit["_id"]: {**hit["_source"], **hit.get("fields", {})} for hit in hits}


def held(cluster, index):
    """Return the texts of the articles of an index, by id."""
    found = sources(cluster, index)
    return {own: (each.get("title", ""), each.get("body", "")) for own, each in found.items()}
