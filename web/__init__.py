"""Pages of hits in, HTML and JSON out."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from web.settings.settings import Settings


def create_app(settings: "Settings | None" = None, *, compiled: bool = False) -> "Flask":
    """Return the application over an index directory; see web.app.

    Flask is imported here and not above: the console command is in this package too, and most
    of its commands show no page.
    """
    from web import app  # noqa: PLC0415

    return app.create_app(settings, compiled=compiled)
