"""The trials of fetching in their short form."""

import random

from index.versions.store import current_version
from tests.trials.fetch_kills import run_episode
from tests.trials.fetch_month import check, run_month


def test_three_days_of_thirty_newspapers(tmp_path):
    """Requests, 304, articles, corrections and withdrawals are right to the last one."""
    month = run_month(tmp_path, 3)
    assert list(check(month)) == []
    assert len(month.room.log) > 1000
    assert min(month.total(each) for each in ("pages", "again", "withdrawn", "not_modified")) > 0


def test_a_fetch_that_is_killed_loses_nothing(tmp_path):
    """And no article comes twice, into the archive or the index."""
    wrong, at_work = run_episode(tmp_path, 4, random.Random(7))  # noqa: S311  moments
    assert wrong == []
    assert at_work > 0
    assert current_version(tmp_path / "index")
