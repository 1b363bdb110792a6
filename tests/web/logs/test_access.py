"""The log that the settings name."""

import json

import pytest

from tests.web.exchanges import exchange
from web.logs.access import access_log
from web.settings.settings import Log


def test_no_log_is_written_unless_one_is_named():
    """Nothing is opened for it."""
    assert access_log(Log(), frozenset()) is None


@pytest.mark.parametrize("queries", [False, True], ids=["private", "queries"])
@pytest.mark.parametrize("form", ["combined", "json"])
def test_a_line_a_request(tmp_path, form, queries):
    """In the form that is named, with or without what was searched for."""
    path = tmp_path / "access.log"
    log, file = access_log(Log(access=str(path), format=form, log_queries=queries), {"q"})
    for _ in range(3):
        log(exchange(query="q=secret"))
    file.end()
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) == 3
    assert ("secret" in lines[0]) == queries
    assert form == "combined" or json.loads(lines[0])["id"] == "0123456789ab"


def test_a_dash_is_standard_error(capfd):
    """As everywhere."""
    log, file = access_log(Log(access="-"), frozenset())
    log(exchange())
    file.end()
    assert "0123456789ab" in capfd.readouterr().err
