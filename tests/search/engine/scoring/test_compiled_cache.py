"""Compiled code is kept where that works, and nothing fails where it does not."""

import shutil
from contextlib import contextmanager

import pytest
from numba import njit

from search.engine.scoring.compiled_cache import keep


def _doubled(number):
    return 2 * number


def doubled(directory, number=21):
    """Return what a loop answers that keeps its code in a directory, and whether it was there."""
    loop = njit(_doubled)
    keep([loop], directory)
    return loop(number), sum(loop.stats.cache_hits.values()) > 0


def test_the_second_start_compiles_nothing(tmp_path):
    """It takes the code of the first."""
    assert doubled(tmp_path) == (42, False)
    assert doubled(tmp_path) == (42, True)


@pytest.mark.parametrize("suffix", [".nbi", ".nbc"])
@pytest.mark.parametrize("damage", [b"", b"\x80\x04", b"nonsense"], ids=["empty", "cut", "other"])
def test_a_damaged_file_is_made_again(tmp_path, caplog, suffix, damage):
    """It costs a start its seconds, and is told; the next one has it."""
    doubled(tmp_path)
    for path in tmp_path.rglob(f"*{suffix}"):
        path.write_bytes(damage)
    assert doubled(tmp_path) == (42, False)
    assert "damaged" in caplog.text
    assert doubled(tmp_path) == (42, True)


@contextmanager
def full_disk():
    """Take every byte that is written to a file for one too many.

    Not around more than it is about: the reports of the tests may be such a file.
    """
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_on_a_full_disk_it_stays_in_memory(tmp_path, caplog):
    """Which is told."""
    with full_disk():
        answer = doubled(tmp_path)
    assert answer == (42, False)
    assert "cannot be written" in caplog.text


def test_a_directory_that_is_removed_under_a_server(tmp_path, caplog):
    """It compiles."""
    directory = tmp_path / "cache"
    loop = njit(_doubled)
    keep([loop], directory)
    shutil.rmtree(directory)
    directory.touch()
    assert loop(21) == 42
    assert "Not a directory" in caplog.text


def test_a_directory_that_does_not_work_is_told(tmp_path, caplog, monkeypatch):
    """Numba finds none, and the loops are compiled in memory."""
    monkeypatch.setattr("numba.core.config.CACHE_LOCATOR_CLASSES", "ZipCacheLocator", raising=False)
    loop = njit(_doubled)
    keep([loop], tmp_path)
    assert loop(21) == 42
    assert "not kept there" in caplog.text
