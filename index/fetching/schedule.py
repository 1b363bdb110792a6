"""When a source is asked again: functions of what it said and how often it failed.

All times are in seconds.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

#: No source is asked more often, whatever it or the operator says.
SHORTEST = 600.0
#: No wait is longer: a feed that comes back is found within a day.
LONGEST = 86_400.0
#: A feed is asked without its tags once in this time: servers say "not modified" by mistake, too.
WITHOUT_TAGS = 86_400.0
#: The permanent redirects in a row after which the new address is kept.
MOVES = 3
_JITTER = 0.1

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_TTL = re.compile(rb"<ttl>\s*(\d{1,7})\s*</ttl>")
_PERIOD = re.compile(rb"<(?:\w+:)?updatePeriod>\s*(\w+)\s*</")
_FREQUENCY = re.compile(rb"<(?:\w+:)?updateFrequency>\s*(\d{1,4})\s*</")
_PERIODS = {
    b"hourly": 3600,
    b"daily": 86_400,
    b"weekly": 604_800,
    b"monthly": 2_592_000,
    b"yearly": 31_536_000,
}
#: What a feed says of itself stands before its first entry.
_HEAD = 64 * 1024


def after_success(every: float, asked: float, jitter: float) -> float:
    """Return the wait after an answer; asked is what the feed wants, jitter -1 to 1 spreads it.

    >>> after_success(1800, 3600, 0), after_success(60, 0, -1)
    (3600.0, 600.0)
    """
    wait = min(max(every, asked, SHORTEST), LONGEST)
    return max(wait * (1 + _JITTER * jitter), SHORTEST)


def after_failure(every: float, failures: int, jitter: float) -> float:
    """Return the wait after so many failures in a row: doubled each time, at most a day.

    >>> [after_failure(1800, failures, 0) for failures in (1, 2, 9)]
    [3600.0, 7200.0, 86400.0]
    """
    doubled = max(every, SHORTEST) * 2.0 ** min(failures, 30)
    return min(doubled * (1 + _JITTER * jitter), LONGEST)


def retry_after(value: str, now: datetime) -> float | None:
    """Return the wait of a Retry-After header, at most a day; None if it says nothing.

    >>> retry_after("120", datetime.now(UTC))
    120.0
    """
    if value.strip().isascii() and value.strip().isdigit():
        return min(float(value.strip()), LONGEST)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), LONGEST)


def max_age(cache_control: str) -> float:
    """Return the max-age of a Cache-Control header, 0 if it has none.

    >>> max_age("public, max-age=900")
    900.0
    """
    found = _MAX_AGE.search(cache_control)
    return float(found[1]) if found else 0.0


def wanted(feed: bytes) -> float:
    """Return how long a feed wants to be left alone: ttl (minutes), or its updatePeriod."""
    head = feed[:_HEAD]
    ttl, period = _TTL.search(head), _PERIOD.search(head)
    frequency = _FREQUENCY.search(head)
    times = max(int(frequency[1]), 1) if frequency else 1
    said = _PERIODS.get(period[1].lower(), 0) / times if period else 0.0
    return max(said, int(ttl[1]) * 60.0 if ttl else 0.0)


def moved(before: str, permanent: str) -> tuple[str, bool]:
    """Return the note of a permanent redirect, and whether it is the third in a row.

    A note is a count and the new address; before is the note so far, permanent where the
    redirect leads, "" if there was none.

    >>> moved("2 https://new.example/feed", "https://new.example/feed")
    ('3 https://new.example/feed', True)
    """
    if not permanent:
        return "", False
    count, _, address = before.partition(" ")
    times = int(count) + 1 if address == permanent and count.isdigit() else 1
    return f"{times} {permanent}", times >= MOVES
