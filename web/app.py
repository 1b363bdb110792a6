"""The Flask application: pages and API over one searcher."""

from hashlib import blake2b
from pathlib import Path
from wsgiref.types import WSGIEnvironment

import jinja2
from flask import Flask, Request
from flask.json.provider import DefaultJSONProvider

from search import Searcher, located
from web import facts
from web.api import openapi
from web.api import views as api
from web.components import templating
from web.components.rendering.speaking import SpeakingEnvironment
from web.l10n import catalog
from web.origin import setting
from web.responses import compression, cors, errors, headers
from web.settings.resolution import read_settings
from web.settings.settings import Settings
from web.urls import builder
from web.views import article_files, browser_search, crawlers, downloads, entities, pages, trends

_A_YEAR = 365 * 24 * 3600
_STATIC = Path(__file__).parent / "static"


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
    jinja_environment = SpeakingEnvironment
    jinja_options = {  # noqa: RUF012  Flask reads it as it is declared there
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": jinja2.StrictUndefined,
    }

    def log_exception(self, exc_info: object) -> None:
        """Do nothing: errors logs it under the id that the reader sees."""


def create_app(settings: Settings | None = None, *, compiled: bool = False) -> Flask:
    """Return the application over an index, which may be built later.

    Without settings they are those of file and environment; raises SettingsError. compiled is for
    a server with many readers, see Searcher.
    """
    settings = settings or read_settings()
    app = _Iqtisad("web", static_url_path=f"/static/{_version()}")
    app.url_map.strict_slashes = False
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _A_YEAR
    app.extensions["settings"] = settings
    app.config["FILTER_VALUES"] = settings.limits.filter_values
    app.extensions["searcher"] = Searcher(
        located(settings.place),
        names=settings.names,
        cache_dir=settings.cache_dir,
        compiled=compiled,
        candidates=settings.limits.candidates,
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
    cors.register(app, settings.cors)
    headers.register(app)
    facts.register(app)
    setting.register(app, settings.public_url, settings.trusted_hosts, settings.trusted_proxies)
    return app


def _version() -> str:
    """Return a digest of all static files: when they change, so do their addresses."""
    digest = blake2b(digest_size=6)
    for name in static_files():
        digest.update(name.encode() + b"\0" + (_STATIC / name).read_bytes())
    return digest.hexdigest()


def static_files() -> list[str]:
    """Return the names of all static files, as they stand in addresses."""
    files = sorted(path for path in _STATIC.rglob("*") if path.is_file())
    return [path.relative_to(_STATIC).as_posix() for path in files]
