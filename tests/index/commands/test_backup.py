"""What is copied as the README says is an index again: from its archive, or while it changes."""

import shutil
import subprocess
import tarfile
import threading
from contextlib import contextmanager

import pytest

from index.indexer.update import update_index
from index.versions.ownership import WITHDRAWN
from index.versions.store import IndexBusyError, current_version
from tests.index.indexer.archives import found, write_archive

UPDATES = 20


def test_archive_and_withdrawals_give_the_index_again(run, tmp_path):
    """The same articles, the same results, and what was withdrawn stays withdrawn."""
    (tmp_path / "archive").mkdir()
    records = [{"id": str(n), "body": f"سعر النفط {n} " * (n + 1)} for n in range(12)]
    run("build", write_archive(tmp_path / "archive" / "a.jsonl", *records))
    run("update", write_archive(tmp_path / "archive" / "b.jsonl", {"id": "b", "body": "سعر القمح"}))
    run("update", "--remove", "7")
    live = tmp_path / "index"
    with tarfile.open(tmp_path / "backup.tgz", "w:gz") as backup:
        for kept in ("archive", f"index/{WITHDRAWN}"):
            backup.add(tmp_path / kept, kept)
    with tarfile.open(tmp_path / "backup.tgz") as backup:
        backup.extractall(tmp_path / "new", filter="data")
    exported = run("export").stdout
    restored = tmp_path / "new" / "index"
    run("build", tmp_path / "new" / "archive", index_dir=restored)
    assert run("export", index_dir=restored).stdout == exported
    assert found(restored, "سعر") == found(live, "سعر")
    assert len(found(live, "سعر")) == len(records)  # of 13, without the one
    assert "7" not in found(restored, "سعر")


@pytest.mark.skipif(not shutil.which("flock"), reason="no flock here")
def test_a_copy_under_the_lock_is_whole_while_the_index_changes(run, tmp_path):
    """The lock is that of flock(1): who holds it copies between two updates, never within one."""
    live = tmp_path / "index"
    run("build", write_archive(tmp_path / "0.jsonl", {"id": "0", "body": "سعر النفط"}))
    with copying(live, tmp_path / "copies") as copies:
        for number in range(1, UPDATES + 1):
            record = {"id": str(number), "body": f"سعر القمح {number}"}
            update(live, archive := write_archive(tmp_path / "next.jsonl", record))
    assert copies
    for copy in copies:
        run("verify", index_dir=copy)
        assert set(found(copy, "سعر")) == {str(n) for n in range(len(found(copy, "سعر")))}
    run("update", archive, index_dir=copies[0])  # it is an index like any other
    assert len(found(live, "سعر")) == UPDATES + 1


def test_a_copy_of_a_version_that_is_gone_is_told(run, tmp_path):
    """So that a copy that was made without the lock is not kept for a backup."""
    run("build", write_archive(tmp_path / "0.jsonl", {"id": "0", "body": "سعر النفط"}))
    run("build", tmp_path / "0.jsonl")
    live = tmp_path / "index"
    copy = tmp_path / "copy"
    shutil.copytree(live, copy, ignore=shutil.ignore_patterns(str(current_version(live))))
    assert run("verify", index_dir=copy, status=1).output


def update(index_dir, archive):
    """Update an index, as soon as nobody holds its lock."""
    while True:
        try:
            return update_index([archive], index_dir)
        except IndexBusyError:
            continue


@contextmanager
def copying(index_dir, copies):
    """Copy a directory again and again, under its lock; give the list of the copies."""
    made, ended = [], threading.Event()
    copies.mkdir()

    def copy():
        while not ended.is_set():
            into = copies / str(len(made))
            subprocess.run(["flock", index_dir / ".lock", "cp", "-a", index_dir, into], check=True)  # noqa: S607
            made.append(into)
            ended.wait(0.05)  # an update has its turn

    thread = threading.Thread(target=copy, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        ended.set()
        thread.join()
