"""A sitemap -> the addresses of its pages, the newest first."""

import re
from dataclasses import dataclass
from xml.parsers import expat

from index.fetching.request.faults import FetchError
from index.fetching.request.unpacking import unpacked

_GZIP = b"\x1f\x8b"
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>]*\[", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Location:
    """A page that a sitemap names: its address, title, when it changed and was published."""

    address: str
    title: str
    changed: str
    published: str


class _Collector:
    """What the parser finds, by local names: prefixes differ from site to site."""

    def __init__(self) -> None:
        self.found: list[Location] = []
        self.root = ""
        self._row: dict[str, str] | None = None
        self._text: list[str] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self.root = self.root or name
        self._text = []
        if name == "url":
            self._row = {}

    def text(self, text: str) -> None:
        self._text.append(text)

    def end(self, name: str) -> None:
        if self._row is None:
            return
        prefix, _, local = name.rpartition(":")
        if local == "url":
            row, self._row = self._row, None
            if row.get("loc"):
                changed = row.get("lastmod", "") or row.get("publication_date", "")
                published = row.get("publication_date", "")
                self.found.append(Location(row["loc"], row.get("title", ""), changed, published))
        elif prefix != "image":
            self._row.setdefault(local, "".join(self._text).strip())
        self._text = []


def locations_of(data: bytes) -> list[Location]:
    """Return the pages of a sitemap, also of a packed one; raises FetchError."""
    if data.startswith(_GZIP):
        data = unpacked([data], "gzip")
    if _DOCTYPE.search(data):
        raise FetchError("a sitemap with a document type of its own", "name another one")
    collector, parser = _Collector(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = collector.start, collector.end
    parser.CharacterDataHandler = collector.text
    try:
        parser.Parse(data, True)  # noqa: FBT003  expat's own signature
    except expat.ExpatError as error:
        raise FetchError(f"not a sitemap ({error})", "check the address") from None
    if collector.root == "sitemapindex":
        raise FetchError("a list of sitemaps", "name one of those it lists")
    if not collector.found:
        raise FetchError("a sitemap without pages", "check the address")
    return sorted(collector.found, key=lambda page: page.changed, reverse=True)
