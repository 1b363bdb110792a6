"""feedparser, held: what it cannot bear in one item costs that item at most, never the feed.

It knows the dialects of feeds, and raises where an element stands where it expects none: a place
on a map outside of its frame, a category in a category. Then what no article is made of goes; and
if that does not help, each item is read by itself, in the frame that the feed gives it.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from index.articles.readers.syndication.feed_xml import is_item, local_name, root_of

#: The local names of what an article, or the feed that it stands in, is made of.
_PARTS = frozenset(
    "item entry title link id guid description summary content encoded group text published pubdate"
    " date issued created updated modified author creator contributor category subject source"
    "".split()
)


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """The dialect of a feed, its own parts, and its items; None for an item that is not read."""

    version: str
    feed: Mapping[str, Any]
    entries: list[Mapping[str, Any] | None]


def parse_feed(xml: bytes, address: str) -> ParsedFeed:
    """Return what feedparser reads from well-formed XML that came from address, "" if unknown."""
    if read := _parsed(xml, address):
        return read
    xml = _without_extras(xml)
    return _parsed(xml, address) or _parsed_singly(xml, address)


def _parsed(xml: bytes, address: str) -> ParsedFeed | None:
    """Return a feed as feedparser reads it, None where it raises."""
    import feedparser  # noqa: PLC0415  slow to import

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    try:
        parsed = feedparser.parse(
            io.BytesIO(xml),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception:  # noqa: BLE001  whatever it is, it is of the feed
        return None
    # Plain dictionaries: those of feedparser give one name for another.
    return ParsedFeed(parsed.version, dict(parsed.feed), [dict(entry) for entry in parsed.entries])


def _without_extras(xml: bytes) -> bytes:
    """Return a feed whose channel and items hold what an article is made of, and nothing else."""
    from lxml import etree  # noqa: PLC0415

    root = root_of(xml)
    for holder in [each for each in root.iter() if is_item(each) or local_name(each) == "channel"]:
        for part in list(holder):
            if local_name(part) not in _PARTS:
                holder.remove(part)
    return etree.tostring(root, encoding="utf-8")


def _parsed_singly(xml: bytes, address: str) -> ParsedFeed:
    """Return a feed of which each item was read in a copy of what stands around them."""
    from lxml import etree  # noqa: PLC0415

    root = root_of(xml)
    parents = [(item, item.getparent()) for item in root.iter() if is_item(item)]
    items = [(item, parent) for item, parent in parents if parent is not None]
    for item, parent in items:
        parent.remove(item)
    frame = _parsed(etree.tostring(root, encoding="utf-8"), address)
    entries: list[Mapping[str, Any] | None] = []
    for item, parent in items:
        parent.append(item)
        single = _parsed(etree.tostring(root, encoding="utf-8"), address)
        entries.append(single.entries[0] if single and single.entries else None)
        parent.remove(item)
    return ParsedFeed(frame.version if frame else "", frame.feed if frame else {}, entries)
