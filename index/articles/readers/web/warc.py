"""Crawls in WARC files: the articles of their pages and feeds.

A metadata record beside an answer, as our own archive writes it, says what the feed said of the
page: source and section count before those of the page, the rest where the page says nothing.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from index.articles.article import Article, of_source
from index.articles.fault import Fault, UnreadableError
from index.articles.files.stream import Stream
from index.articles.items import Item, OfLanguage, PassedOver, Read, Withdrawal
from index.articles.kinds import START, kind_of
from index.articles.readers.web.http_response import Response, parse_response, unchunked
from index.articles.readers.web.pages import items_of_page
from index.articles.readers.web.warc_record import Record, has_digest, records

_OK = 200
_SNIFFED = 1024
_TEXT_TYPES = ("", "text/html", "application/xhtml+xml", "text/plain")
_FEED_TYPES = ("xml", "json")
#: What a metadata record of ours may say, all as text.
_KNOWN = (
    *("id", "url", "title", "published", "source", "section"),
    *("timezone", "clock", "language", "withdrawn"),
)
_REMEDY = "fetch the page again"


def read_warc(stream: Stream) -> Iterator[Read]:
    """Yield what the pages and feeds of a WARC file give; other records are passed over."""
    waiting: Record | None = None
    given: tuple[str, dict[str, str]] = "", {}
    for record in records(stream):
        if record.cut_off and stream.fault:
            break  # the stream's fault says so
        known = _known(record)
        if known is not None and known.get("withdrawn"):
            # What came before it at the same address is withdrawn, too.
            yield from _items(waiting, stream.path, given)
            waiting = None
            yield _withdrawal(known, record.address)
        elif known is not None:
            given = record.address, known
        elif record.fault or record.kind != "response":
            yield _left_out(record, stream.path)
        else:
            yield from _items(waiting, stream.path, given)
            waiting = record
    yield from _items(waiting, stream.path, given)


def _known(record: Record) -> dict[str, str] | None:
    """Return what a metadata record of ours says, None if it is none."""
    if record.kind != "metadata" or record.fault or b"{" not in record.block[:_SNIFFED]:
        return None
    try:
        said = json.loads(record.block)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    return {name: said[name] for name in _KNOWN if isinstance(said.get(name), str)}


def _withdrawal(known: Mapping[str, str], address: str) -> Withdrawal:
    return Withdrawal(known.get("id", ""), address, known["withdrawn"], known.get("source", ""))


def _left_out(record: Record, path: Path) -> Fault | PassedOver:
    if record.fault:
        where = "" if record.cut_off else f"record {record.number}: "
        return Fault(path, 0, f"{where}{record.fault}", _REMEDY)
    return PassedOver(path, f"a {record.kind or 'nameless'} record")


def _items(record: Record | None, path: Path, given: tuple[str, dict[str, str]]) -> Iterator[Read]:
    """Yield what an answer gives, as its archive has it: source and section, and the language."""
    if record is None:
        return
    known = given[1] if given[0] == record.address else {}
    language = known.get("language", "")
    try:
        response = parse_response(record.block)
        for item in _answered(response, record, path, known):
            if language and isinstance(item, Article):
                yield OfLanguage(item, language)
            else:
                yield item
    except UnreadableError as error:
        yield Fault(path, 0, f"record {record.number}: {error.reason}", error.remedy)


def _answered(
    response: Response, record: Record, path: Path, known: dict[str, str]
) -> Iterator[Item]:
    if response.status != _OK:
        yield PassedOver(path, f"an answer of status {response.status}")
        return
    if not response.media_type.endswith((*_FEED_TYPES, *filter(None, _TEXT_TYPES))) and (
        response.media_type
    ):
        yield PassedOver(path, f"an answer of type {response.media_type}")
        return
    _check_digest(record, response)
    data, now = response.content(), _said_now(record, response)
    kind = _kind(data, response)
    if kind == "feed":
        found = _feed(data, path, response, record, known)
        yield from (_with(item, known) for item in found)
    elif kind == "page":
        found = items_of_page(
            data,
            path,
            charset=response.charset,
            address=record.address,
            given=known,
            fetched=now and now.astimezone(_zone(known) or UTC),
        )
        yield from (_numbered(item, record, path) for item in found)
    else:
        yield PassedOver(path, f"an answer of type {response.media_type or 'unknown'}")


def _fetched(record: Record) -> datetime | None:
    """Return when an answer came, None if its record does not say."""
    with suppress(ValueError):
        moment = datetime.fromisoformat(record.headers.get("warc-date", ""))
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def _said_now(record: Record, response: Response) -> datetime | None:
    """Return what an answer says that the time is; a clock that is a day off is not believed."""
    fetched = _fetched(record)
    with suppress(ValueError, TypeError):
        said = parsedate_to_datetime(response.headers.get("date", ""))
        said = said if said.tzinfo else said.replace(tzinfo=UTC)
        return said if not fetched or abs(said - fetched) <= timedelta(days=1) else fetched
    return fetched


def _check_digest(record: Record, response: Response) -> None:
    """Raise UnreadableError if the payload is not the one that was written, chunked or not."""
    digest, payload = record.headers.get("warc-payload-digest", ""), response.payload
    if not has_digest(payload, digest) and not has_digest(unchunked(payload), digest):
        raise UnreadableError("its digest is that of other bytes", _REMEDY)


def _kind(data: bytes, response: Response) -> str:
    """Return what an answer is by its first bytes; what is no feed is a page if it says so."""
    suffix = ".html" if "html" in response.media_type else ""
    return kind_of(data[:START], suffix)


def _feed(
    data: bytes, path: Path, response: Response, record: Record, known: dict[str, str]
) -> Iterator[Item]:
    from index.articles.readers.syndication.feeds import articles_of_feed  # noqa: PLC0415  only for feeds

    found: Iterator[Item] = articles_of_feed(
        data,
        path,
        charset=response.charset,
        address=record.address,
        zone=None if known.get("clock") == "local" else _zone(known),
        fetched=_fetched(record),
    )
    return found


def _zone(known: dict[str, str]) -> ZoneInfo | None:
    """Return the clock of a source, None if it is not known."""
    try:
        return ZoneInfo(known["timezone"])
    except (LookupError, ValueError):
        return None


def _with(item: Item, known: dict[str, str]) -> Item:
    """Return an article of a feed with the source and section that the archive knows."""
    if not isinstance(item, Article):
        return item
    return of_source(item, known.get("source", ""), known.get("section", ""))


def _numbered(item: Item, record: Record, path: Path) -> Item:
    """Return a fault with the record that it is of; a page without an article is passed over."""
    if not isinstance(item, Fault):
        return item
    if item.reason.startswith("no article"):
        return PassedOver(path, item.reason)
    return Fault(path, 0, f"record {record.number}: {item.reason}", item.remedy)
