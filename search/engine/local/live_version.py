"""What the live version says of itself, without opening it."""

from datetime import datetime
from pathlib import Path

from index.versions.manifest import Manifest
from index.versions.store import require_index
from search.results import LiveVersion


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
