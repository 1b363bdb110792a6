"""The commands that show and switch versions, and what the analysis makes of a word."""

import json

import pytest
from click.testing import CliRunner

from index.commands.manage import analyze, index
from index.versions.manifest import NAME
from index.versions.ownership import CURRENT, versions
from index.versions.store import current_version, open_index
from index.versions.withdrawn import Withdrawn
from tests.oddities import ODDITIES, failing, folder, in_place_of, loop, unreadable


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
    assert "no version nonsense" in run("activate", "nonsense", status=1).stderr


def test_a_rollback_tells_what_it_brings_back(run, archive, tmp_path):
    """And an update takes it out again."""
    run("build", archive)
    index_dir = tmp_path / "index"
    run("update", "--remove", open_index(index_dir).segment.ids[0])
    (gone,) = Withdrawn.read(index_dir).known
    told = run("rollback")
    assert f"withdrawn later ({gone.id})" in told.stderr
    assert gone.id in open_index(index_dir).segment.ids
    assert "1 removed" in run("update").stdout
    assert gone.id not in open_index(index_dir).segment.ids


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
    """A damaged version is reported in a sentence, without a stack trace."""
    run("build", archive)
    next((tmp_path / "index").glob(f"*/{NAME}")).write_text("{")
    assert "iqtisad index build" in run("stats", status=1).stderr


def test_a_damaged_version_is_listed_with_its_fault(run, archive, tmp_path):
    """The other versions are listed all the same."""
    for _ in range(2):
        run("build", archive)
    damaged, sound = (line.split()[-5] for line in run("list").stdout.splitlines())
    (tmp_path / "index" / damaged / NAME).write_bytes(b"\xff\xfe")
    lines = run("list").stdout.splitlines()
    assert "not a manifest" in lines[0]
    assert lines[1].startswith(f"* {sound}  2 articles")
    assert "fault" in json.loads(run("list", "--json").stdout)[0]


def test_analyze_shows_offsets_and_terms():
    """Start, end, word, exact form, stem, root, kind, where it comes from, and what it finds."""
    lines = CliRunner().invoke(analyze, ["والنَّفط", "في", "قرقوشة"]).stdout.splitlines()
    first = lines[0].split("\t")
    assert first[:8] == ["0", "8", "والنَّفط", "والنفط", "نفط", "نفط", "n", "lexicon"]
    assert first[8].split()[0] == "نفط"
    assert "نفطي" in first[8].split()
    assert lines[1].split("\t") == ["9", "11", "في", "في", "", "", "", "stop word", ""]
    assert lines[2].split("\t")[6:] == ["", "rule", "قرقوشه"]


def test_analyze_for_programs():
    """What a word finds is a list; a number has no root, and finds its percentage."""
    words = ["أسواق", "انفاق", "5"]
    market, either, number = json.loads(CliRunner().invoke(analyze, ["--json", *words]).stdout)
    assert (market["stem"], market["kind"], market["from"]) == ("سوق", "n", "lexicon")
    assert (either["stem"], either["finds"][:3]) == ("إنفاق|نفق", ["إنفاق|نفق", "إنفاق", "نفق"])
    assert (number["exact"], number["root"], number["finds"]) == ("5", "", ["5", "5%"])


@pytest.mark.parametrize(
    ("word", "origin"),
    [
        pytest.param("آلية", "lexicon", id="mechanism"),
        pytest.param("إليه", "stop word", id="to-him"),
    ],
)
def test_analyze_tells_a_stop_word_by_its_printed_spelling(word, origin):
    """As the index does."""
    (row,) = json.loads(CliRunner().invoke(analyze, ["--json", word]).stdout)
    assert (row["from"], row["stem"] == "") == (origin, origin == "stop word")


@pytest.mark.parametrize("oddity", ODDITIES)
@pytest.mark.parametrize("target", [NAME, "copies.json"])
@pytest.mark.usefixtures("permissions_hold")
def test_whatever_lies_in_a_version_the_others_are_listed(run, archive, tmp_path, target, oddity):
    """The version with its fault, and the live one; what needs reading of contents is verify's."""
    for _ in range(2):
        run("build", archive)
    damaged, sound = versions(tmp_path / "index")
    with in_place_of(tmp_path / "index" / damaged / target, oddity):
        lines = run("list").stdout.splitlines()
    assert lines[0].startswith(f"  {damaged}  ")
    assert target in lines[0] or (oddity, target) == (unreadable, "copies.json")
    assert lines[1].startswith(f"* {sound}  2 articles")


@pytest.mark.parametrize("oddity", ODDITIES)
@pytest.mark.usefixtures("permissions_hold")
def test_whatever_lies_in_the_place_of_the_pointer_a_rollback_mends_or_says(
    run, archive, tmp_path, oddity
):
    """What the messages call the way out goes out; what is not known is not overwritten."""
    for _ in range(2):
        run("build", archive)
    pointer, newest = tmp_path / "index" / CURRENT, versions(tmp_path / "index")[-1]
    listed = None
    with in_place_of(pointer, oddity):
        listed = run("list")
        result = CliRunner().invoke(index, ["rollback", "--index-dir", str(pointer.parent)])
        live = pointer.is_file() and oddity not in {unreadable, failing} and pointer.read_text()
    assert len(listed.stdout.splitlines()) == 2
    assert "CURRENT" in listed.stderr
    if oddity in {folder, unreadable, failing, loop}:
        assert result.exit_code == 1
        assert "CURRENT: " in result.stderr
    else:
        assert (result.exit_code, live) == (0, f"{newest}\n")


def test_a_pointer_that_names_nothing_is_listed(run, archive, tmp_path):
    """The live version is among the listed, even where nothing is left of it."""
    run("build", archive)
    (tmp_path / "index" / CURRENT).write_text("20200101T000000000000-aaaaaaaa")
    lost, kept = run("list").stdout.splitlines()
    assert lost.startswith("* 20200101T000000000000-aaaaaaaa  ")
    assert "missing" in lost
    assert "2 articles" in kept


def test_a_clock_that_was_set_back_changes_no_order(run, archive, tmp_path):
    """A new version comes after the newest, and a rollback goes to what was live before."""
    index_dir = tmp_path / "index"
    run("build", archive)
    first = current_version(index_dir)
    future = f"20991231T235959999999-{first[-8:]}"
    (index_dir / first).rename(index_dir / future)
    (index_dir / CURRENT).write_text(future)
    run("build", archive)
    second = current_version(index_dir)
    assert versions(index_dir) == [future, second]
    assert future in run("rollback").stdout
    assert f"iqtisad index activate {second}" in run("rollback", status=1).stderr


def test_a_build_over_a_damaged_pointer_keeps_the_newest_version(run, archive, tmp_path):
    """It was most likely the live one."""
    run("build", archive)
    index_dir = tmp_path / "index"
    first = current_version(index_dir)
    (index_dir / CURRENT).write_bytes(b"\xff" * 100)
    run("build", archive)
    assert first in run("rollback").stdout


def test_a_name_that_is_typed_is_quoted_in_bounds(run, archive):
    """Whatever it is."""
    run("build", archive)
    told = run("activate", "\x1b[2J" + "x" * 10_000, status=1).stderr
    assert "no version \\x1b[2Jxx" in told
    assert len(told) < 500
