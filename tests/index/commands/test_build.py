"""The commands that make a version: build and update."""

import errno
import json
import resource
from contextlib import contextmanager

import pytest

from index.commands import build as commands
from index.entities import gazetteer, tree
from index.indexer import next_version
from index.versions import publish, store
from index.versions.ownership import mark
from index.versions.store import current_version
from tests.conftest import SAMPLE


def test_build_prints_counts(run, archive):
    """One line says what was built and where."""
    assert "2 articles in" in run("build", archive).stdout


def test_build_ends_with_3_and_the_list_where_something_was_left_out(run, archive):
    """Each fault names file, line, fault and way out."""
    with archive.open("a", encoding="utf-8") as file:
        file.write("not json\n" + '{"body": "سعر القمح", "published": "03/04/2023"}\n')
    result = run("build", archive, status=3)
    assert f"{archive}:3: " in result.stderr
    assert f"{archive}:4: " in result.stderr
    assert "3 articles in" in result.stdout
    assert "2 faults" in result.stdout


def test_a_long_list_of_faults_is_counted(run, archive):
    """The first fifty faults are listed, the others counted."""
    with archive.open("a", encoding="utf-8") as file:
        file.write("not json\n" * 60)
    assert "and 10 more" in run("build", archive, status=3).stderr


def test_numbers_that_were_made_whole_are_told(run, tmp_path):
    """By source and count, so that the operator knows that the text differs from the file."""
    archive = tmp_path / "torn.jsonl"
    body = "عند 47 .2394 نقطة بانخفاض 85 .0%"
    archive.write_text(json.dumps({"source": "الأفق", "body": body}) + "\n")
    result = run("build", archive)
    assert "الأفق: 2 numbers torn apart, read as whole" in result.stderr
    assert json.loads(run("build", archive, "--json").stdout)["mended"] == {"الأفق": 2}


def test_paragraphs_that_are_left_out_are_told(run, tmp_path):
    """By source and count, so that the operator can look at them."""
    archive = tmp_path / "notices.jsonl"
    body = "ارتفع إنتاج المصنع {0}\nوزاد الطلب على {0}\nيمكنكم متابعة أخبارنا في تطبيق الهاتف"
    records = ({"id": str(n), "source": "الأفق", "body": body.format(n)} for n in range(6))
    archive.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    said = "الأفق: 1 paragraph that many of its articles share is left out of the index"
    assert said in run("build", archive).stderr
    assert json.loads(run("build", archive, "--json").stdout)["left_out"] == {"الأفق": 1}
    archive.write_text(json.dumps({"id": "6", "source": "الأفق", "body": body.format(6)}))
    assert said in run("update", archive).stderr


def test_build_as_json(run, archive):
    """With --json the same counts are printed as JSON."""
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
    assert "leftovers of interrupted builds: 1" in run("build", archive).stderr


def test_an_interrupt_after_the_switch_says_what_is_live(run, archive, tmp_path, monkeypatch):
    """The sentence is true: the new version serves already."""

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    run("build", archive)
    monkeypatch.setattr(publish, "prune", interrupted)
    told = run("build", archive, status=130).stderr
    assert f"the new version {current_version(tmp_path / 'index')} is live" in told


def test_update_prints_what_it_changed(run, archive, tmp_path):
    """Added, replaced, removed, unchanged, in one line."""
    run("build", archive)
    new = tmp_path / "new.jsonl"
    new.write_text('{"id": "n", "body": "سعر القمح"}\n{"body": "سعر الغاز"}\n', "utf-8")
    told = run("update", new).stdout
    assert "3 articles in" in told
    assert "(1 added, 0 replaced, 0 removed, 1 unchanged, 0 faults" in told


def test_update_as_json(run, archive):
    """With --json the same counts are printed as JSON."""
    run("build", archive)
    counts = json.loads(run("update", archive, "--json").stdout)
    assert (counts["unchanged"], counts["added"], counts["faults"]) == (2, 0, [])


def test_update_removes_ids_of_the_command_line_and_of_a_file(run, archive, tmp_path):
    """An id that does not exist is reported, and the exit status is 3."""
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
    """An update without articles and ids prints the usage."""
    run("build", archive)
    assert "--remove" in run("update", status=2).stderr


def test_update_without_an_index_names_the_way_out(run, archive):
    """There must be one to change."""
    assert "iqtisad index build" in run("update", archive, status=1).stderr


def test_an_interrupt_in_the_moment_after_the_switch_says_what_is_live(
    run, archive, tmp_path, monkeypatch
):
    """Of a first build too, which had nothing to leave as it was."""
    index_dir, sync = tmp_path / "index", store.sync

    def interrupted(path):
        if path == index_dir:
            raise KeyboardInterrupt
        sync(path)

    monkeypatch.setattr(store, "sync", interrupted)
    for command in ("build", "build", "update"):
        archive.write_text(f'{{"body": "سعر {command}"}}\n', "utf-8")
        told = run(command, archive, "--allow-shrink", status=130).stderr
        assert f"the new version {current_version(index_dir)} is live" in told


def test_an_interrupt_before_the_switch_says_so(run, archive, tmp_path, monkeypatch):
    """Where nothing is live yet, that is said."""

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(next_version, "check", interrupted)
    assert "there is no live index yet" in run("build", archive, status=130).stderr
    monkeypatch.undo()
    run("build", archive)
    monkeypatch.setattr(next_version, "check", interrupted)
    before = sorted((tmp_path / "index").iterdir())
    assert "the live index is as it was" in run("build", archive, status=130).stderr
    assert sorted((tmp_path / "index").iterdir()) == before


def test_an_interrupt_while_the_report_is_printed_says_what_is_live(run, archive, monkeypatch):
    """The version went live before it."""

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "_print_build", interrupted)
    assert "the new version" in run("build", archive, status=130).stderr


@pytest.mark.parametrize("command", ["build", "update"])
@pytest.mark.parametrize("limit", [300, 3_000, 10_000, 30_000, 88_000, 100_000, 200_000])
def test_a_full_disk_is_told_and_leaves_nothing(run, archive, tmp_path, command, limit):
    """Whichever file is the first that does not fit, and whoever writes it."""
    run("build", archive)
    before = sorted((tmp_path / "index").iterdir())
    with files_of_at_most(limit):
        told = run(command, SAMPLE, status=1).stderr
    assert "no space left on the disk; free some" in told
    assert "the live index is as it was" in told
    assert sorted((tmp_path / "index").iterdir()) == before


@contextmanager
def files_of_at_most(size):
    """Let no file grow beyond a size: then writing fails as it does on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_cannot_be_removed_does_not_hide_that_the_new_version_is_live(
    run, archive, tmp_path, monkeypatch
):
    """The sentence has the place, the fault, and what is live."""

    def refused(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied", "somewhere")

    run("build", archive)
    monkeypatch.setattr(publish, "prune", refused)
    told = run("build", archive, status=1).stderr
    assert "somewhere: Permission denied; mend that" in told
    assert f"the new version {current_version(tmp_path / 'index')} is live" in told


def test_a_build_of_nothing_lists_every_fault(run, tmp_path):
    """As a build of something does; what was passed over too."""
    for name in ("a.jsonl", "b.jsonl", "c.txt"):
        (tmp_path / name).write_text("not json\n" * (name != "c.txt"))
    (tmp_path / "english.jsonl").write_text(json.dumps({"body": "The price of oil rose. " * 9}))
    paths = [tmp_path / name for name in ("a.jsonl", "b.jsonl", "c.txt", "english.jsonl")]
    told = run("build", *paths, status=1).stderr
    assert [str(path) in told for path in paths] == [True, True, True, False]
    assert "Passed over 1 times: another language" in told
    assert "Error: no article found" in told


def test_a_gazetteer_that_cannot_be_read_is_told_with_its_line(run, archive, monkeypatch, tmp_path):
    """An editor's slip is no stack trace, for a first build and for an update."""
    broken = tmp_path / "broken.txt"
    broken.write_text("مصر | a | b | c | d | e", "utf-8")

    def read():
        return tuple(gazetteer.read_entities([("country", broken)]))

    run("build", archive)
    monkeypatch.setattr(gazetteer, "gazetteer", read)
    monkeypatch.setattr(tree, "gazetteer", read)
    for cached in (gazetteer.fingerprint, tree.tree):
        cached.cache_clear()
    for command in ("build", "update", "check"):
        told = run(command, *[archive] * (command != "check"), status=1).stderr
        assert f"Error: {broken}:1: 6 fields; an entry has 5; mend the line" in told


def test_fifty_texts_of_one_id_are_one_article_for_a_build_and_an_update(run, archive):
    """The later text counts, which is told; the same file once more changes nothing."""
    texts = (json.dumps({"id": "a", "body": f"سعر القمح {number}"}) for number in range(50))
    archive.write_text("".join(f"{text}\n" for text in texts))
    built = run("build", archive)
    assert "1 articles in" in built.stdout
    assert "49 of another text than before: the later one counts" in built.stderr
    assert "1 articles in" in run("update", archive).stdout
    assert "سعر القمح 49" in run("export").stdout
    archive.write_text('{"id": "b", "body": "سعر الغاز"}\n')
    run("build", archive, "--allow-shrink")
    texts = (json.dumps({"id": "a", "body": f"سعر القمح {number}"}) for number in range(50))
    archive.write_text("".join(f"{text}\n" for text in texts))
    assert "2 articles in" in run("update", archive).stdout
    assert "سعر القمح 49" in run("export").stdout
