"""JSON Feed 1.0 and 1.1, as the entries that feedparser makes of other feeds."""

import json
import re
from collections.abc import Mapping
from typing import Any

from index.articles.fault import UnreadableError
from index.articles.markup import MOST_ELEMENTS

_VERSION = re.compile(r"https?://jsonfeed\.org/version/\S{1,10}")


def is_json(text: str) -> bool:
    """Return whether a feed is JSON."""
    return text.lstrip("\ufeff \t\r\n").startswith("{")


def read_json_feed(text: str) -> tuple[list[Mapping[str, Any]], dict[str, str]]:
    """Return the entries of a JSON Feed and what they share; raises UnreadableError."""
    if text.count("{") > MOST_ELEMENTS:
        raise UnreadableError(f"more than {MOST_ELEMENTS:,} objects", "split the feed")
    try:
        feed = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError):
        raise UnreadableError("not a JSON Feed: no whole JSON", "download it again") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not _VERSION.fullmatch(str(feed.get("version"))):
        raise UnreadableError("JSON that is no feed", "write articles as JSON Lines")
    shared = {
        "source": _string(feed, "title"),
        "author": "، ".join(each["name"] for each in _authors(feed)),
        "base": _string(feed, "home_page_url") or _string(feed, "feed_url"),
    }
    return [_entry(item) for item in items if isinstance(item, dict)], shared


def _entry(item: dict[str, Any]) -> Mapping[str, Any]:
    tags = item.get("tags")
    texts = (_string(item, "content_html"), _string(item, "content_text"))
    return {
        "id": _string(item, "id"),
        "link": _string(item, "url") or _string(item, "external_url"),
        "title": _string(item, "title"),
        "content": [{"value": text} for text in texts if text],
        "summary": _string(item, "summary"),
        "published": _string(item, "date_published"),
        "updated": _string(item, "date_modified"),
        "authors": _authors(item),
        "tags": [{"term": tag} for tag in tags] if isinstance(tags, list) else [],
    }


def _authors(item: dict[str, Any]) -> list[dict[str, str]]:
    """Return the names of authors (1.1), or of the one author (1.0)."""
    authors = item.get("authors") or [item.get("author")]
    people = authors if isinstance(authors, list) else []
    return [{"name": _string(each, "name")} for each in people if isinstance(each, dict)]


def _string(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""
