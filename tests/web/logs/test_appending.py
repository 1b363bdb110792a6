"""The file of a log: many append, others move it away, and no fault of the disk is one of ours."""

import errno
import logging
import multiprocessing
import os
from pathlib import Path

import pytest

from tests.web.server.running import wait_for
from web.logs import appending
from web.logs.appending import Appending


def test_lines_are_written_when_they_are_to_be(tmp_path):
    """In their order; only owner and group read who asked."""
    log = Appending(tmp_path / "log")
    for number in range(1000):
        log(f"{number}\n")
    log.end()
    assert (tmp_path / "log").read_text().split() == [str(number) for number in range(1000)]
    assert (tmp_path / "log").stat().st_mode & 0o777 & 0o027 == 0


def test_lines_are_written_by_themselves(tmp_path):
    """Nobody needs to end."""
    log = Appending(tmp_path / "log")
    log("line\n")
    wait_for((tmp_path / "log").exists)
    wait_for((tmp_path / "log").read_text)
    assert (tmp_path / "log").read_text() == "line\n"


def write_many(path, name):
    """Write a thousand long lines, many times some at once."""
    log = Appending(path)
    for number in range(1000):
        log(f"{name} {number} {'x' * (number % 300)} end\n")
        if not number % 7:
            log.flush()
    log.end()


def test_lines_of_several_processes_are_never_mixed(tmp_path):
    """Each is whole, and none is lost."""
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_many, args=(tmp_path / "log", name)) for name in "abc"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    lines = (tmp_path / "log").read_text().splitlines()
    assert len(lines) == 3000
    for name in "abc":
        mine = [line.split() for line in lines if line.startswith(name)]
        assert [int(line[1]) for line in mine] == list(range(1000))
        assert all(line[-1] == "end" for line in mine)


@pytest.mark.parametrize("how", ["moved", "removed", "folder"])
def test_another_file_takes_the_place_of_one_that_is_gone(tmp_path, how):
    """As logrotate moves it; without a signal."""
    folder = tmp_path / "logs"
    folder.mkdir()
    log = Appending(folder / "log")
    log("first\n")
    log.flush()
    if how == "removed":
        (folder / "log").unlink()
    else:
        (folder / "log").rename(tmp_path / "log.1")
    if how == "folder":
        folder.rmdir()
        folder.mkdir()
    log("second\n")
    log.flush()
    assert (folder / "log").read_text() == "second\n"


def test_a_folder_that_is_gone_is_told_once(tmp_path, caplog):
    """With what to do; and when it is back, with what was lost."""
    folder = tmp_path / "logs"
    log = Appending(folder / "log")
    for _ in range(3):
        log("lost\n")
        log.flush()
    (told,) = caplog.messages
    assert "logs/log: the access log cannot be written (No such file or directory)" in told
    folder.mkdir()
    log("kept\n")
    log.flush()
    assert (folder / "log").read_text() == "kept\n"
    assert caplog.messages[1:] == [f"{folder / 'log'}: the access log goes on; 3 lines are lost"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk on this system")
def test_a_full_disk_is_told_once(caplog):
    """And raises nothing."""
    log = Appending(Path("/dev/full"))
    for _ in range(3):
        log("lost\n")
        log.flush()
    (told,) = caplog.messages
    assert "/dev/full: the access log cannot be written (No space left on device)" in told


def test_a_line_that_was_torn_spoils_no_other(tmp_path, monkeypatch, caplog):
    """The next begins on a line of its own."""
    write, room = os.write, [3]

    def until_it_is_full(file, data):
        if not room[0]:
            raise OSError(errno.ENOSPC, "full")
        written = write(file, data[: room[0]])
        room[0] -= written
        return written

    log = Appending(tmp_path / "log")
    with monkeypatch.context() as patched:
        patched.setattr(appending.os, "write", until_it_is_full)
        log("first\n")
        log.flush()
    log("second\n")
    log.flush()
    assert (tmp_path / "log").read_text() == "fir\nsecond\n"
    assert [record.levelno for record in caplog.records] == [logging.ERROR, logging.WARNING]


def test_what_is_too_much_is_dropped_and_counted(tmp_path, monkeypatch, caplog):
    """Memory has a bound where a disk hangs."""
    monkeypatch.setattr(appending, "_MOST", 10)
    log = Appending(tmp_path / "log")
    with log._writing:  # noqa: SLF001  a disk that hangs
        for number in range(15):
            log(f"{number}\n")
    log.flush()
    log.end()
    assert len((tmp_path / "log").read_text().split()) == 10
    assert "5 lines are lost" in caplog.text


def test_standard_error_is_a_file_too(capfd):
    """That others write to as well."""
    log = Appending(None)
    log("line\n")
    log.end()
    assert capfd.readouterr().err == "line\n"
