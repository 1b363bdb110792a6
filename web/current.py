"""What belongs to the request that is answered: its searcher, and how its reader wants pages."""

from flask import current_app, g, request

from search import Searcher
from web.preferences import Preferences, read_preferences
from web.translation import translate


def current_searcher() -> Searcher:
    """Return the searcher of the current application."""
    searcher: Searcher = current_app.extensions["searcher"]
    return searcher


def preferences() -> Preferences:
    """Return what the current request prefers."""
    try:
        preferred: Preferences = g.preferences
    except AttributeError:
        preferred = g.preferences = read_preferences(request.args)
    return preferred


def gettext(text: str) -> str:
    """Return text in the language of the current request."""
    return translate(text, preferences().lang)
