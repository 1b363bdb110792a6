"""Answers that a client may hold already.

A query may name a day by words (اليوم, آخر 30 يوما): the same question has another answer on
another day, over the same index.
"""

from datetime import date, datetime, time
from hashlib import blake2b

from flask import Response

from search import IndexInfo


def tag(response: Response, index: IndexInfo, address: str) -> None:
    """Give response the tag of what it is made of: index, day, and its own address.

    The address is the one that we would link to: however the parameters are written, the same
    question has the same tag. It is weak, because the time taken differs. Whether the client
    holds it is looked up in headers.
    """
    digest = blake2b(f"{today()} {address}".encode(), digest_size=8).hexdigest()
    response.set_etag(f"{index.id}-{digest}", weak=True)


def changed(built: datetime) -> datetime:
    """Return when an answer of an index that was built then last became another."""
    return max(built, datetime.combine(today(), time.min).astimezone())


def today() -> date:
    """Return the day that words like اليوم are seen from."""
    return date.today()  # noqa: DTZ011  as search.days does
