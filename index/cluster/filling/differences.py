"""What a live index has, and what a version has: which articles must be sent, and which removed.

An article keeps its place in the order of the archive, and new ones come after all others. Where
those that are kept are in another order, those out of it get places after the others, too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.cluster.client import Cluster, is_partial
from index.cluster.documents import Documents
from index.cluster.filling.sending import SendingError

#: The articles of a page of what an index has: as many as OpenSearch gives at once.
_PAGE = 10_000
_SECONDS = 60.0
#: If more than this share must be sent, a new index is no more work, and goes live in one step.
_FEW = 0.5


@dataclass(frozen=True, slots=True)
class Held:
    """What a live index has, in the order of the archive: ids (bytes), places, digests (int64)."""

    ids: NDArray[np.bytes_]
    seqs: NDArray[np.int64]
    digests: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Differences:
    """Ids that are gone, the numbers of documents that are sent, the place of every document.

    seqs are ascending, int64; changed is ascending, int64. before are the articles that were there.
    """

    before: int
    gone: tuple[str, ...]
    changed: NDArray[np.int64]
    seqs: NDArray[np.int64]

    @property
    def few(self) -> bool:
        """Return whether it is less work to send them than to send everything."""
        return len(self.changed) <= _FEW * len(self.seqs)


def differences(cluster: Cluster, index: str, documents: Documents) -> Differences:
    """Return in what a version differs from what an index has."""
    return compared(held(cluster, index), documents.ids, documents.digests())


def compared(there: Held, ids: Sequence[str], digests: NDArray[np.int64]) -> Differences:
    """Return in what documents with ids and digests, in their order, differ from what is held."""
    here = np.array([each.encode() for each in ids], np.bytes_)
    at = _places_in(there.ids, here)
    is_held = at >= 0
    seqs = np.where(is_held, there.seqs[np.maximum(at, 0)] if len(there.seqs) else -1, -1)
    kept = _ascending_prefix(seqs)
    first_new = 1 + int(there.seqs.max(initial=-1))
    seqs[kept:] = np.arange(first_new, first_new + len(seqs) - kept)
    differs = np.ones(len(seqs), np.bool_)
    differs[:kept] = there.digests[at[:kept]] != digests[:kept]
    gone = np.setdiff1d(there.ids, here)
    return Differences(
        before=len(there.ids),
        gone=tuple(each.decode() for each in gone.tolist()),
        changed=np.flatnonzero(differs),
        seqs=seqs,
    )


def held(cluster: Cluster, index: str) -> Held:
    """Return what an index has; raises SendingError if a part of it does not answer."""
    ids, seqs, digests = list[bytes](), list[int](), list[int]()
    for hit in pages(cluster, index, columns=("id", "seq", "digest")):
        columns = hit["fields"]
        ids.append(str(columns["id"][0]).encode())
        seqs.append(int(columns["seq"][0]))
        digests.append(int(columns["digest"][0]))
    return Held(np.array(ids, np.bytes_), np.array(seqs, np.int64), np.array(digests, np.int64))


def pages(
    cluster: Cluster, index: str, *, columns: Sequence[str], size: int = _PAGE, by: str = "seq"
) -> Iterator[dict[str, Any]]:
    """Yield every document of an index as a hit with columns, ascending by one of them.

    by names that column, in which no two documents have the same value: seq is an article's place.
    Those of smaller pages than usual come with all that is printed. Raises SendingError if a part
    of the index does not answer.
    """
    alone = {"_source": False, "stored_fields": "_none_"} if size == _PAGE else {}
    body = {
        "size": size,
        "query": {"match_all": {}},
        "sort": [{by: "asc"}],
        "docvalue_fields": list(columns),
        "track_total_hits": False,
        **alone,
    }
    while True:
        answer = cluster.search(index, body, deadline=_SECONDS)
        if is_partial(answer):
            raise SendingError(
                f"{index}: a part of it did not answer; try again when the cluster is healthy"
            )
        hits = answer["hits"]["hits"]
        yield from hits
        if len(hits) < size:
            return
        body = {**body, "search_after": hits[-1]["sort"]}


def _places_in(there: NDArray[np.bytes_], here: NDArray[np.bytes_]) -> NDArray[np.int64]:
    """Return where each of here stands in there, -1 for those that do not."""
    if not len(there):
        return np.full(len(here), -1)
    order = np.argsort(there, kind="stable")
    at = order[np.minimum(np.searchsorted(there, here, sorter=order), len(there) - 1)]
    return np.where(there[at] == here, at, -1)


def _ascending_prefix(seqs: NDArray[np.int64]) -> int:
    """Return how many of the first places are there and ascending."""
    steps = np.diff(seqs, prepend=-1)
    wrong = np.flatnonzero((steps <= 0) | (seqs < 0))
    return int(wrong[0]) if len(wrong) else len(seqs)
