"""Looks at the index."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from web.operation import archive
from web.operation.finding import State, looked
from web.settings.settings import Log, Settings


def states(look, settings):
    """Return the states of the things that a look finds, and all that it says."""
    found = looked(look, settings)
    return {each.thing: each.state for each in found}, " ".join(each.says for each in found)


@pytest.fixture
def damaged(sample_index, tmp_path):
    """Return the directory of an index of which one byte has changed."""
    shutil.copytree(sample_index, tmp_path / "damaged")
    version = (tmp_path / "damaged" / "CURRENT").read_text().strip()
    path = max((tmp_path / "damaged" / version).iterdir(), key=lambda path: path.stat().st_size)
    changed = bytearray(path.read_bytes())
    changed[len(changed) // 2] ^= 1
    path.write_bytes(changed)
    return tmp_path / "damaged"


def test_a_sound_index(sample_index):
    """Its version, its articles, the clock and the space."""
    found, says = states(archive.index, Settings(index_dir=sample_index))
    assert found == dict.fromkeys(("index", "clock", "disk"), State.OK)
    assert "articles, 0 days old" in says


def test_a_damaged_one(damaged):
    """One changed byte is enough; the way out is said."""
    found, says = states(archive.index, Settings(index_dir=damaged))
    assert found["index"] is State.FAULT
    assert "iqtisad index rollback" in says


def test_none(tmp_path):
    """Says how to build one."""
    found, says = states(archive.index, Settings(index_dir=tmp_path / "none"))
    assert found == {"index": State.FAULT}
    assert "iqtisad index build" in says


def test_a_version_of_the_future():
    """The clock was set back, or the version comes from a machine whose clock is wrong."""
    later = datetime.now(UTC) + timedelta(days=2)
    (finding,) = archive._clock(later)  # noqa: SLF001
    assert finding.state is State.FAULT
    assert "set the clock" in finding.says


@pytest.mark.parametrize(("free", "state"), [(1 << 20, State.FAULT), (51 << 20, State.WARNING)])
def test_a_disk_that_is_nearly_full(tmp_path, monkeypatch, free, state):
    """A build needs space for another version."""
    (tmp_path / "v").mkdir()
    with (tmp_path / "v" / "postings").open("wb") as file:
        file.truncate(40 << 20)
    usage = shutil.disk_usage(tmp_path)._replace(free=free)
    monkeypatch.setattr(archive.shutil, "disk_usage", lambda _: usage)
    (finding,) = archive._space(tmp_path, tmp_path / "v")  # noqa: SLF001
    assert finding.state is state
    assert "make space" in finding.says


def test_a_file_that_cannot_be_read(sample_index, monkeypatch):
    """It is named, with the number of the others."""
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "CURRENT")
    found, says = states(archive.permissions, Settings(index_dir=sample_index))
    assert found == {"permissions": State.FAULT}
    assert str(sample_index / "CURRENT") in says


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [(True, "this user can build"), (False, "this user cannot build: no server needs to")],
    ids=["its own folder", "another's folder"],
)
def test_before_the_first_build_the_folder_around_counts(tmp_path, monkeypatch, allowed, expected):
    """Nothing can be read yet, and a build makes its folders."""
    monkeypatch.setattr(archive, "_is_root", lambda: False)
    monkeypatch.setattr(os, "access", lambda path, _: allowed and Path(path) == tmp_path)
    _, says = states(archive.permissions, Settings(index_dir=tmp_path / "data" / "index"))
    assert says == expected


def test_a_log_that_cannot_be_written(sample_index, monkeypatch):
    """Before the first request finds out."""
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    settings = Settings(index_dir=sample_index, log=Log(access="/var/log/iqtisad/access.log"))
    found, says = states(archive.permissions, settings)
    assert found["log"] is State.FAULT
    assert "--log-access" in says
