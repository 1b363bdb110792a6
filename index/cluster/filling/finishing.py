"""A filled index -> one that is fit to be searched: seen, merged, and kept on several nodes."""

import time
from collections.abc import Callable
from http import HTTPStatus

from index.cluster.client import Cluster
from index.cluster.faults import ClusterError, RejectedError, UnreachableError, understood
from index.cluster.filling.sending import BLOCKED, SendingError, blocked
from index.cluster.mapping import Layout
from index.cluster.versions import SLOW

#: The bytes of a merged segment at most: what Lucene's merge policy makes by itself.
_SEGMENT = 5_000_000_000
#: The bytes of a shard from which it pays to wait until what was sent is not kept twice, and the
#: seconds of that: primaries say every 30 what their copies have.
_WORTH_WAITING, _FORGOTTEN = 500_000_000, 35.0
#: The seconds between two looks, those of one look, and those until an index must be healthy for
#: each gigabyte, and at least: set by hand.
_LOOK, _WATCHED, _LEAST, _FOR_A_GIGABYTE = 1.0, 20, 180.0, 60.0


def shown(cluster: Cluster, index: str) -> None:
    """Let searches see all that was written; raises SendingError if a shard does not."""
    answer = cluster.ask("POST", f"{index}/_refresh", deadline=10 * SLOW)
    with understood(index, "no parts of an index"):
        failed = answer["_shards"]["failed"]
    if failed:
        raise SendingError(
            f"{index}: a part of it did not answer; send again when the cluster is healthy"
        )


def primary_bytes(cluster: Cluster, index: str) -> list[int]:
    """Return the bytes of each shard of an index, its first copy."""
    answer = cluster.ask("GET", f"{index}/_stats/store", params={"level": "shards"}, deadline=SLOW)
    with understood(index, "no sizes of an index"):
        shards = answer["indices"].get(index, {}).get("shards", {})
        copies = (copy for each in shards.values() for copy in each)
        return [copy["store"]["size_in_bytes"] for copy in copies if copy["routing"]["primary"]]


def merged(cluster: Cluster, index: str, still: Callable[[], None]) -> None:
    """Merge the segments of an index to as few as are of a good size, and wait for that.

    Until some time after it was written, Lucene keeps all that was sent a second time; what is
    merged after that has half the size. A small index does not wait for it.
    """
    largest = max(primary_bytes(cluster, index), default=0)
    if largest > _WORTH_WAITING:
        _pause(_FORGOTTEN, still)
    cluster.ask("POST", f"{index}/_flush", deadline=10 * SLOW)
    params = {
        "max_num_segments": max(1, -(-largest // _SEGMENT)),
        "wait_for_completion": "false",
    }
    task = cluster.ask("POST", f"{index}/_forcemerge", params=params, deadline=SLOW)["task"]
    while not _is_done(cluster, index, task):
        _pause(_LOOK, still)
    shown(cluster, index)  # until then the old segments are kept open


def healthy(cluster: Cluster, index: str, asked: Layout, still: Callable[[], None]) -> str:
    """Keep an index on several nodes, and wait until it is; return what is not as asked, or "".

    Raises SendingError if no copy of a part of it is there.
    """
    change = {"index": {"number_of_replicas": asked.replicas}}
    cluster.ask("PUT", f"{index}/_settings", change, deadline=SLOW)
    nodes = data_nodes(cluster)
    wanted = "green" if nodes > asked.replicas else "yellow"
    gigabytes = sum(primary_bytes(cluster, index)) / 1e9
    end = time.monotonic() + max(_LEAST, gigabytes * _FOR_A_GIGABYTE)
    status = _status(cluster, index, wanted)
    while status not in {wanted, "green"} and time.monotonic() < end:
        still()
        status = _status(cluster, index, wanted)
    if status == "red":
        raise SendingError(
            f"{index}: a part of it is on no node; mend the cluster (GET"
            " /_cluster/allocation/explain says why), then send again"
        )
    if wanted == "yellow" and status != "green":
        return (
            f"{index} has {asked.replicas} more copies asked for, and the cluster {nodes} data"
            " nodes: not every copy has a node; add nodes, or send with fewer --replicas"
        )
    if status != "green":
        return (
            f"{index} is complete, but not yet on as many nodes as asked for; GET"
            " /_cluster/allocation/explain says why"
        )
    return ""


def data_nodes(cluster: Cluster) -> int:
    """Return the number of nodes that hold data."""
    answer = cluster.ask("GET", "_cluster/health")
    with understood(str(cluster.address), "no number of nodes"):
        return int(answer["number_of_data_nodes"])


def _status(cluster: Cluster, index: str, wanted: str) -> str:
    """Return the health of an index, after waiting for the one that is wanted."""
    params = {"wait_for_status": wanted, "timeout": f"{_WATCHED}s"}
    try:
        answer = cluster.ask(
            "GET", f"_cluster/health/{index}", params=params, deadline=2.0 * _WATCHED
        )
    except UnreachableError:
        return ""
    except RejectedError as error:  # not in that time
        if error.status != HTTPStatus.REQUEST_TIMEOUT:
            raise
        return ""
    return str(answer.get("status", ""))


def _pause(seconds: float, still: Callable[[], None]) -> None:
    still()
    time.sleep(seconds)


def _is_done(cluster: Cluster, index: str, task: str) -> bool:
    try:
        answer = cluster.ask("GET", f"_tasks/{task}", deadline=SLOW)
    except UnreachableError:
        return False
    if error := answer.get("error") or (answer.get("response") or {}).get("failures"):
        if BLOCKED in str(error):
            raise SendingError(blocked(index, str(error)))
        raise ClusterError(f"its segments could not be merged ({error}); send again")
    return bool(answer["completed"])
