"""The searcher of the application that answers."""

from flask import current_app

from search import Searcher


def current_searcher() -> Searcher:
    """Return the searcher of the current application."""
    searcher: Searcher = current_app.extensions["searcher"]
    return searcher
