"""What the alias of a cluster leads to, and whether this release can read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.analysis import fingerprint
from index.cluster.address import Address
from index.cluster.client import Cluster
from index.cluster.faults import ClusterError, RejectedError, stranger
from index.cluster.mapping import MAPPING
from index.cluster.ways import BUILD, BUILD_AGAIN
from index.entities import gazetteer
from index.schema import VERSION
from index.versions.manifest import (
    IndexDamagedError,
    IndexNotFoundError,
    IndexOutdatedError,
    IndexUnavailableError,
)
from index.versions.small_files import printable

#: Under which name an index says what it is, and what one of articles says.
_OURS, _ARTICLES = "iqtisad", "articles"
_UPDATE = "update this program"
_ANOTHER = "name another alias"
#: The indices that a message names.
_NAMED = 3
_NOT_FOUND = "index_not_found_exception"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The index that an alias leads to, and what it says of itself.

    version is the name of the version of an index directory that was sent, statistics the index
    that keeps its statistics, about all that is said.
    """

    index: str
    version: str
    statistics: str
    created: datetime
    articles: int
    about: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The name of what a reader opens: version and index, which an update leaves the same."""
        return f"{self.version}@{self.index}"


def target(cluster: Cluster, *, deadline: float | None = None) -> Target:
    """Return what the alias of a cluster leads to, by one request.

    Raises an IndexUnavailableError with the way out in its message.
    """
    address = cluster.address
    try:
        found = cluster.ask("GET", f"{address.alias}/_mapping", deadline=deadline)
    except RejectedError as error:
        if error.kind == _NOT_FOUND:
            raise IndexNotFoundError(f"{address}: no such alias there; {BUILD}") from error
        raise
    index, mapping = _only(address, _mappings(address, found))
    meta = mapping.get("_meta")
    about = meta.get(_OURS) if isinstance(meta, dict) else None
    if not isinstance(about, dict) or about.get("kind") != _ARTICLES:
        raise ClusterError(
            f"{address}: it leads to {printable(index)}, which is no archive of iqtisad; {_ANOTHER}"
        )
    where = f"{address}: {printable(index)}"
    _refuse_unread(where, about)
    if not about.get("complete"):
        raise IndexDamagedError(f"{where}: was never sent completely; {BUILD_AGAIN}")
    return _read(where, index, about)


def _mappings(address: Address, found: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401
    """Return the mapping of each index; raises GarbledError if something else answered."""
    each = found.values() if isinstance(found, dict) else [None]
    if not all(isinstance(one, dict) and isinstance(one.get("mappings"), dict) for one in each):
        raise stranger(str(address), "no mapping of an index")
    return {name: one["mappings"] for name, one in found.items()}


def _only(address: Address, found: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the only index of an alias with its mapping; raises an IndexUnavailableError."""
    names = sorted(found)
    if not names:
        raise IndexNotFoundError(f"{address}: no such alias there; {BUILD}")
    if len(names) > 1:
        more = ", …" if len(names) > _NAMED else ""
        some = f"{', '.join(map(printable, names[:_NAMED]))}{more}"
        raise ClusterError(
            f"{address}: it leads to {len(names)} indices ({some}); let it lead to one of them"
        )
    if names == [address.alias]:
        raise ClusterError(f"{address}: that is an index and no alias; {_ANOTHER}")
    return names[0], found[names[0]]


def _refuse_unread(where: str, about: Mapping[str, Any]) -> None:
    """Raise IndexOutdatedError unless this release reads what an index says of itself."""
    for what, ours in (("mapping", MAPPING), ("schema", VERSION)):
        theirs = about.get(what)
        if theirs != ours:
            newer = isinstance(theirs, int) and theirs > ours
            way = _UPDATE if newer else BUILD_AGAIN
            raise IndexOutdatedError(
                f"{where}: of {what} {printable(theirs)}, this program reads {ours}; {way}"
            )
    for what, now in (("analysis", fingerprint()), ("gazetteer", _gazetteer())):
        if about.get(what) != now:
            raise IndexOutdatedError(
                f"{where}: built by another {what} ({printable(about.get(what))}, this is {now});"
                f" {BUILD_AGAIN}, or serve with the release that built it"
            )


def _gazetteer() -> str:
    try:
        return gazetteer.fingerprint()
    except gazetteer.GazetteerError as error:  # an editor is at work on it
        raise IndexUnavailableError(str(error)) from error


def _read(where: str, index: str, about: dict[str, Any]) -> Target:
    try:
        return Target(
            index=index,
            version=str(about["version"]),
            statistics=str(about["statistics"]),
            created=datetime.fromisoformat(about["created"]),
            articles=int(about["articles"]),
            about=about,
        )
    except (LookupError, TypeError, ValueError) as error:
        raise IndexDamagedError(
            f"{where}: what it says of itself is damaged ({printable(error)}); {BUILD_AGAIN}"
        ) from error
