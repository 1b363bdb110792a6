"""Feeds: RSS 0.9 to 2.0, RDF, Atom and JSON Feed; an article an entry.

feedparser knows the dialects. It sees a text that we have decoded and prepared, because it misreads
Windows-1256 and loses what a cut file holds, and its dates are not used: days and months in unknown
order are not guessed. A feed without the text of its articles gives teasers.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from index.articles.addresses import canonical, without_tracking
from index.articles.dates import is_utc
from index.articles.fault import Fault, UnreadableError
from index.articles.fields import article, read_date
from index.articles.files.encoding import decode_declared
from index.articles.files.stream import Stream
from index.articles.items import Item
from index.articles.markup import text_of
from index.articles.readers.syndication.feed_parser import parse_feed
from index.articles.readers.syndication.feed_text import body_of, without_mail
from index.articles.readers.syndication.feed_xml import MOST_ENTRIES, prepared
from index.articles.readers.syndication.json_feed import is_json, read_json_feed
from index.articles.records.cleaning import clean

#: The bytes of the largest feed: real ones have 200 kB.
LARGEST_FEED = 16 * 1024 * 1024
#: The first year of a feed: WordPress dates a draft 1970.
_FIRST_YEAR = 1990
_LONGEST_ADDRESS = 2048
_LONGEST_TITLE = 1000

_DECLARED = re.compile(rb"""<\?xml[^>]{1,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})""")
_ADDRESS = re.compile(r"https?://[^\s]+", re.IGNORECASE)
_TEXT_TYPES = ("text/", "application/xhtml", "")


@dataclass(frozen=True, slots=True)
class Feed:
    """What the entries of a feed share."""

    path: Path
    source: str
    author: str
    base: str
    zone: tzinfo | None
    fetched: datetime | None


def read_feed(stream: Stream) -> Iterator[Item]:
    """Yield the articles of a feed's file, and a fault for each entry or date that is none."""
    data = stream.read(LARGEST_FEED + 1)
    for item in articles_of_feed(data, stream.path):
        # What a packed file that gave out has cut is part of the fault of the file.
        if not (stream.fault and isinstance(item, Fault) and item.reason == _CUT):
            yield item


def articles_of_feed(  # noqa: PLR0913  what a server says of a feed
    data: bytes,
    path: Path,
    *,
    charset: str = "",
    address: str = "",
    zone: tzinfo | None = None,
    fetched: datetime | None = None,
) -> Iterator[Item]:
    """Yield the articles of a feed: its entries in their order, and faults.

    charset is that of the server's answer, address the feed's own. The clock of a feed in UTC alone
    is set to zone, if there is one. Dates more than a day after fetched, in UTC, are faults.
    """
    try:
        text = _decoded(data, charset)
        entries, shared, lacks = _parsed(text, address)
    except UnreadableError as error:
        yield error.at(path)
        return
    in_utc = all(is_utc(date) for entry in entries if entry and (date := _date(entry)))
    feed = Feed(path, fetched=fetched, zone=zone if in_utc else None, **shared)
    for number, entry in enumerate(entries[:MOST_ENTRIES], 1):
        if entry is None:
            yield Fault(path, 0, f"item {number}: cannot be read", "download the feed again")
        else:
            yield from _read_entry(entry, feed, number)
    if len(entries) > MOST_ENTRIES:
        yield Fault(path, 0, f"more than {MOST_ENTRIES} entries", "split the feed")
    for reason, remedy in lacks:
        yield Fault(path, 0, reason, remedy)


_CUT = "the file is cut off"
_OTHERS = "more than one feed; the first is read", "save each as a file of its own"


def _decoded(data: bytes, charset: str) -> str:
    if len(data) > LARGEST_FEED:
        raise UnreadableError(f"a feed of more than {LARGEST_FEED // 2**20} MiB", "split the feed")
    printed = _DECLARED.search(data[:4096])
    return decode_declared(data, charset, printed[1].decode() if printed else "")


def _parsed(
    text: str, address: str
) -> tuple[list[Mapping[str, Any] | None], dict[str, str], list[tuple[str, str]]]:
    """Return the entries of a feed, what they share, and what its file lacks, with the way out."""
    if is_json(text):
        entries, shared = read_json_feed(text)
        return list(entries), {**shared, "base": address or shared["base"]}, []
    xml, is_cut, has_others = prepared(text)
    parsed = parse_feed(xml, address)
    lacks = [*([(_CUT, "download it again")] * is_cut), *([_OTHERS] * has_others)]
    # The editor of an RSS feed did not write its articles.
    author = _authors(parsed.feed) if parsed.version.startswith("atom") else ""
    source = clean(text_of(_text(parsed.feed.get("title"))))
    base = urljoin_safe(address, _text(parsed.feed.get("link")))
    return parsed.entries, {"source": source, "author": author, "base": base}, lacks


def _read_entry(entry: Mapping[str, Any], feed: Feed, number: int) -> Iterator[Item]:
    try:
        title = clean(text_of(_text(entry.get("title"))))
        title = " ".join(title.split())[:_LONGEST_TITLE]
        body, is_teaser = _body(entry)
        fault, published = _published(entry, feed, number)
        parts = {
            "url": _address(entry, feed.base),
            "title": title,
            "body": body,
            "source": _source(entry) or feed.source,
            "section": _section(entry),
            "author": _authors(entry) or feed.author,
        }
        read = article(parts, published, teaser=is_teaser)
    except UnreadableError as error:
        yield Fault(feed.path, 0, f"item {number}: {error.reason}", error.remedy)
        return
    if fault:
        yield fault
    yield read


def _body(entry: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the text of an entry, and whether it is a summary alone."""
    for content in entry.get("content") or ():
        if _text(content.get("type")).startswith(_TEXT_TYPES) and (
            body := body_of(_text(content.get("value")))
        ):
            return body, False
    for name in ("summary", "media_description", "media_text"):
        if body := body_of(_text(entry.get(name))):
            return body, True
    return "", False


def _published(
    entry: Mapping[str, Any], feed: Feed, number: int
) -> tuple[Fault | None, datetime | None]:
    printed = _date(entry)
    fault, moment = read_date(printed, feed.path, 0)
    if fault:
        return Fault(feed.path, 0, f"item {number}: {fault.reason}", fault.remedy), None
    if moment and feed.zone:
        moment = moment.replace(tzinfo=UTC).astimezone(feed.zone).replace(tzinfo=None)
    last = feed.fetched + timedelta(days=1) if feed.fetched else None
    if moment and (moment.year < _FIRST_YEAR or (last and moment > last.replace(tzinfo=None))):
        reason = f'item {number}: "{printed}" is no date of an article in a feed'
        return Fault(feed.path, 0, reason, "its date is left out"), None
    return None, moment


def _date(entry: Mapping[str, Any]) -> str:
    """Return the date as printed: when published; when changed only if nothing else is known."""
    names = ("published", "created", "updated")
    return next((clean(date) for name in names if (date := _text(entry.get(name)))), "")


def _address(entry: Mapping[str, Any], base: str) -> str:
    """Return the address of the article's page, "" if there is none."""
    links = [link for link in entry.get("links") or () if link.get("rel") == "alternate"]
    printed = [_text(link.get("href")) for link in links] + [_text(entry.get("link"))]
    identifier = _text(entry.get("id")).strip()
    if _ADDRESS.fullmatch(identifier):
        printed.append(identifier)
    for each in filter(None, map(str.strip, printed)):
        address = urljoin_safe(base, re.sub(r"[\n\r\t]", "", each).replace(" ", "%20"))
        is_own = not base or canonical(address) != canonical(
            base
        )  # not that of the feed, or its site
        if is_own and _ADDRESS.fullmatch(address) and len(address) <= _LONGEST_ADDRESS:
            return without_tracking(address)
    return ""


def urljoin_safe(base: str, address: str) -> str:
    """Return address joined with base; as it is, if it is none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _section(entry: Mapping[str, Any]) -> str:
    tags = (
        clean(text_of(_text(tag.get("label")) or _text(tag.get("term"))))
        for tag in entry.get("tags") or ()
    )
    return "، ".join(dict.fromkeys(filter(None, tags)))


def _source(entry: Mapping[str, Any]) -> str:
    source = entry.get("source")
    return clean(text_of(_text(source.get("title")))) if isinstance(source, Mapping) else ""


def _authors(entry: Mapping[str, Any]) -> str:
    """Return the names of the authors; an address of mail is no name."""
    named = [each.get("name") for each in entry.get("authors") or () if isinstance(each, Mapping)]
    texts = (clean(text_of(_text(name))) for name in named)
    return "، ".join(dict.fromkeys(filter(None, map(without_mail, texts))))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
