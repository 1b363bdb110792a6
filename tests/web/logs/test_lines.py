"""A request as a line: nothing is lost, and nothing that a client sends makes another line."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.exchanges import exchange, latin
from web.logs.lines import as_json, combined
from web.logs.reading import logged

KNOWN = frozenset(("q", "page"))
HOSTILE = 'a"b\\c\n127.0.0.1 - - \x1b[2J\x9b\u00ad'
#: What Apache and nginx write (httpd.apache.org/docs/2.4/logs.html#combined).
COMBINED = re.compile(
    r'(?P<client>\S+) - - \[\d\d/\w{3}/\d{4}(?::\d\d){3} [+-]\d{4}\] "(?P<request>[^"]*)"'
    r' (?P<status>\d{3}) (?P<size>\d+) "(?P<referer>[^"]*)" "(?P<agent>[^"]*)" (?P<more>.*)\n'
)


def test_a_combined_line_goes_on_with_what_others_do_not_tell():
    """Id, seconds, index, results, waited, CPU, route, cache, end."""
    found = COMBINED.fullmatch(combined(exchange(), KNOWN))
    assert found["client"] == "203.0.113.7"
    assert found["request"] == "GET /search?q&page HTTP/1.1"
    assert (found["status"], found["size"]) == ("200", "6000")
    assert (found["referer"], found["agent"]) == ("-", "Mozilla/5.0")
    assert found["more"] == (
        "0123456789ab 0.012500 version 12 0.002500 0.005000 pages.results miss whole"
    )


def test_an_object_has_all_of_it():
    """The time with its zone."""
    told = json.loads(as_json(exchange(path=latin("/about/مصر")), KNOWN))
    assert re.fullmatch(r"2016-11-24T\d\d:\d\d:40\.250[+-]\d\d:\d\d", told.pop("time"))
    assert told == {
        "client": "203.0.113.7",
        "id": "0123456789ab",
        "method": "GET",
        "path": "/about/مصر",
        "query": "q&page",
        "protocol": "HTTP/1.1",
        "status": 200,
        "bytes": 6000,
        "seconds": 0.0125,
        "waited": 0.0025,
        "cpu": 0.005,
        "route": "pages.results",
        "index": "version",
        "results": 12,
        "suggested": False,
        "remembered": False,
        "whole": True,
        "agent": "Mozilla/5.0",
        "referer": "",
    }


@pytest.mark.parametrize("line", [combined, as_json])
def test_queries_are_written_down_only_if_that_is_asked_for(line):
    """In no part of a line: not in its address, not in the one before, not in an odd path."""
    asked = exchange(
        path="/search?q=secret",
        query="q=secret&secret",
        referer="https://a/?q=secret",
        texts=["secret"],
    )
    assert "secret" not in line(asked, KNOWN)
    assert "secret" in line(asked, None)


@pytest.mark.parametrize("line", [combined, as_json])
@pytest.mark.parametrize("known", [KNOWN, None], ids=["private", "whole"])
@given(sent=st.text(st.characters(max_codepoint=255)) | st.just(HOSTILE))
def test_whatever_is_sent_is_one_line(line, known, sent):
    """No control character, no quote that is not ours, no end of a line but the last."""
    asked = exchange(
        method=sent,
        path=f"/{sent}",
        query=sent,
        agent=sent,
        referer=sent,
        client=sent,
        texts=[sent],
    )
    told = line(asked, known)
    assert told.endswith("\n")
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", told[:-1])
    assert COMBINED.fullmatch(told) if line is combined else json.loads(told)


@pytest.mark.parametrize("line", [combined, as_json])
@pytest.mark.parametrize("known", [KNOWN, None], ids=["private", "whole"])
def test_a_line_has_a_bound(line, known):
    """Nobody fills a disk with one request."""
    sent = "\xff" * 1_000_000
    told = line(exchange(method=sent, path=sent, query=sent, agent=sent, referer=sent), known)
    assert len(told) < 200_000


@pytest.mark.parametrize(("line", "gone"), [(combined, " 499 0 "), (as_json, '"status": 499')])
def test_a_client_that_left_has_a_status(line, gone):
    """That of nginx."""
    assert gone in line(exchange(status=0, size=0, whole=False), KNOWN)


def test_what_is_not_known_is_a_dash():
    """Each value has its place."""
    told = combined(exchange(client="", route="", index="", results=None, whole=False), KNOWN)
    assert told.startswith("- - - [")
    assert told.endswith(" 0.012500 - - 0.002500 0.005000 - miss cut\n")
    assert " hit " in combined(exchange(remembered=True), KNOWN)


@pytest.mark.parametrize("line", [combined, as_json])
def test_what_is_written_can_be_read(line):
    """With the texts, if they are there."""
    read = logged(line(exchange(results=0), None))
    assert (read.time.timestamp() // 1, read.route, read.results) == (
        1_480_000_000,
        "pages.results",
        0,
    )
    assert read.texts == ("نفط",)
    assert logged(line(exchange(), KNOWN)).texts is None
