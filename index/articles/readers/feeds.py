"""Feeds: the articles of an RSS file."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from index.articles.dates import DateError, parse_date
from index.articles.fault import Fault
from index.articles.fields import article, clean
from index.articles.items import Item


def articles_of_feed(
    data: bytes,
    path: Path,
    *,
    charset: str = "",  # noqa: ARG001
    address: str = "",  # noqa: ARG001
) -> Iterator[Item]:
    """Yield the articles of a feed, and a fault for whatever is none."""
    try:
        root = ET.fromstring(data)  # noqa: S314
    except ET.ParseError as error:
        yield Fault(path, 0, f"not well-formed ({error})", "download it again")
        return
    for item in root.iter("item"):
        texts = {child.tag: clean(child.text or "") for child in item}
        whole = texts.get("{http://purl.org/rss/1.0/modules/content/}encoded", "")
        try:
            published = parse_date(texts["pubDate"]) if "pubDate" in texts else None
        except DateError:
            published = None
        parts = {
            "id": texts.get("guid", ""),
            "url": texts.get("link", ""),
            "title": texts.get("title", ""),
            "body": whole or texts.get("description", ""),
        }
        yield article(parts, published, teaser=not whole)
