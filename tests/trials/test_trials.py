"""The trials in their short form, and whether they would notice."""

from pathlib import Path

import pytest

from index.embedding.model.file import is_installed
from index.versions.ownership import BUILDING, CURRENT, mark
from index.versions.store import current_version
from tests.trials import (
    build_kills,
    damages,
    embed_kills,
    fetch_kills,
    fetch_month,
    full_disks,
)
from tests.trials.forks import Forks
from tests.trials.report import carry_out, table

NEEDS_MODEL = pytest.mark.skipif(not is_installed(), reason="the model is not installed")


@pytest.mark.parametrize(
    ("trial", "times"),
    [
        pytest.param(fetch_month.trial, 3, id="three days of thirty newspapers"),
        pytest.param(fetch_kills.trial, 4, id="fetches that are killed"),
        pytest.param(build_kills.trial, 8, id="builds that are killed"),
        pytest.param(embed_kills.trial, 2, id="embeddings that are killed", marks=NEEDS_MODEL),
        pytest.param(full_disks.trial, 4, id="disks that are full"),
        pytest.param(damages.trial, 24, id="indexes that are damaged"),
    ],
)
def test_nothing_is_lost_or_wrong(trial, times):
    """It was tried, and everything was as it must be."""
    tally = carry_out("short", trial, times, seed=7)
    assert not tally.failed, table([tally])
    assert tally.total >= times


def spoil_a_byte(index_dir):
    """Change the live version."""
    path = index_dir / (current_version(index_dir) or "") / "copies.json"
    if path.is_file():
        path.write_bytes(path.read_bytes() + b" ")


def forget_what_is_live(index_dir):
    """Let CURRENT name nothing."""
    if index_dir.is_dir():
        (index_dir / CURRENT).write_text("nothing")


def leave_a_version_behind(index_dir):
    """Do not clean up."""
    left = index_dir / f"{BUILDING}20200101T000000000000-aaaaaaaa"
    if index_dir.is_dir() and not left.exists():
        left.mkdir()
        mark(left)


def touch_what_is_of_others(index_dir):
    """Delete a folder that is none of ours."""
    for each in index_dir.glob("Documents/inside/*"):
        each.unlink()


@pytest.mark.parametrize(
    ("module", "spoil"),
    [
        (build_kills, spoil_a_byte),
        (build_kills, forget_what_is_live),
        (build_kills, leave_a_version_behind),
        (build_kills, touch_what_is_of_others),
        (full_disks, spoil_a_byte),
        (full_disks, leave_a_version_behind),
    ],
)
def test_a_trial_notices(module, spoil, monkeypatch):
    """Whatever goes wrong while a command runs is in the table."""

    class Spoiling(Forks):
        def run(self, job):
            ended = super().run(job)
            if "--index-dir" in job.arguments:
                spoil(Path(job.arguments[job.arguments.index("--index-dir") + 1]))
            return ended

    monkeypatch.setattr(module, "Forks", Spoiling)
    assert carry_out("spoilt", module.trial, 2, seed=7).failed
