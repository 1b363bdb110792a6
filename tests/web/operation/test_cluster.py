"""Looks at the index in a cluster."""

import json

from click.testing import CliRunner

from web.operation import cluster
from web.operation.doctor import doctor
from web.operation.finding import State
from web.settings.settings import Settings

#: Nobody listens there.
NOWHERE = "opensearch+http://127.0.0.1:1/news"


def test_a_directory_is_not_looked_at_here():
    """It has looks of its own."""
    assert list(cluster.index(Settings())) == []


def test_a_cluster_that_does_not_answer_is_a_fault(tmp_path):
    """With the way out; the rest of the machine is looked at."""
    found = list(cluster.index(Settings(index=NOWHERE, cache_dir=tmp_path)))
    states = {each.thing: each.state for each in found}
    assert states == {"cluster": State.FAULT, "alias": State.FAULT, "statistics": State.OK}


def test_the_command_looks_at_a_cluster_in_place_of_a_directory(tmp_path):
    """Neither a compiler nor an index directory is needed."""
    options = ("--index", NOWHERE, "--cache-dir", str(tmp_path), "--port", "0", "--json")
    result = CliRunner().invoke(doctor, options)
    rows = {row["thing"]: row for row in json.loads(result.output)}
    assert result.exit_code == 1
    assert not {"index", "disk", "clock"} & set(rows)
    assert {rows[thing]["state"] for thing in ("cluster", "alias")} == {"fault"}
    assert "not needed" in rows["compiler"]["says"]
    assert "data/index" not in result.output
