"""The Flask application: pages and API over one searcher."""

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from wsgiref.types import WSGIEnvironment

import jinja2
from flask import Flask, Request
from flask.json.provider import DefaultJSONProvider

from search import Searcher
from web import facts
from web.api import openapi
from web.api import views as api
from web.components import templating
from web.l10n import catalog
from web.origin import setting
from web.parameters import FILTER_VALUES
from web.responses import compression, cors, errors, headers
from web.urls import builder
from web.views import article_files, browser_search, crawlers, downloads, entities, pages, trends

_A_YEAR = 365 * 24 * 3600


class _Request(Request):
    """A request whose address may contain any bytes: invalid UTF-8 becomes U+FFFD."""

    def __init__(self, environ: WSGIEnvironment, **options: bool) -> None:
        super().__init__(environ, **options)
        self.query_string = self.query_string.decode(errors="replace").encode()


class _JSONProvider(DefaultJSONProvider):
    """JSON that people can read: Arabic unescaped, names in the order given."""

    ensure_ascii = False
    sort_keys = False


class _Iqtisad(Flask):
    """Flask with our request, our JSON, and templates that fail on undefined names."""

    request_class = _Request
    json_provider_class = _JSONProvider
    jinja_options = {  # noqa: RUF012  Flask reads it as it is declared there
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": jinja2.StrictUndefined,
    }

    def log_exception(self, exc_info: object) -> None:
        """Do nothing: errors logs it under the id that the reader sees."""


def create_app(  # noqa: PLR0913  one for each setting
    index_dir: Path | None = None,
    *,
    names: Path | None = None,
    compiled: bool = False,
    origins: Sequence[str] | None = None,
    public_url: str = "",
    trusted_hosts: Sequence[str] = (),
    trusted_proxies: Sequence[str] = (),
    filter_values: int = FILTER_VALUES,
) -> Flask:
    """Return the application over an index directory, which may be built later.

    names is a file, compiled is for a server with many readers, see Searcher. The pages of origins
    may read the API, see responses.cors. public_url, trusted_hosts and trusted_proxies
    say at which address it is, see origin.setting; raises ValueError where they cannot be
    understood. Of a filter the first filter_values count.
    """
    app = _Iqtisad("web", static_url_path=f"/static/{_version()}")
    app.url_map.strict_slashes = False
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _A_YEAR
    app.config["FILTER_VALUES"] = filter_values
    app.extensions["searcher"] = Searcher(
        index_dir or _default_index_dir(), names=names or _default_names(), compiled=compiled
    )
    app.register_blueprint(pages.pages)
    app.register_blueprint(trends.trends)
    app.register_blueprint(entities.entities)
    app.register_blueprint(downloads.downloads)
    app.register_blueprint(article_files.article_files)
    app.register_blueprint(browser_search.opensearch)
    app.register_blueprint(crawlers.crawlers)
    app.register_blueprint(openapi.openapi)
    app.register_blueprint(api.api, url_prefix=api.PREFIX)
    builder.register(app)
    templating.register(app)
    catalog.load()
    errors.register(app)
    compression.register(app)  # before headers: it runs after them
    cors.register(app, _default_origins() if origins is None else origins)
    headers.register(app)
    facts.register(app)
    setting.register(app, public_url, trusted_hosts, trusted_proxies)
    return app


def _default_index_dir() -> Path:
    return Path(os.environ.get("IQTISAD_INDEX_DIR", "data/index"))


def _default_names() -> Path | None:
    named = os.environ.get("IQTISAD_NAMES")
    return Path(named) if named else None


def _default_origins() -> list[str]:
    return os.environ.get("IQTISAD_CORS", "").split()


def _version() -> str:
    """Return a digest of all static files: when they change, so do their addresses."""
    digest = blake2b(digest_size=6)
    static = Path(__file__).parent / "static"
    for path in sorted(path for path in static.rglob("*") if path.is_file()):
        digest.update(path.relative_to(static).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
