"""What belongs to the current HTTP request: the searcher, and the preferences of its reader."""

from flask import current_app, g, request

from search import Searcher
from web.l10n.catalog import WRITTEN, translate
from web.l10n.preferences import Preferences, read_preferences


def current_searcher() -> Searcher:
    """Return the searcher of the current application."""
    searcher: Searcher = current_app.extensions["searcher"]
    return searcher


def preferences() -> Preferences:
    """Return the preferences of the current request."""
    try:
        preferred: Preferences = g.preferences
    except AttributeError:
        preferred = g.preferences = read_preferences(request.args)
    return preferred


def label_name(value: str, facet: str) -> str:
    """Return a label in the language of the current request; not_FACET stands for its facet."""
    if preferences().lang == WRITTEN:
        return value
    return current_searcher().names().english(facet.removeprefix("not_"), value)


def gettext(text: str) -> str:
    """Return text in the language of the current request."""
    return translate(text, preferences().lang)
