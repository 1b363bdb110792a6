"""The versions in a cluster, looked after by the commands of an index directory."""

import json

import pytest


@pytest.fixture
def two(run, archive, address):
    """Return the names of two versions in a cluster, of which the second is live."""
    run("build", archive, "--to", address)
    run("build", archive, "--to", address)
    return [
        each["version"] for each in json.loads(run("list", "--index", address, "--json").stdout)
    ]


def test_versions_are_listed_with_the_live_one(run, two, address):
    """With their articles and their size."""
    first, second = run("list", "--index", address).output.splitlines()
    assert first.startswith(f"  {two[0]}  2 articles  ")
    assert second.startswith(f"* {two[1]}  2 articles  ")


def test_without_a_version_the_way_out_is_told(run, address, alias):
    """On the standard error, and in the error of what needs one."""
    assert f"{alias}: no version; make it with" in run("list", "--index", address).stderr
    for command in ("stats", "check", "rollback"):
        assert "make it with" in run(command, "--index", address, status=1).output


def test_a_rollback_and_the_way_back(run, two, address):
    """Each is one step, after checking."""
    assert run("rollback", "--index", address).output == f"{two[0]} is live\n"
    assert run("list", "--index", address).output.startswith(f"* {two[0]}")
    assert "no older version" in run("rollback", "--index", address, status=1).output
    assert run("activate", two[1], "--index", address).output == f"{two[1]} is live\n"


def test_a_rollback_leaves_a_version_that_says_nothing_any_more(run, two, address, opensearch):
    """Somebody has written over what it said of itself."""
    opensearch.ask("PUT", f"{two[1]}/_mapping", {"_meta": {"by": "hand"}})
    assert f"* {two[1]}  says nothing of itself any more" in run("list", "--index", address).output
    assert run("rollback", "--index", address).output == f"{two[0]} is live\n"


def test_what_is_no_version_is_not_made_live(run, two, address, alias):
    """Neither one that is not there nor the statistics of one."""
    for name in (f"{alias}-20200101t000000000000", f"{two[0]}-statistics", "theirs"):
        told = run("activate", name, "--index", address, status=1).output
        assert f"no version {name}; iqtisad index list" in told


def test_a_version_that_is_damaged_is_not_made_live(run, two, address, opensearch):
    """The live one stays."""
    opensearch.ask("DELETE", f"{two[0]}-statistics")
    told = run("activate", two[0], "--index", address, status=1).output
    assert "its statistics: " in told
    assert run("list", "--index", address).output.splitlines()[1].startswith(f"* {two[1]}")


def test_what_a_sound_version_contains(run, two, address):
    """Checked, verified and counted."""
    assert run("check", "--index", address).output == f"{two[1]}: sound\n"
    lines = run("verify", "--index", address).output.splitlines()
    assert lines == [f"  {two[0]}  whole  2 articles", f"* {two[1]}  whole  2 articles"]
    told = json.loads(run("stats", "--index", address, "--json").stdout)
    assert (told["version"], told["articles"]) == (two[1], 2)
    assert told["sources"] == {"": 1, "رويترز": 1}
    assert "sources    - 1, رويترز 1" in run("stats", "--index", address).output


def test_damage_is_found(run, two, address, opensearch):
    """Of the live version: the way back is told."""
    (hit, _) = opensearch.ask("GET", f"{two[1]}/_search")["hits"]["hits"]
    changed = {**hit["_source"], "digest": 1}
    opensearch.ask("PUT", f"{two[1]}/_doc/{hit['_id']}", changed, refresh="true")
    told = run("verify", "--index", address, status=1).output
    assert f"  {two[0]}  whole" in told
    assert f"* {two[1]}  damaged" in told
    assert f"articles that are not as they were sent: {hit['_id']}" in told
    assert f"iqtisad index activate {two[0]} --index ADDRESS" in told
    rows = json.loads(run("verify", two[1], "--index", address, "--json", status=1).stdout)
    assert [row["state"] for row in rows["versions"]] == ["damaged"]
    assert "does not find" in run("check", "--index", address, status=1).output
