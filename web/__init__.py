"""Pages of hits in, HTML and JSON out."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(index_dir: Path | None = None, **settings: Any) -> "Flask":  # noqa: ANN401  as there
    """Return the application over an index directory; settings are those of app.create_app.

    Flask is imported here and not above: the console command is in this package too, and most
    of its commands show no page.
    """
    from web import app  # noqa: PLC0415

    return app.create_app(index_dir, **settings)
