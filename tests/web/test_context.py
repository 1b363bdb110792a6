"""What belongs to the current request."""

import pytest
from flask import g

from web.context import SNAPSHOT, current_searcher, gettext, preferences
from web.l10n.preferences import DEFAULT, Preferences


def test_a_request_is_answered_by_one_snapshot(app):
    """It is the same from its beginning to its end, and another for the next."""
    with app.test_request_context():
        first = current_searcher()
        assert current_searcher() is first
    with app.test_request_context():
        assert current_searcher() is not first


def test_a_server_in_front_may_have_chosen_the_snapshot(app):
    """What it looks up answers by is what answers."""
    chosen = app.extensions["searcher"].snapshot()
    with app.test_request_context(environ_base={SNAPSHOT: chosen}):
        assert current_searcher() is chosen


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("/", DEFAULT, id="nothing"),
        pytest.param("/?lang=en&months=levant", Preferences("en", months="levant"), id="chosen"),
        pytest.param("/?lang=xx", DEFAULT, id="no choice"),
    ],
)
def test_preferences_are_read_from_the_address(app, address, expected):
    """They are read once for each request."""
    with app.test_request_context(address):
        assert preferences() == expected
        assert preferences() is preferences() is g.preferences


@pytest.mark.parametrize(
    ("address", "said"), [pytest.param("/", "المصادر"), pytest.param("/?lang=en", "Sources")]
)
def test_texts_are_in_the_language_of_the_request(app, address, said):
    """Each request has its own language."""
    with app.test_request_context(address):
        assert gettext("المصادر") == said
