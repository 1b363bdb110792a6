"""What the version that is live in a cluster says of itself, without opening it."""

from typing import Any

from index.cluster.address import Address
from search.engine.opensearch.live.connection import connected
from search.engine.opensearch.live.target import Target, target
from search.results import LiveVersion


def live_version(address: Address, *, deadline: float | None = None) -> LiveVersion:
    """Return the live version of a cluster; raise IndexUnavailableError."""
    cluster = connected(address)
    try:
        return _told(target(cluster, deadline=deadline))
    finally:
        cluster.close()


def _told(found: Target) -> LiveVersion:
    return LiveVersion(
        id=found.version,
        created=found.created,
        articles=found.articles,
        copies=_number(found.about.get("copies")),
        faults=_number(found.about.get("faults")),
        made_by=str(found.about.get("made_by") or ""),
        seconds=found.about.get("seconds"),
    )


def _number(value: Any) -> int:  # noqa: ANN401  whatever an index says
    return value if isinstance(value, int) else 0
