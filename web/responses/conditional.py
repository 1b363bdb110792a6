"""Tags and dates of answers that a client may have cached.

A query may name a day in words (اليوم, آخر 30 يوما): the same request has another answer on another
day, over the same index.
"""

from datetime import date, datetime, time
from hashlib import blake2b

from flask import Response

from search import IndexInfo


def tag(response: Response, index: IndexInfo, address: str) -> None:
    """Give response a tag made of what it depends on: index, day and address.

    The address is the one that we would link to, so that the same request has the same tag however
    its parameters are written. The tag is weak, because took_ms differs. responses.headers compares
    it with that of the client.
    """
    depends_on = f"{today()} {index.names} {index.meaning} {address}"
    digest = blake2b(depends_on.encode(), digest_size=8).hexdigest()
    response.set_etag(f"{index.id}-{digest}", weak=True)


def changed(built: datetime) -> datetime:
    """Return when the answers of an index, built at a moment, last changed."""
    return max(built, datetime.combine(today(), time.min).astimezone())


def today() -> date:
    """Return the day that words like اليوم are relative to."""
    return date.today()  # noqa: DTZ011  as in search.query.dates
