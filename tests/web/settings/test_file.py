"""iqtisad.toml: what is read of it, and what is said of its faults."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.settings.file import VARIABLE, find_file, read_file

WHOLE = """\
index_dir = "ix"
cors = ["https://a.example",
        "https://b.example"]

[limits]
streams = 5
queue_seconds = 2

[log]
log_queries = true
"""


def test_a_file_is_read_whole(read):
    """Every value with its line."""
    whole = read(WHOLE)
    found = {name: (value, at.rpartition(":")[2]) for name, (value, at) in whole.values.items()}
    assert found == {
        "index_dir": (Path("ix"), "1"),
        "cors": (("https://a.example", "https://b.example"), "2"),
        "limits.streams": (5, "6"),
        "limits.queue_seconds": (2.0, "7"),
        "log.log_queries": (True, "10"),
    }
    assert whole.faults == ()


@pytest.mark.parametrize(
    "text",
    [
        "limits.streams = 5",
        "limits = {streams = 5}",
        "[limits]\n'streams' = 5",
        "[ limits ]\nstreams=5",
    ],
    ids=["dotted", "braces", "quoted", "blanks"],
)
def test_toml_has_many_ways(read, text):
    """All of them are read."""
    assert read(text).values["limits.streams"][0] == 5


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        pytest.param("prot = 1", 1, "unknown key prot; write port", id="slip"),
        pytest.param("\nstreams = 1", 2, "write streams under [limits]", id="in-no-part"),
        pytest.param("[limits]\nport = 1", 2, "write port before the first [part]", id="in-a-part"),
        pytest.param("[limits]\nstream = 1", 2, "; write streams", id="slip-in-a-part"),
        pytest.param("[limit]\nstreams = 1", 1, "unknown key limit; ", id="part"),
        pytest.param("[[limits]]\nstreams = 1", 1, "limits is a part", id="list-of-parts"),
        pytest.param('"\\u001b[2J" = 1', 1, r"unknown key '\x1b[2J'", id="what-a-terminal-obeys"),
        pytest.param("colour = 1", 1, "iqtisad config show", id="stranger"),
        pytest.param('port = "80"', 1, "not a whole number from 0 to 65535", id="quoted"),
        pytest.param("port = true", 1, "not a whole number", id="true-is-no-1"),
        pytest.param("port = 80.0", 1, "not a whole number", id="fraction"),
        pytest.param("port = 65536", 1, "leave it out (8000)", id="bound"),
        pytest.param('cors = "*"', 1, "not a list of which each is an origin", id="no-list"),
        pytest.param("cors = [1]", 1, "not a list of which each is an origin", id="list"),
        pytest.param('host = ""', 1, "the name or address of a host", id="empty"),
        pytest.param("[log]\nformat = 'xml'", 2, "one of combined, json", id="choice"),
        pytest.param("[limits]\nhung_seconds = inf", 2, "a number from 1", id="infinite"),
        pytest.param("limits = {streams = 0}", 1, "a whole number from 1", id="in-braces"),
        pytest.param("port = 1\nport = 2", 2, "not TOML", id="twice"),
        pytest.param('host = "a', 1, "not TOML", id="open"),
        pytest.param("port = " + "1" * 5000, 1, "not TOML", id="endless-number"),
        pytest.param("cors = " + "[" * 20_000, 0, "brackets in brackets", id="brackets"),
        pytest.param(b"\xff", 0, "not UTF-8", id="bytes"),
    ],
)
def test_a_fault_names_its_line_and_the_way_out(read, text, line, said):
    """As an editor shows it."""
    (fault,) = read(text).faults
    assert said in str(fault)
    assert not line or f"iqtisad.toml:{line}: " in str(fault)
    assert fault.remedy


def test_all_faults_are_told_at_once(read):
    """Nobody mends one to be told the next; what is sound is read."""
    found = read("prot = 1\nport = 9\nhost = 1\n[limits]\nstreams = 0")
    assert [fault.where.rpartition(":")[2] for fault in found.faults] == ["1", "3", "5"]
    assert found.values["port"][0] == 9


@given(st.one_of(st.text(), st.from_regex(r"\A\[?(limits|log|port)\]? = .*\n.*")))
def test_any_text_is_read_or_refused(tmp_path_factory, text):
    """And nothing is raised."""
    path = tmp_path_factory.mktemp("any") / "iqtisad.toml"
    path.write_text(text, "utf-8", "surrogatepass")
    read = read_file(path)
    assert all(str(fault) for fault in read.faults)


def test_where_a_file_is_looked_for(tmp_path, monkeypatch):
    """Named, else in the environment, else in the working directory, else none of these."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("web.settings.file.USUAL", (Path("iqtisad.toml"), tmp_path / "etc.toml"))
    assert find_file(None, {}) is None
    (tmp_path / "etc.toml").touch()
    assert find_file(None, {}) == tmp_path / "etc.toml"
    (tmp_path / "iqtisad.toml").touch()
    assert find_file(None, {VARIABLE: ""}) == Path("iqtisad.toml")
    assert find_file(None, {VARIABLE: "b"}) == Path("b")
    assert find_file(Path("a"), {VARIABLE: "b"}) == Path("a")


@pytest.mark.parametrize("name", ["nothing.toml", "."], ids=["missing", "a-directory"])
def test_a_file_that_is_named_must_be_one(tmp_path, name):
    """A server that starts without the limits that it was given is worse than none."""
    (fault,) = read_file(tmp_path / name).faults
    assert "cannot be read" in str(fault)
    assert "--config" in fault.remedy
