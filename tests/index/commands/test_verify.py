"""The command that looks for damage in every version that is kept."""

import json

import pytest

from index.versions.ownership import CURRENT, versions
from index.versions.store import current_version

TEXTS = "MAIN_0.texts.bin"


@pytest.fixture
def updated(run, archive, tmp_path):
    """Return the directory of an index that was updated, and its two versions."""
    archive.write_text("\n".join(f'{{"body": "سعر {n}"}}' for n in range(40)), "utf-8")
    run("build", archive)
    archive.write_text('{"body": "سعر القمح"}\n', "utf-8")
    run("update", archive)
    return tmp_path / "index", *versions(tmp_path / "index")


def damage(path):
    """Change a byte of a file in place."""
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    with path.open("r+b") as file:
        file.write(content)


def test_whole_versions_end_with_0(run, updated):
    """A line each, with and without --all; the live one is marked."""
    _, first, second = updated
    for options in ([], ["--all"]):
        lines = run("verify", *options).stdout.splitlines()
        assert lines[0].startswith(f"  {first}  whole  40 articles")
        assert lines[1].startswith(f"* {second}  whole  41 articles")


def test_damage_ends_with_1_and_names_file_sharers_and_way_back(run, updated):
    """So that a timer can tell, and an operator knows what to do."""
    index_dir, first, second = updated
    damage(index_dir / first / TEXTS)
    result = run("verify", status=1)
    assert f"{first}  damaged" in result.stdout
    assert f"{TEXTS}: changed since it was built, and so in {second}" in result.stdout
    assert f"{TEXTS}: changed since it was built, and so in {first}" in result.stdout
    assert "iqtisad index build PATH" in result.stderr


def test_versions_can_be_named(run, archive, tmp_path):
    """Then others are not read."""
    run("build", archive)
    run("build", archive)
    first, second = versions(tmp_path / "index")
    damage(tmp_path / "index" / first / TEXTS)
    assert second in run("verify", second).stdout
    assert first not in run("verify", second).stdout
    assert "which are whole" in run("verify", first, status=1).stderr
    assert "no version nonsense" in run("verify", "nonsense", status=1).stderr


def test_as_json(run, updated):
    """With the way back."""
    index_dir, first, second = updated
    told = json.loads(run("verify", "--json").stdout)
    assert [row["state"] for row in told["versions"]] == ["whole", "whole"]
    assert told["way_back"] is None
    damage(index_dir / first / TEXTS)
    told = json.loads(run("verify", "--json", status=1).stdout)
    (bad,) = told["versions"][0]["bad_files"]
    assert (bad["name"], bad["shared_with"]) == (TEXTS, [second])
    assert "iqtisad index build" in told["way_back"]


def test_without_a_version_or_a_pointer_it_is_an_error(run, archive, tmp_path):
    """Whole versions serve nobody if none is live."""
    assert "no index here" in run("verify", status=1).stderr
    run("build", archive)
    (tmp_path / "index" / CURRENT).write_bytes(b"\xff" * 10_000)
    result = run("verify", status=1)
    assert "  whole  " in result.stdout
    assert "CURRENT: names no version" in result.stderr
    assert len(result.stderr) < len(str(tmp_path)) + 300
    assert result.stderr.strip().isprintable()


def test_what_is_whole_can_be_printed_and_built_again(run, updated, tmp_path):
    """The way back from a damaged live version where the archive is gone."""
    index_dir, first, second = updated
    damage(index_dir / second / "copies.json")
    assert f"iqtisad index export {first}" in run("verify", status=1).stderr
    printed = tmp_path / "all.jsonl"
    printed.write_bytes(run("export", first).stdout_bytes)
    run("build", printed)
    assert "40 articles in" in run("build", printed).stdout
    assert current_version(index_dir) not in {first, second}
    assert "no version nonsense" in run("export", "nonsense", status=1).stderr
