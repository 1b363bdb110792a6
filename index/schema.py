"""The fields of an article in the index, and the version of their meaning.

title and body hold the terms of every word (exact form and stem at one
position). The small fields are there twice: source and section as columns for
filters and counts, by_source and by_section as words for field queries.
Dates live in a column alone: filters and orders read it as an array.
"""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whoosh.fields import Schema

#: Raise it when a field or its meaning changes: older indexes are then refused.
VERSION = 6
#: Stands in the column published where an article has no date.
NO_DATE = -(2**62)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def article_schema() -> "Schema":
    """Return the schema of an article index, for Whoosh."""
    # Not above: a search imports this module, and of Whoosh it needs nothing.
    from whoosh.columns import NumericColumn, RefBytesColumn  # noqa: PLC0415
    from whoosh.fields import COLUMN, ID, STORED, TEXT, Schema  # noqa: PLC0415

    from index.analysis.whoosh_analyzer import WhooshAnalyzer  # noqa: PLC0415

    analyzer = WhooshAnalyzer()
    words = {"analyzer": analyzer, "phrase": False, "stored": False}
    return Schema(
        id=ID(stored=True, unique=True),
        title=TEXT(analyzer=analyzer, stored=True),
        body=TEXT(analyzer=analyzer, stored=True),
        by_source=TEXT(**words),
        by_section=TEXT(**words),
        by_author=TEXT(**words),
        source=COLUMN(RefBytesColumn()),
        section=COLUMN(RefBytesColumn()),
        published=COLUMN(NumericColumn("q", default=NO_DATE)),
        url=STORED(),
        author=STORED(),
    )


def seconds(moment: datetime | None) -> int:
    """Return a wall-clock moment as seconds from 1970, as the column holds it."""
    return NO_DATE if moment is None else int((moment - _EPOCH).total_seconds())


def moment(seconds: int) -> datetime | None:
    """Return the wall-clock moment of a value of the column published."""
    return None if seconds == NO_DATE else _EPOCH + timedelta(seconds=seconds)
