"""The statistics of archives in an index of a cluster: each file in chunks, each with a checksum.

A document is a chunk: {name, file, part, parts, data, crc}. Its id says which one it is, so that
chunks are read without a search, and a chunk that is written again is the same one.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zlib import crc32

from index.cluster.client import Cluster, RejectedError
from index.cluster.faults import raise_refusal, stranger
from index.cluster.statistics.about import NAME as ABOUT
from index.cluster.statistics.about import About
from index.cluster.ways import SEND_AGAIN
from index.versions.manifest import IndexDamagedError

#: The bytes of a chunk: 11 MB in JSON, and less than two of them in a request: a node takes 100 MB.
CHUNK = 8 << 20
#: Seconds for chunks to be written, read or removed: 22 MB over a slow network. Set by hand.
SLOW = 60.0
#: The documents that are removed at once: as many as a search finds at most.
_MOST = 10_000
_SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}
_PROPERTIES = {
    "name": {"type": "keyword"},
    "file": {"type": "keyword"},
    "part": {"type": "integer", "index": False},
    "parts": {"type": "integer", "index": False},
    "data": {"type": "binary"},
    "crc": {"type": "long", "index": False},
}


@dataclass(frozen=True, slots=True)
class Kept:
    """Statistics in a cluster: the index that keeps them, and their name in it."""

    cluster: Cluster
    index: str
    name: str


def keep(
    cluster: Cluster, index: str, name: str, directory: Path, *, about: Mapping[str, Any]
) -> None:
    """Write the statistics in directory into an index, which is made where it is not there.

    about is what a new index says of itself, as _meta.iqtisad. Raises ClusterError or OSError;
    what was written by then is never taken for the whole.
    """
    if not cluster.ask("HEAD", index):
        mappings = {"dynamic": "strict", "_meta": {"iqtisad": about}, "properties": _PROPERTIES}
        body = {"settings": _SETTINGS, "mappings": mappings}
        cluster.ask("PUT", index, body, deadline=SLOW)
    files = [*About.read(directory).files, ABOUT]  # what names the others comes last
    for lines in _batches(chunk for file in files for chunk in _chunks(name, directory / file)):
        _bulk(cluster, index, lines)


def read_chunks(kept: Kept, file: str) -> Iterator[bytes]:
    """Yield the contents of a file, chunk by chunk.

    Raises IndexDamagedError for one that is missing or damaged, or ClusterError.
    """
    part, parts = 0, 1
    while part < parts:
        parts, data = _chunk(kept, file, part)
        yield data
        part += 1


def drop(cluster: Cluster, index: str, names_to_keep: Sequence[str]) -> None:
    """Remove from an index all statistics but those of some names; raises ClusterError."""
    others = {"bool": {"must_not": {"terms": {"name": list(names_to_keep)}}}}
    body = {"size": _MOST, "_source": False, "query": others}
    cluster.ask("POST", f"{index}/_refresh", deadline=SLOW)
    while hits := cluster.search(index, body, deadline=SLOW)["hits"]["hits"]:
        _bulk(cluster, index, [{"delete": {"_id": hit["_id"]}} for hit in hits])
        cluster.ask("POST", f"{index}/_refresh", deadline=SLOW)


def _bulk(cluster: Cluster, index: str, lines: Sequence[Mapping[str, Any]]) -> None:
    """Write or remove documents; to ask for it twice does no harm."""
    body = "".join(f"{json.dumps(line)}\n" for line in lines)
    answer = cluster.ask("POST", f"{index}/_bulk", body, deadline=SLOW)
    if not isinstance(answer, dict) or "items" not in answer:
        raise stranger(index, "no items of a bulk request")
    for item in answer["items"]:
        for done in item.values():
            raise_refusal(index, done["status"], done)


def _chunks(name: str, path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file; an empty file has one, too."""
    parts = max(1, -(-path.stat().st_size // CHUNK))
    with path.open("rb") as file:
        for part in range(parts):
            data = file.read(CHUNK)
            chunk = {"name": name, "file": path.name, "part": part, "parts": parts}
            yield {**chunk, "data": b64encode(data).decode(), "crc": crc32(data)}


def _batches(chunks: Iterable[dict[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """Yield the lines of bulk requests: many small files are written at once."""
    lines: list[Mapping[str, Any]] = []
    letters = 0
    for chunk in chunks:
        name = _id(chunk["name"], chunk["file"], chunk["part"])
        lines += {"index": {"_id": name}}, chunk
        letters += len(chunk["data"])
        if letters >= CHUNK:
            yield lines
            lines, letters = [], 0
    if lines:
        yield lines


def _chunk(kept: Kept, file: str, part: int) -> tuple[int, bytes]:
    """Return the number of chunks of a file, and one of them."""
    path = f"{kept.index}/_doc/{quote(_id(kept.name, file, part), safe='')}"
    where = f"{kept.index}: part {part + 1} of {file} of the statistics {kept.name}"
    try:
        chunk = kept.cluster.ask("GET", path, deadline=SLOW)["_source"]
        data, parts = b64decode(chunk["data"], validate=True), int(chunk["parts"])
        sound = crc32(data) == chunk["crc"]
    except RejectedError as error:
        if error.status != HTTPStatus.NOT_FOUND:
            raise
        sound = False
    except (ValueError, LookupError, TypeError):
        sound = False
    if not sound:
        raise IndexDamagedError(f"{where} is missing or damaged; {SEND_AGAIN}")
    return parts, data


def _id(name: str, file: str, part: int) -> str:
    return f"{name}/{file}/{part}"
