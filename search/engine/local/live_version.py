"""What the live version says of itself, without opening it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from index.versions.manifest import Manifest
from index.versions.store import require_index


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveVersion:
    """A version: its name, when it was made, and what is in it.

    made_by is the command that made it, in so many seconds; "" and None where it does not say.
    """

    id: str
    created: datetime
    articles: int
    copies: int
    faults: int
    made_by: str
    seconds: float | None


def live_version(index_dir: Path) -> LiveVersion:
    """Return the live version of an index directory; raise IndexUnavailableError."""
    name = require_index(index_dir)
    manifest = Manifest.read(index_dir / name)
    return LiveVersion(
        id=name,
        created=datetime.fromisoformat(manifest.created),
        articles=manifest.articles,
        copies=manifest.copies,
        faults=manifest.faults,
        made_by=manifest.made_by,
        seconds=manifest.seconds,
    )
