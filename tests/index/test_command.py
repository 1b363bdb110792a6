"""The operator's commands."""

import json

import pytest
from click.testing import CliRunner

from index import publish
from index.command import analyze, index
from index.manifest import NAME
from index.ownership import mark
from index.store import current_version


@pytest.fixture
def run(tmp_path):
    """Return a function that runs a command of the index over one directory."""

    def run(*arguments, status=0):
        result = CliRunner().invoke(
            index, [*map(str, arguments), "--index-dir", str(tmp_path / "index")]
        )
        assert result.exit_code == status, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run


@pytest.fixture
def archive(tmp_path):
    """Return an archive of two articles."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "أسعار النفط", "source": "رويترز"}\n{"body": "سعر الغاز"}\n', "utf-8")
    return path


def test_build_prints_counts(run, archive):
    """One line says what was built and where."""
    assert "2 articles in" in run("build", archive).stdout


def test_build_ends_with_3_and_the_list_where_something_was_left_out(run, archive):
    """Each fault names file, line, fault and way out."""
    with archive.open("a", encoding="utf-8") as file:
        file.write("not json\n" + '{"body": "سعر القمح", "published": "1602-20-16"}\n')
    result = run("build", archive, status=3)
    assert f"{archive}:3: " in result.stderr
    assert f"{archive}:4: " in result.stderr
    assert "3 articles in" in result.stdout
    assert "2 faults" in result.stdout


def test_a_long_list_of_faults_is_counted(run, archive):
    """A screen is enough."""
    with archive.open("a", encoding="utf-8") as file:
        file.write("not json\n" * 60)
    assert "and 10 more" in run("build", archive, status=3).stderr


def test_build_as_json(run, archive):
    """Programs read the same counts."""
    counts = json.loads(run("build", archive, "--json").stdout)
    assert (counts["articles"], counts["copies"], counts["faults"]) == (2, 0, [])


def test_build_of_nothing_fails(run, tmp_path):
    """A path without articles is a mistake, told in a sentence."""
    result = run("build", tmp_path / "nowhere", status=1)
    assert "nowhere" in result.stderr
    assert "no article found" in result.stderr


def test_build_tells_of_leftovers(run, archive, tmp_path):
    """What a killed build left is removed, and said."""
    run("build", archive)
    torn = tmp_path / "index" / ".building-20200101T000000000000-aaaaaaaa"
    torn.mkdir()
    mark(torn)
    assert "an interrupted build left: 1" in run("build", archive).stderr


def test_an_interrupt_after_the_switch_says_what_is_live(run, archive, tmp_path, monkeypatch):
    """The sentence is true: the new version serves already."""

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    run("build", archive)
    monkeypatch.setattr(publish, "prune", interrupted)
    told = run("build", archive, status=130).stderr
    assert f"the new version {current_version(tmp_path / 'index')} is live" in told


def test_list_marks_the_live_version(run, archive, tmp_path):
    """Versions are listed oldest first."""
    assert "no version" in run("list").stderr
    run("build", archive)
    first = current_version(tmp_path / "index")
    run("build", archive)
    lines = run("list").stdout.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"  {first}  2 articles")
    assert lines[1].startswith("* ")
    rows = json.loads(run("list", "--json").stdout)
    assert [row["live"] for row in rows] == [False, True]


def test_rollback_and_activate(run, archive, tmp_path):
    """One step back, and any version by name."""
    run("build", archive)
    first = current_version(tmp_path / "index")
    run("build", archive)
    second = current_version(tmp_path / "index")
    assert first in run("rollback").stdout
    assert current_version(tmp_path / "index") == first
    assert "no older version" in run("rollback", status=1).stderr
    run("activate", second)
    assert current_version(tmp_path / "index") == second
    assert "missing" in run("activate", "nonsense", status=1).stderr


def test_a_damaged_version_is_not_rolled_back_to(run, archive, tmp_path):
    """What was changed on the disk is found before readers get it."""
    run("build", archive)
    first = current_version(tmp_path / "index")
    run("build", archive)
    second = current_version(tmp_path / "index")
    changed = tmp_path / "index" / first / "MAIN_0.texts.bin"
    changed.write_bytes(changed.read_bytes()[:-2] + b"xx")
    assert "changed since it was built" in run("rollback", status=1).stderr
    assert current_version(tmp_path / "index") == second


def test_check(run, archive, tmp_path):
    """A sound index is sound; a changed byte is found."""
    assert "no index here" in run("check", status=1).stderr
    run("build", archive)
    assert "sound" in run("check").stdout
    segment = next((tmp_path / "index").glob("*/MAIN_*.texts.bin"))
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 1
    segment.write_bytes(content)
    assert "changed since it was built" in run("check", status=1).stderr


def test_stats(run, archive):
    """What the index holds, for people and for programs."""
    run("build", archive)
    assert "رويترز 1" in run("stats").stdout
    figures = json.loads(run("stats", "--json").stdout)
    assert (figures["articles"], figures["copies"]) == (2, 0)
    assert figures["sources"] == {"": 1, "رويترز": 1}


def test_a_damaged_version_is_told_in_a_sentence(run, archive, tmp_path):
    """No stack trace for an operator either."""
    run("build", archive)
    next((tmp_path / "index").glob(f"*/{NAME}")).write_text("{")
    assert "build the index" in run("stats", status=1).stderr


def test_analyze_shows_words_folds_stems_and_offsets():
    """The debugger of the analysis."""
    lines = CliRunner().invoke(analyze, ["والنَّفط", "في"]).stdout.splitlines()
    assert lines[0].split("\t") == ["0", "8", "والنَّفط", "والنفط", "نفط", "نفط"]
    assert lines[1].split("\t") == ["9", "11", "في", "في", "", ""]
    rows = json.loads(CliRunner().invoke(analyze, ["--json", "٣٫٥٪"]).stdout)
    assert rows[0]["exact"] == "3.5%"


def test_update_prints_what_it_changed(run, archive, tmp_path):
    """Added, replaced, removed, unchanged, in one line."""
    run("build", archive)
    new = tmp_path / "new.jsonl"
    new.write_text('{"id": "n", "body": "سعر القمح"}\n{"body": "سعر الغاز"}\n', "utf-8")
    told = run("update", new).stdout
    assert "3 articles in" in told
    assert "(1 added, 0 replaced, 0 removed, 1 unchanged, 0 faults" in told


def test_update_as_json(run, archive):
    """Programs read the same counts."""
    run("build", archive)
    counts = json.loads(run("update", archive, "--json").stdout)
    assert (counts["unchanged"], counts["added"], counts["faults"]) == (2, 0, [])


def test_update_removes_ids_of_the_command_line_and_of_a_file(run, archive, tmp_path):
    """An id that is not there is told, and ends with 3."""
    archive.write_text("\n".join(f'{{"id": "{n}", "body": "سعر {n}"}}' for n in range(9)), "utf-8")
    run("build", archive)
    (tmp_path / "ids").write_text("2\n\n 3 \n")
    assert "3 removed" in run("update", "--remove", "1", "--remove-from", tmp_path / "ids").stdout
    result = run("update", "--remove", "1", status=3)
    assert "1: no article with this id to remove" in result.stderr


def test_a_file_of_ids_may_hold_anything(run, archive, tmp_path):
    """What is no id is not there, and told so."""
    run("build", archive)
    (tmp_path / "ids").write_bytes(b"\xef\xbb\xbfone\r\n\xff\xfe\n\x00\n")
    told = run("update", "--remove-from", tmp_path / "ids", status=3).stderr
    assert "one: no article" in told
    assert told.count("no article with this id") == 3


def test_update_of_nothing_is_a_question(run, archive):
    """Neither articles nor ids: the usage is told."""
    run("build", archive)
    assert "--remove" in run("update", status=2).stderr


def test_update_without_an_index_names_the_way_out(run, archive):
    """There must be one to change."""
    assert "iqtisad index build" in run("update", archive, status=1).stderr
