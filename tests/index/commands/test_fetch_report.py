"""What a round says, to people and programs."""

import json
from pathlib import Path

import pytest

from index.articles import Fault
from index.commands.fetch_report import Indexed, fetch_bar, print_round, status_of
from index.fetching.outcome import Outcome

GOOD = Outcome("المرفأ", changed=True, pages=3, again=1)
BAD = Outcome("الميزان", failed=True, faults=["الميزان: no answer; try again later"])
FAULT = Fault(Path("a.warc.gz"), 0, "item 3: no date", "its date is left out")


@pytest.mark.parametrize(
    ("outcomes", "indexed", "status"),
    [
        pytest.param([], Indexed(), 0, id="nothing due"),
        pytest.param([GOOD], Indexed(5), 0, id="all worked"),
        pytest.param([GOOD, BAD], Indexed(), 3, id="some failed"),
        pytest.param([BAD], Indexed(), 1, id="none worked"),
        pytest.param([GOOD], Indexed(failure="no index"), 3, id="the index failed"),
    ],
)
def test_the_status(outcomes, indexed, status):
    """0, 3 or 1."""
    assert status_of(outcomes, indexed) == status


def test_a_line_for_people(capsys):
    """Faults and notes go to standard error."""
    moved = Outcome("ج", notes=["ج: moved for good"])
    print_round([GOOD, BAD, moved], Indexed(7), as_json=False)
    out, err = capsys.readouterr()
    assert out == ("3 sources (1 changed, 1 failed), 3 pages (1 again); 7 articles in the index\n")
    assert err.splitlines() == [*BAD.faults, *moved.notes]


def test_json_for_programs(capsys):
    """One line a round, with what each source gave; what was told of a feed is not told twice."""
    feed = Outcome("x", faults=["x: item 3: no date; its date is left out"])
    other = Fault(Path("a.warc.gz"), 0, "record 2: no article", "leave it out")
    passed_over = {"another language": 2, "a warcinfo record": 1}
    indexed = Indexed(7, (FAULT, other), passed_over, failure="locked")
    print_round([GOOD, feed], indexed, as_json=True)
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert told["sources"][0]["again"] == 1
    assert (told["articles"], told["faults"]) == (7, [str(other), "locked"])
    assert told["passed_over"] == passed_over
    assert err.splitlines() == [
        *(*feed.faults, str(other), "locked", "Passed over 2 times: another language."),
    ]


def test_progress_is_for_terminals(monkeypatch, capsys):
    """The sources that are done, pages and MiB, and the time left."""
    with fetch_bar(3) as progress:
        assert progress is None
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with fetch_bar(3) as progress:
        progress(0, 2, 3 * 2**20)
        progress(1, 0, 0)
    shown = capsys.readouterr().err
    assert "Fetching" in shown
    assert "1/3" in shown
    assert "2 pages, 3.0 MiB" in shown
