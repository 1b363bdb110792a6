"""A version in a cluster as its index describes it, and whether this release reads it."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from index.analysis import fingerprint
from index.cluster.mapping import MAPPING
from index.cluster.ways import BUILD, SEND_AGAIN
from index.entities import gazetteer
from index.schema import VERSION
from index.versions.manifest import IndexDamagedError, IndexOutdatedError

#: What an index says of itself: _meta.iqtisad.
About: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterVersion:
    """A version in a cluster: the name of its index, whether it is live, what it says of itself.

    complete means that all of it was sent at some time; articles is their number then.
    """

    name: str
    live: bool
    about: About = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Return whether it may be live."""
        return bool(self.about.get("complete"))

    @property
    def fault(self) -> str:
        """Return why it may not be live, "" if it may."""
        if self.complete:
            return ""
        return "was never sent completely" if self.about else "says nothing of itself any more"

    @property
    def articles(self) -> int:
        """Return the number of its articles."""
        return int(self.about.get("articles", 0))

    @property
    def created(self) -> str:
        """Return when the version was made that was sent last, ISO 8601."""
        return str(self.about.get("created", ""))


def refuse_outdated(version: ClusterVersion) -> None:
    """Raise IndexUnavailableError unless this release reads a version."""
    if not version.complete:
        raise IndexDamagedError(f"{version.name}: {version.fault}; {BUILD}")
    now = {
        "mapping": MAPPING,
        "schema": VERSION,
        "analysis": fingerprint(),
        "gazetteer": gazetteer.fingerprint(),
    }
    for name, value in now.items():
        if (there := version.about.get(name)) != value:
            raise IndexOutdatedError(
                f"{version.name}: sent by another release ({name} {there}, this is {value});"
                f" {SEND_AGAIN}"
            )
