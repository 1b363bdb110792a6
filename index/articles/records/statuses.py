"""What a record says of whether it is an article for readers."""

from collections.abc import Mapping
from datetime import UTC, datetime

from index.articles.dates import DateError, parse_date
from index.articles.records.names import bare
from index.articles.records.values import Json

#: What is said of an item that its publisher does not show, or no more.
_WITHDRAWN = frozenset(
    "canceled cancelled withheld withdrawn draft autodraft pending future private trash"
    " embargoed".split()
)
#: What is written where there is no embargo.
_NEVER = frozenset(["", "0", "false", "no", "none", "null"])
STATUSES = ("pubstatus", "status", "pubStatus", "embargoed")
#: Kinds of items that have no text of their own (ninjs), and what tells that a record is one.
_NO_TEXTS = frozenset("picture video audio graphic composite planning event".split())
_OF_AGENCIES = frozenset(
    {"uri", "guid", "pubstatus", "pubStatus", "versioncreated", "firstcreated"}
)


def withdrawn(record: Mapping[str, Json]) -> str:
    """Return what the status of a record says, if it is no article for readers; else ""."""
    if record.keys().isdisjoint(STATUSES):
        return ""
    for name in STATUSES:
        status = record.get(name)
        if isinstance(status, str) and (word := _word(status)) in _WITHDRAWN:
            return word
    return "embargoed" if _is_embargoed(record.get("embargoed")) else ""


def other_kind(record: Mapping[str, Json]) -> str:
    """Return what an item of an agency is that is no text; "" for a text."""
    kind = record.get("type")
    if not isinstance(kind, str) or kind not in _NO_TEXTS:
        return ""
    return "" if record.keys().isdisjoint(_OF_AGENCIES) else kind


def _word(status: str) -> str:
    """Return what a code says: withheld for stat:withheld and http://…/withheld."""
    return bare(status.replace("/", ":").replace("#", ":").rpartition(":")[2])


def _is_embargoed(until: Json) -> bool:
    """Return whether an item may not be shown yet; where that cannot be read, it may not."""
    if not isinstance(until, str) or bare(until) in _NEVER:
        return False
    moment = moment_of(until)
    return moment is None or moment > datetime.now(UTC)


def moment_of(printed: str) -> datetime | None:
    """Return the moment until which something holds, however far; without a zone it is in UTC."""
    try:
        moment = datetime.fromisoformat(printed.strip())
    except ValueError:
        try:
            moment = parse_date(printed)
        except DateError:
            return None
    return moment.replace(tzinfo=moment.tzinfo or UTC)
