"""Exports of WordPress (WXR): its published posts, an article each.

Drafts and private posts are withdrawn, because an older export may hold them; pages, pictures,
menus and posts with a password are passed over. The address, the login of the author and the
number of a post are those of its site.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from index.articles.article import own_or_made_id
from index.articles.dates import DateError, parse_date
from index.articles.fault import Fault, UnreadableError
from index.articles.fields import article, clean
from index.articles.items import Item, PassedOver, Withdrawal
from index.articles.markup import text_of
from index.articles.plaintext import LARGEST_TEXT
from index.articles.readers.feed_xml import root_start
from index.articles.readers.wordpress_text import post_text
from index.articles.readers.wordpress_xml import (
    DAMAGE,
    CutOffError,
    fields_of,
    items_of,
    texts_of,
    whole,
)
from index.articles.stream import Stream

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
_MAIL = re.compile(r"(?<!\S)\S*@\S*")
_NUMBER = re.compile(r"[0-9]{1,19}")
_AUTHOR = re.compile(r"<wp:author>.*?(?:</wp:author>|\Z)", re.DOTALL)
_ITEM = re.compile(r"<item[\s>/]")
_CHANNEL = re.compile(r"<channel[\s>]")
#: What an export holds besides posts; plugins add types of their own.
_TYPES = {
    "attachment": "an attachment",
    "nav_menu_item": "a menu item",
    "page": "a page of a site",
    "revision": "a revision",
}
#: The letters of the longest name of a type or a status, as WordPress limits them.
_LONGEST_NAME = 20


@dataclass(frozen=True, slots=True)
class _Site:
    """What the posts of an export share."""

    path: Path
    source: str
    address: str
    authors: Mapping[str, str]  # by login


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
    site = _site(first, stream.path)
    for number, item in enumerate(items_of(chain((first,), texts)), 1):
        try:
            if isinstance(item, UnreadableError):
                raise item
            yield from _read_item(item, site, number)
        except UnreadableError as error:
            yield Fault(stream.path, 0, f"item {number}: {error.reason}", error.remedy)


def _site(start: str, path: Path) -> _Site:
    """Return what the head of an export says; raises UnreadableError if it is none."""
    start = start[root_start(start) :].replace(DAMAGE, "\N{REPLACEMENT CHARACTER}")
    item = _ITEM.search(start)
    head = start[: item.start()] if item else start
    channel = _CHANNEL.search(head)
    fields = _first_texts(head[channel.start() :] if channel else "<channel>")
    printed = (fields.get(name, "").strip() for name in ("wp:base_blog_url", "link"))
    authors = (_first_texts(author[0]) for author in _AUTHOR.finditer(head))
    return _Site(
        path,
        clean(text_of(fields.get("title", ""))),
        next(filter(_ADDRESS.fullmatch, printed), ""),
        MappingProxyType(
            {each.get("wp:author_login", "").strip(): _name(each) for each in authors}
        ),
    )


def _first_texts(xml: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, _, text in fields_of(xml):
        texts.setdefault(name, text)
    return texts


def _name(author: Mapping[str, str]) -> str:
    """Return the name of an author as it is displayed, else that of the person; or ""."""
    person = f"{author.get('wp:author_first_name', '')} {author.get('wp:author_last_name', '')}"
    return author.get("wp:author_display_name", "").strip() or person.strip()


def _read_item(xml: str, site: _Site, number: int) -> Iterator[Item]:
    fields, sections = _fields(xml)
    kind = clean(fields.get("wp:post_type", ""))[:_LONGEST_NAME] or "post"
    status = clean(fields.get("wp:status", ""))[:_LONGEST_NAME] or "publish"
    if kind != "post":
        yield PassedOver(site.path, _TYPES.get(kind, f"an item of type {kind}"))
    elif status != "publish":
        yield _withdrawal(fields, site, status)
    elif fields.get("wp:post_password", "").strip():
        yield PassedOver(site.path, "a post with a password")
    else:
        yield from _read_post(fields, sections, site, number)


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
    fields: Mapping[str, str], sections: str, site: _Site, number: int
) -> Iterator[Item]:
    """Yield the article of a post, after a fault if its date cannot be read."""
    body, is_teaser = _body(fields)
    fault, published = _published(fields)
    parts = {
        "id": _id(fields, site),
        "url": _url(fields),
        "title": " ".join(clean(text_of(fields.get("title", ""))).split())[:_LONGEST_TITLE],
        "body": body,
        "source": site.source,
        "section": sections,
        "author": _author(fields, site),
    }
    read = article(parts, published, teaser=is_teaser)
    if fault:
        yield Fault(site.path, 0, f"item {number}: {fault.reason}", fault.remedy)
    yield read


def _body(fields: Mapping[str, str]) -> tuple[str, bool]:
    """Return the text of a post, and whether it is an excerpt alone."""
    content = post_text(fields.get("content:encoded", ""))
    body = content or post_text(fields.get("excerpt:encoded", ""))
    if len(body.encode("utf-8", "replace")) > LARGEST_TEXT:
        size = f"a text of more than {LARGEST_TEXT // 2**20} MiB"
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


def _withdrawal(fields: Mapping[str, str], site: _Site, status: str) -> Item:
    """Return the withdrawal of a post, under the id that it has when it is published."""
    own, url = _id(fields, site), _url(fields)
    if not own and not url:
        return PassedOver(site.path, f"a post of status {status}")
    return Withdrawal(own_or_made_id(own, source=site.source, url=url, text=""), url, status)


def _id(fields: Mapping[str, str], site: _Site) -> str:
    """Return the number of a post behind the name of its site, "" without either.

    The sites of one host have folders of it, and each counts its posts from 1.
    """
    number = fields.get("wp:post_id", "").strip()
    address = site.address or _url(fields).partition("?")[0]
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    folder = parts.path.strip("/").replace("/", "-") if site.address else ""
    name = f"{host}-{folder}" if folder else host
    return f"{name}-{number}" if host and _NUMBER.fullmatch(number) else ""


def _url(fields: Mapping[str, str]) -> str:
    """Return the address of a post: its link, else its guid if that is one; or ""."""
    printed = (clean(fields.get(name, "")) for name in ("link", "guid"))
    return next(
        (each for each in printed if _ADDRESS.fullmatch(each) and len(each) <= _LONGEST_ADDRESS), ""
    )


def _author(fields: Mapping[str, str], site: _Site) -> str:
    """Return the name of the author; an address of mail is no name."""
    login = fields.get("dc:creator", "").strip()
    name = clean(text_of(site.authors.get(login) or login))
    return _MAIL.sub("", name).strip(" ()")
