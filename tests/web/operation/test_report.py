"""The command report."""

import json

import pytest
from click.testing import CliRunner

from tests.web.exchanges import exchange
from web.logs.lines import as_json, combined
from web.operation.report import report

KNOWN = frozenset("q")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a function that runs the command over a log of some lines."""
    monkeypatch.chdir(tmp_path)

    def run(lines, *options):
        (tmp_path / "log").write_text("".join(lines), "utf-8")
        return CliRunner().invoke(report, ["zero-hits", "log", *options])

    return run


def asked(text, line=as_json, known=None, results=0):
    """Return a line of a log with its texts."""
    return line(exchange(query=f"q={text}", texts=(text,), results=results), known)


def test_queries_are_listed_most_frequent_first(run):
    """A line each: count, suggestions, last time, text, which commands no terminal."""
    told = run([asked("a\x1b"), asked("نفط"), asked("نفط"), asked("غاز", results=1)])
    head, first, second = told.stdout.splitlines()
    assert head.split() == ["times", "suggested", "last", "query"]
    assert first.split()[:3] == ["2", "0", "2016-11-24"]
    assert first.endswith("  نفط")
    assert second.endswith("  a\\x1b")


def test_a_combined_log_does_not_tell_of_suggestions(run):
    """A dash stands for it."""
    told = run([asked("oil", combined)])
    assert told.stdout.splitlines()[1].split()[:2] == ["1", "-"]


def test_the_same_for_programs(run):
    """Every value has its name."""
    (told,) = json.loads(run([asked("نفط")], "--json").stdout)
    assert told.pop("last").startswith("2016-11-24T")
    assert told == {"query": "نفط", "count": 1, "suggested": 0}
    assert json.loads(run([], "--json").stdout) == []


def test_since_a_day(run):
    """What was before is left out."""
    assert json.loads(run([asked("نفط")], "--json", "--since", "2016-11-26").stdout) == []
    assert run([], "--since", "soon").exit_code == 2


@pytest.mark.parametrize("line", [as_json, combined])
def test_a_log_without_texts_is_told_with_the_way_out(run, line):
    """In one sentence."""
    told = run([asked("نفط", line, KNOWN)])
    assert told.exit_code == 1
    assert told.stderr == (
        "Error: log: the texts of queries are not written down; set log.log_queries = true"
        " (--log-queries true), and ask again when readers have searched\n"
    )


def test_what_is_no_log_is_told(run):
    """All of it is an error, some of it a line."""
    assert "no access log of iqtisad" in run(["a\n", "b\n"]).stderr
    told = run(["a\n", asked("نفط")])
    assert told.stderr == "1 lines are no requests and are left out\n"
    assert told.exit_code == 0


def test_nothing_in_vain_is_said(run):
    """Not as an empty table."""
    told = run([asked("نفط", results=3)])
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr == "No query without results in 1 requests\n"


def test_a_log_that_is_not_there_is_told():
    """In one sentence."""
    told = CliRunner().invoke(report, ["zero-hits", "nowhere"])
    assert told.exit_code == 1
    assert told.stderr.startswith("Error: nowhere: cannot be read (No such file or directory)")
