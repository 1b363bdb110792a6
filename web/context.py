"""What belongs to the current HTTP request: what answers it, and the preferences of its reader."""

from dataclasses import replace

from flask import current_app, g, request

from search import NAMED_FACETS, Page, Searcher, Snapshot, name_of
from web.l10n.catalog import WRITTEN, translate
from web.l10n.preferences import Preferences, read_preferences
from web.parameters import parse_noted
from web.server.door.exchange import KEY, Exchange
from web.settings.settings import Settings

#: Where a server in front of the application puts the snapshot that it looked up an answer by.
SNAPSHOT = "iqtisad.snapshot"
_NAMED = frozenset(facet.name for facet in NAMED_FACETS)
_held = g._get_current_object  # noqa: SLF001  public, as Werkzeug documents


def current_searcher() -> Snapshot:
    """Return what answers the current request: one version, from its beginning to its end.

    Raises IndexUnavailableError if there is none.
    """
    held = _held()
    try:
        snapshot: Snapshot = held.snapshot
    except AttributeError:
        snapshot = held.snapshot = request.environ.get(SNAPSHOT) or _live().snapshot()
    return snapshot


def asked_page() -> Page:
    """Return the page of hits that the address asks for; its notes tell what was left out of it."""
    asked, notes = parse_noted(request.args)
    page = current_searcher().search(asked)
    note_partial(partial="partial" in page.notes)
    note_unsettled(unsettled="embedding" in page.notes)
    suggested = bool(page.suggestions or page.relaxations or page.offers)
    note_found(page.total, page.request.text, suggested=suggested)
    return replace(page, notes=(*page.notes, *notes)) if notes else page


def note_partial(*, partial: bool) -> None:
    """Tell whether an answer is of a part of the archive alone: the next one may be whole."""
    if partial:
        g.partial = True


def note_unsettled(*, unsettled: bool) -> None:
    """Tell whether the order of an answer may change any minute; nothing is missing from it."""
    if unsettled:
        g.unsettled = True


def note_found(results: int, *texts: str, suggested: bool = False) -> None:
    """Tell the log how much was found of some texts, and whether others were suggested."""
    exchange: Exchange | None = request.environ.get(KEY)
    if exchange is not None:
        exchange.results, exchange.suggested = results, suggested
        exchange.texts = tuple(filter(None, texts))


def _live() -> Searcher:
    searcher: Searcher = current_app.extensions["searcher"]
    return searcher


def current_settings() -> Settings:
    """Return the settings of the current application."""
    settings: Settings = current_app.extensions["settings"]
    return settings


def preferences() -> Preferences:
    """Return the preferences of the current request."""
    held = _held()  # not through the proxy: a page asks three hundred times
    try:
        preferred: Preferences = held.preferences
    except AttributeError:
        preferred = held.preferences = read_preferences(request.args)
    return preferred


def label_name(value: str, facet: str) -> str:
    """Return a label in the language of the current request; not_FACET stands for its facet."""
    lang = preferences().lang
    if lang == WRITTEN:
        return value
    facet = facet.removeprefix("not_")
    if facet in _NAMED:
        return name_of(value, lang)
    return current_searcher().names().english(facet, value)


def gettext(text: str) -> str:
    """Return text in the language of the current request."""
    return translate(text, preferences().lang)
