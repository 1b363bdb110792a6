"""The table of the trials."""

from tests.trials.report import Tally, carry_out, table


def test_parts_of_a_count_are_not_added_to_it():
    """A kind that begins with a blank is a part of the others."""
    tally = Tally("kills", 1)
    tally.tried.update({"build": 2, "update": 1, " the switch": 3})
    assert tally.total == 3
    assert "build 2" in table([tally])


def test_what_is_lost_is_told_below_the_table():
    """By the name of its trial; a long list is counted."""
    tally = Tally("kills", 1, lost=[f"article {number}" for number in range(30)])
    told = table([tally])
    assert "kills, lost: article 0" in told
    assert "kills, lost: … and 10 more" in told
    assert tally.failed


def test_a_trial_that_ends_with_an_error_is_wrong():
    """It has not shown that anything works."""

    def trial(_tally, _times, _chance):
        raise OSError("no such machine")

    assert "no such machine" in carry_out("t", trial, 1, seed=1).wrong[0]


def test_a_trial_goes_the_same_way_again():
    """The seed decides what is tried."""

    def trial(tally, times, chance):
        tally.note = str([chance.random() for _ in range(times)])

    assert carry_out("t", trial, 9, seed=5).note == carry_out("t", trial, 9, seed=5).note
