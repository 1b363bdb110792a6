"""The time of day in a printed date, with the zone beside it, which is dropped.

19:31, 4:35:5 GMT+9, "7:31 مساءً", "GMT 17:27": the clock is the printed one. Texts are in the
spelling of lookup.plain.
"""

import re
from datetime import time
from functools import cache

from index.articles.fault import UnreadableError

REMEDY = "write it as 2023-05-07 or 2023-05-07T10:20"
_NOON = 12

_MORNING = {"ص", "صباحا", "am", "a.m", "a.m."}
_EVENING = {"م", "مسا", "ظهرا", "عصرا", "pm", "p.m", "p.m."}
#: A blank before an offset only if it has four digits: 19:31 -02 may begin a date.
_OFFSET = r"(?:[+-]\d{1,2}(?::?\d\d)?|\s[+-]\d\d:?\d\d)(?![\d/.-])"
_NAMES = "gmt|utc|ut|[ecmp][sd]t|[abgim]st|eest|eet|cest|cet|[cew]at|msk"
_ZONE_NAME = rf"\s*\(?(?:{_NAMES}|z)\b"
_ZONE = (
    rf"(?:{_ZONE_NAME}(?:{_OFFSET})?\)?|{_OFFSET}(?:{_ZONE_NAME})?)?"
    r"(?:\s*\([a-z ]+\))?(?:\s+بتوقيت(?:\s+[^\W\d]+){1,2})?"
)
_ZONE_BEFORE = rf"(?:(?<![^\W\d_])(?:{_NAMES})(?:[+-]\d{{1,2}}(?::?\d\d)?)?\s+)?"


class DateError(UnreadableError):
    """A date that names no certain moment; says why, and what is accepted."""


class NotADateError(DateError):
    """A text that is unlike any date."""


def take_clock(shown: str, rest: str) -> tuple[str, time]:
    """Return rest without its first time of day and its zone, and that time; 0:00 for none."""
    found = _times().search(rest)
    if not found:
        return rest, time()
    hour = _hour(shown, int(found["hour"]), found["half"])
    clock = clock_of(shown, hour, int(found["minute"]), int(found["second"] or 0))
    return f"{rest[: found.start()]} {rest[found.end() :]}", clock


def _hour(shown: str, hour: int, half: str | None) -> int:
    """Return the hour of 24; half is the mark of the half of the day beside it, if any."""
    if not half:
        return hour
    evening = half in _EVENING
    if (hour > _NOON and not evening) or (hour == 0 and evening):
        raise DateError(f"{shown}: hour {hour} is not in that half of the day", REMEDY)
    return hour % _NOON + _NOON * evening


def clock_of(shown: str, hour: int, minute: int, second: int) -> time:
    """Return the time of day; raises DateError if there is none such."""
    try:
        return time(hour, minute, second)
    except ValueError:
        raise DateError(f"{shown} has a time that does not exist", REMEDY) from None


@cache
def _times() -> re.Pattern[str]:
    halves = "|".join(re.escape(half) for half in sorted(_MORNING | _EVENING, reverse=True))
    return re.compile(
        rf"{_ZONE_BEFORE}(?<![\d:])(?P<hour>\d{{1,2}}):(?P<minute>\d{{1,2}})"
        r"(?::(?P<second>\d{1,2})(?:[.,]\d+)?)?(?![\d:])"
        rf"(?:\s*(?P<half>{halves})(?!\w))?{_ZONE}"
    )
