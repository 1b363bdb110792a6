"""Logs are read whatever they are packed in, and whatever else is in them."""

import gzip
import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.exchanges import exchange
from web.logs.lines import as_json, combined
from web.logs.reading import LogError, logged, read_log

LINES = combined(exchange(), None) + as_json(exchange(), None)


@pytest.mark.parametrize("name", ["access.log", "access.log.gz", "no-suffix"])
def test_a_file_is_read_packed_or_not(tmp_path, name):
    """What it is is told by its content."""
    path = tmp_path / name
    path.write_bytes(LINES.encode() if name == "access.log" else gzip.compress(LINES.encode()))
    assert [each.texts for each in read_log(str(path))] == [("نفط",)] * 2


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_standard_input_is_read(monkeypatch, pack):
    """Packed or not."""
    data = io.BufferedReader(io.BytesIO(pack(LINES.encode())))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
    assert len(list(read_log("-"))) == 2


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "{}",
        "[" * 10_000,
        "{" + '"a":[' * 10_000,
        '{"time": 1, "route": "", "results": 0}',
        '{"time": "2016", "route": "pages.results", "results": 0, "texts": 3}',
        '127.0.0.1 - - [24/Nov/2016:15:06:40 +0000] "GET / HTTP/1.1" 200 6 "-" "curl"',
        combined(exchange(), None).replace("Nov", "Foo"),
        "\ufffd\ufffd",
    ],
    ids=[
        "blank",
        "torn",
        "empty",
        "deep",
        "deeper",
        "no time",
        "no texts",
        "nginx",
        "date",
        "bytes",
    ],
)
def test_what_is_no_request_of_ours_is_told(line):
    """And raises nothing."""
    assert logged(line) is None


@given(st.text())
def test_no_line_raises(line):
    """Whatever it is."""
    logged(line)
    logged("{" + line)


def test_blank_lines_are_nothing(tmp_path):
    """A torn line has one behind it, or before."""
    (tmp_path / "log").write_text(f"\n{LINES}\n\n", "utf-8")
    assert len(list(read_log(str(tmp_path / "log")))) == 2


@pytest.mark.parametrize("fault", ["missing", "folder", "cut"])
def test_a_file_that_cannot_be_read_is_told_with_its_name(tmp_path, fault):
    """And the way out."""
    path = tmp_path / "log"
    if fault == "folder":
        path.mkdir()
    elif fault == "cut":
        path.write_bytes(gzip.compress(LINES.encode())[:-12])
    with pytest.raises(LogError, match=r"log: cannot be read \(.+\); leave it out"):
        list(read_log(str(path)))
