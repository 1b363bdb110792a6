"""When a source is asked again."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fetching import schedule
from index.fetching.schedule import after_failure, after_success, moved, retry_after, wanted

NOW = datetime(2023, 5, 7, 10, tzinfo=UTC)


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.floats(-1, 1))
def test_a_wait_is_never_too_short_or_endless(every, asked, jitter):
    """Ten minutes to a day, and a tenth."""
    assert 600 <= after_success(every, asked, jitter) <= 86_400 * 1.1


@given(st.floats(0, 1e9), st.integers(1, 10**6), st.floats(-1, 1))
def test_failures_wait_longer_and_are_never_given_up(every, failures, jitter):
    """At most a day."""
    assert 600 <= after_failure(every, failures, jitter) <= 86_400


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        pytest.param("120", 120, id="seconds"),
        pytest.param("Sun, 07 May 2023 12:00:00 GMT", 7200, id="date"),
        pytest.param("Sun, 07 May 2023 09:00:00 GMT", 0, id="past"),
        pytest.param("999999999", 86_400, id="years"),
        pytest.param("soon", None, id="words"),
        pytest.param("", None, id="nothing"),
        pytest.param("-5", None, id="negative"),
    ],
)
def test_retry_after(value, seconds):
    """Seconds or a date, at most a day."""
    assert retry_after(value, NOW) == seconds


@given(st.text())
def test_retry_after_of_anything(value):
    """Nothing is raised."""
    assert retry_after(value, NOW) is None or 0 <= retry_after(value, NOW) <= 86_400


@pytest.mark.parametrize(
    ("feed", "seconds"),
    [
        pytest.param(b"<ttl>60</ttl>", 3600, id="ttl"),
        pytest.param(b"<sy:updatePeriod> hourly </sy:updatePeriod>", 3600, id="period"),
        pytest.param(
            b"<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            21_600,
            id="frequency",
        ),
        pytest.param(b"<ttl>x</ttl>", 0, id="nonsense"),
    ],
)
def test_what_a_feed_wants(feed, seconds):
    """In seconds."""
    assert wanted(feed) == seconds


def test_the_third_permanent_redirect_in_a_row_counts():
    """Another address, or none, begins anew."""
    note, kept = "", False
    for _ in range(schedule.MOVES):
        assert not kept
        note, kept = moved(note, "https://new.example/")
    assert kept
    assert moved(note, "https://other.example/") == ("1 https://other.example/", False)
    assert moved(note, "") == ("", False)
