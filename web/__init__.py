"""Pages of hits in, HTML and JSON out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def create_app(
    index_dir: Path | None = None,
    *,
    names: Path | None = None,
    compiled: bool = False,
    origins: Sequence[str] | None = None,
) -> "Flask":
    """Return the application over an index directory; see web.app.

    Flask is imported here and not above: the console command is in this package too, and most
    of its commands show no page.
    """
    from web import app  # noqa: PLC0415

    return app.create_app(index_dir, names=names, compiled=compiled, origins=origins)
