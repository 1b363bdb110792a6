"""How long ago an article came, as pages print it: «منذ 3 ساعات», «قبل ساعتين», "2 hours ago".

Only a page whose moment is known can be dated by it. Minutes and hours give a moment, days a day;
weeks and months name no day.
"""

import re
from datetime import datetime, timedelta

from index.text.lookup import plain

_SECONDS = {
    **dict.fromkeys("دقيقه دقيقتين دقيقتان دقائق minute minutes min mins".split(), 60),
    **dict.fromkeys("ساعه ساعتين ساعتان ساعات hour hours".split(), 3600),
    **dict.fromkeys("يوم يومين يومان ايام يوما day days".split(), 86_400),
}
_TWO = frozenset("دقيقتين دقيقتان ساعتين ساعتان يومين يومان".split())
_UNITS = "|".join(sorted(_SECONDS, key=len, reverse=True))
_AGO = re.compile(
    rf"(?:(?:نشر|نشرت|published|posted)\s+)?(?:(?:منذ|قبل|من)\s+(?:(\d{{1,3}})\s*)?({_UNITS})"
    rf"|(\d{{1,3}}|an?)\s+({_UNITS})\s+ago)(?:\s+مضت)?\s*\.?"
)
_DAY = 86_400


def ago(text: str, now: datetime) -> datetime | None:
    """Return the moment that text names, on the clock of now; None if it names none.

    >>> ago("منذ 3 ساعات", datetime(2023, 5, 7, 10, 20))
    datetime.datetime(2023, 5, 7, 7, 20)
    """
    found = _AGO.fullmatch(plain(text))
    if not found:
        return None
    unit = found[2] or found[4]
    said = found[1] or found[3] or ("2" if unit in _TWO else "1")
    seconds = _SECONDS[unit] * (int(said) if said.isdigit() else 1)
    moment = (now - timedelta(seconds=seconds)).replace(second=0, microsecond=0, tzinfo=None)
    return moment.replace(hour=0, minute=0) if _SECONDS[unit] == _DAY else moment
