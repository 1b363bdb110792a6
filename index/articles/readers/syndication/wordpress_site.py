"""What the posts of a WordPress export share: the name of the site, its address, its authors."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from index.articles.markup import text_of
from index.articles.readers.syndication.feed_text import without_mail
from index.articles.readers.syndication.feed_xml import root_start
from index.articles.readers.syndication.wordpress_xml import DAMAGE, fields_of
from index.articles.records.cleaning import clean

_ITEM = re.compile(r"<item[\s>/]")
_CHANNEL = re.compile(r"<channel[\s>]")
_AUTHOR = re.compile(r"<wp:author>.*?(?:</wp:author>|\Z)", re.DOTALL)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,19}")


@dataclass(frozen=True, slots=True)
class Site:
    """The site of an export; authors are names by login."""

    name: str
    address: str
    authors: Mapping[str, str]

    def id_of(self, number: str, url: str) -> str:
        """Return the id of a post: its number behind host and folder; "" without either.

        The sites of one host have folders of it, and each counts its posts from 1.
        """
        try:
            parts = urlsplit(self.address or url)
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:
            return ""
        folder = parts.path.strip("/").replace("/", "-") if self.address else ""
        is_known = host and _NUMBER.fullmatch(number.strip())
        return "-".join(filter(None, (host, folder, number.strip()))) if is_known else ""

    def name_of(self, login: str) -> str:
        """Return the name of the author with a login; an address of mail is no name."""
        return without_mail(clean(text_of(self.authors.get(login.strip()) or login)))


def site_of(start: str) -> Site:
    """Return what the start of an export says; raises UnreadableError if it is none."""
    start = start[root_start(start) :].replace(DAMAGE, "\N{REPLACEMENT CHARACTER}")
    item = _ITEM.search(start)
    head = start[: item.start()] if item else start
    channel = _CHANNEL.search(head)
    fields = _first_texts(head[channel.start() :] if channel else "<channel>")
    printed = (fields.get(name, "").strip() for name in ("wp:base_blog_url", "link"))
    authors = (_first_texts(author[0]) for author in _AUTHOR.finditer(head))
    return Site(
        name=clean(text_of(fields.get("title", ""))),
        address=next(filter(_ADDRESS.fullmatch, printed), ""),
        authors=MappingProxyType(
            {author.get("wp:author_login", "").strip(): _displayed(author) for author in authors}
        ),
    )


def _first_texts(xml: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, _, text in fields_of(xml):
        texts.setdefault(name, text)
    return texts


def _displayed(author: Mapping[str, str]) -> str:
    """Return the name of an author as it is displayed, else that of the person; or ""."""
    person = f"{author.get('wp:author_first_name', '')} {author.get('wp:author_last_name', '')}"
    return author.get("wp:author_display_name", "").strip() or person.strip()
