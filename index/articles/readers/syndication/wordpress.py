"""Exports of WordPress (WXR): its published posts, an article each.

Drafts and private posts are withdrawn, because an older export may hold them; pages, pictures,
menus and posts with a password are passed over. The address, the login of the author and the
number of a post are those of its site.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain
from pathlib import Path

from index.articles.article import Article, own_or_made_id
from index.articles.dates import DateError, parse_date
from index.articles.fault import Fault, UnreadableError
from index.articles.fields import article
from index.articles.files.stream import Stream
from index.articles.items import Item, PassedOver, Withdrawal
from index.articles.markup import text_of
from index.articles.readers.syndication.wordpress_site import Site, site_of
from index.articles.readers.syndication.wordpress_text import post_text
from index.articles.readers.syndication.wordpress_xml import (
    CutOffError,
    fields_of,
    items_of,
    texts_of,
    whole,
)
from index.articles.records.cleaning import clean

#: The bytes of the largest text, as of a text file.
_LARGEST_TEXT = 2 * 2**20
_LONGEST_ADDRESS = 2048
_LONGEST_TITLE = 1000
#: Before this year there were no sites: WordPress dates a draft 1970.
_FIRST_YEAR = 1990
#: The clock of the site first, then what is in UTC.
_DATES = ("wp:post_date", "pubDate", "wp:post_date_gmt")
_NO_DATE = re.compile(r"0000-00-00|.*\s-0001\b")

_FIELDS = frozenset(
    {"title", "link", "guid", "dc:creator", "content:encoded", "excerpt:encoded", *_DATES}
    | {"wp:post_id", "wp:status", "wp:post_type", "wp:post_password"}
)
_ADDRESS = re.compile(r"https?://[^\s]+", re.IGNORECASE)
#: What an export holds besides posts; plugins add types of their own.
_TYPES = {
    "attachment": "an attachment",
    "nav_menu_item": "a menu item",
    "page": "a page of a site",
    "revision": "a revision",
}
#: The letters of the longest name of a type or a status, as WordPress limits them.
_LONGEST_NAME = 20


def read_wordpress(stream: Stream) -> Iterator[Item]:
    """Yield the article of each published post, and word of every other item."""
    try:
        yield from _read(stream)
    except UnreadableError as error:
        # What a packed file that gave out has cut is part of the fault of the file.
        if not (stream.fault and isinstance(error, CutOffError)):
            yield error.at(stream.path)


def _read(stream: Stream) -> Iterator[Item]:
    texts = texts_of(stream)
    first = next(texts)
    site = site_of(first)
    for number, xml in enumerate(items_of(chain((first,), texts)), 1):
        for item in _read_item(xml, site, stream.path):
            if isinstance(item, UnreadableError):
                yield Fault(stream.path, 0, f"item {number}: {item.reason}", item.remedy)
            else:
                yield item


def _read_item(
    xml: str | UnreadableError, site: Site, path: Path
) -> Iterator[Item | UnreadableError]:
    if isinstance(xml, UnreadableError):
        yield xml
        return
    try:
        fields, sections = _fields(xml)
        if reason := _unread(fields):
            yield PassedOver(path, reason)
        elif status := _status(fields):
            yield _withdrawal(fields, site, status)
        else:
            yield from _read_post(fields, sections, site)
    except UnreadableError as error:
        yield error


def _unread(fields: Mapping[str, str]) -> str:
    """Return what an item is that is no post, or none for all; "" for a post."""
    kind = clean(fields.get("wp:post_type", ""))[:_LONGEST_NAME] or "post"
    if kind != "post":
        return _TYPES.get(kind, f"an item of type {kind}")
    if fields.get("wp:post_password", "").strip() and not _status(fields):
        return "a post with a password"
    own_address = _url(fields) or fields.get("wp:post_id", "").strip()
    return "" if own_address or not _status(fields) else "a draft without an address"


def _status(fields: Mapping[str, str]) -> str:
    """Return the status of a post, "" if it is published."""
    status = clean(fields.get("wp:status", ""))[:_LONGEST_NAME]
    return "" if status == "publish" else status


def _fields(xml: str) -> tuple[dict[str, str], str]:
    """Return the fields of an item that are read, and its categories."""
    fields: dict[str, str] = {}
    sections: dict[str, None] = {}
    for name, attributes, text in fields_of(xml):
        if name == "category" and attributes.get("domain") == "category":
            sections[clean(text_of(whole(text)))] = None
        elif name in _FIELDS and fields.setdefault(name, whole(text)) != text:
            raise UnreadableError(f"two of {name}: one item runs into the next", "export it again")
    return fields, "، ".join(filter(None, sections))


def _read_post(
    fields: Mapping[str, str], sections: str, site: Site
) -> Iterator[Article | UnreadableError]:
    """Yield the article of a post, after an error if its date cannot be read."""
    url, (body, is_teaser) = _url(fields), _body(fields)
    error, published = _published(fields)
    parts = {
        "id": site.id_of(fields.get("wp:post_id", ""), url),
        "url": url,
        "title": " ".join(clean(text_of(fields.get("title", ""))).split())[:_LONGEST_TITLE],
        "body": body,
        "source": site.name,
        "section": sections,
        "author": site.name_of(fields.get("dc:creator", "")),
    }
    read = article(parts, published, teaser=is_teaser)
    if error:
        yield error
    yield read


def _body(fields: Mapping[str, str]) -> tuple[str, bool]:
    """Return the text of a post, and whether it is an excerpt alone."""
    content = post_text(fields.get("content:encoded", ""))
    body = content or post_text(fields.get("excerpt:encoded", ""))
    if len(body.encode("utf-8", "replace")) > _LARGEST_TEXT:
        size = f"a text of more than {_LARGEST_TEXT // 2**20} MiB"
        raise UnreadableError(size, "write it as several posts")
    return body, bool(body) and not content


def _published(fields: Mapping[str, str]) -> tuple[UnreadableError | None, datetime | None]:
    """Return the first date that can be read; if none can, what is wrong with the first."""
    first: UnreadableError | None = None
    for name in _DATES:
        printed = clean(fields.get(name, ""))
        if not printed or _NO_DATE.match(printed):
            continue
        try:
            moment = parse_date(printed)
            if moment.year >= _FIRST_YEAR:
                return None, moment
            reason = f'"{printed}" is no date of a post'
            first = first or UnreadableError(reason, "its date is left out")
        except DateError as error:
            first = first or error
    return first, None


def _withdrawal(fields: Mapping[str, str], site: Site, status: str) -> Withdrawal:
    """Return the withdrawal of a post, under the id that it has when it is published."""
    url = _url(fields)
    own = site.id_of(fields.get("wp:post_id", ""), url)
    own = own_or_made_id(own, source=site.name, url=url, text="")
    return Withdrawal(own, url, status, site.name)


def _url(fields: Mapping[str, str]) -> str:
    """Return the address of a post: its link, else its guid if that is one; or ""."""
    printed = (clean(fields.get(name, "")) for name in ("link", "guid"))
    return next(
        (each for each in printed if _ADDRESS.fullmatch(each) and len(each) <= _LONGEST_ADDRESS), ""
    )
