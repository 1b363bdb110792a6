"""Errors in the form of the access log."""

import json
import logging
import re

import pytest

from web.logs.messages import JSONLines, Lines, tell_by
from web.settings.settings import Log


def record_of(message, *arguments, error=None, **extra):
    """Return a record of the log."""
    exc_info = (type(error), error, None) if error else None
    record = logging.LogRecord("web", logging.ERROR, "", 1, message, arguments, exc_info)
    record.__dict__.update(extra)
    return record


def test_a_message_is_a_line():
    """With its time and how grave it is; it commands no terminal."""
    told = Lines().format(record_of("request %s: %s", "id", "/a\n\x1b[2J"))
    assert re.fullmatch(r"\S+T\S+ \[error\] request id: /a\\x0a\\x1b\[2J", told)


def test_a_traceback_follows():
    """Line by line."""
    told = Lines().format(record_of("request", error=ValueError("bad\x1b"))).splitlines()
    assert told[0].endswith("[error] request")
    assert told[-1] == "ValueError: bad\\x1b"


def test_an_object_has_the_traceback_in_it():
    """And the id of the request, on one line."""
    told = JSONLines().format(
        record_of("request %s", "id", error=ValueError("bad\n\x9b"), request_id="id")
    )
    assert "\n" not in told
    read = json.loads(told)
    assert (read["level"], read["message"], read["id"]) == ("error", "request id", "id")
    assert read["exception"].endswith("ValueError: bad\n\x9b")


def test_a_message_without_a_request_has_no_id():
    """Nor an exception."""
    assert set(json.loads(JSONLines().format(record_of("told")))) == {"time", "level", "message"}


@pytest.fixture
def root():
    """Return the root of all logs, which is as before after the test."""
    root = logging.root
    handlers, level = root.handlers[:], root.level
    yield root
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize("form", ["combined", "json"])
def test_everything_is_told_in_one_form(root, capsys, form):
    """Once, on standard error; what is no warning is not."""
    tell_by(Log(format=form))
    logging.getLogger("anything").warning("told")
    logging.getLogger("anything").info("not")
    assert len(root.handlers) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "told" in (json.loads(line)["message"] if form == "json" else line)


def test_an_error_of_the_application_has_the_id_that_the_reader_sees(app, monkeypatch, caplog):
    """In its message, and as a field."""
    monkeypatch.setitem(app.view_functions, "pages.about", lambda: 1 / 0)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", 0)
    answer = app.test_client().get("/about")
    (record,) = caplog.records
    told = json.loads(JSONLines().format(record))
    assert answer.status_code == 500
    assert told["id"] == answer.headers["X-Request-ID"]
    assert told["message"] == f"request {told['id']}: GET /about"
    assert "ZeroDivisionError" in told["exception"]
