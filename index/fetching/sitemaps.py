"""A sitemap -> the addresses of its pages, or of the sitemaps that it lists, the newest first."""

from dataclasses import dataclass
from xml.parsers import expat

from index.fetching.request.faults import FetchError
from index.fetching.request.unpacking import unpacked

#: The root elements, and the element of each thing that they name.
_ROWS = {"urlset": "url", "sitemapindex": "sitemap"}
#: Titles and dates of pictures and films are not those of the page.
_OF_OTHERS = {"image", "video", "xhtml"}
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Location:
    """A page or sitemap that is named: its address, title, when it changed and was published."""

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
        if name in _ROWS.values():
            self._row = {}

    def text(self, text: str) -> None:
        self._text.append(text)

    def end(self, name: str) -> None:
        if self._row is None:
            return
        prefix, _, local = name.rpartition(":")
        if local in _ROWS.values():
            row, self._row = self._row, None
            if row.get("loc"):
                changed = row.get("lastmod", "") or row.get("publication_date", "")
                published = row.get("publication_date", "")
                self.found.append(Location(row["loc"], row.get("title", ""), changed, published))
        elif prefix not in _OF_OTHERS:
            self._row.setdefault(local, "".join(self._text).strip())
        self._text = []


def read_sitemap(data: bytes) -> tuple[str, list[Location]]:
    """Return what a sitemap is (urlset, sitemapindex) and what it names; raises FetchError.

    It may be packed, and empty: a site may have had no news in two days.
    """
    if data.startswith(_GZIP):
        data = unpacked([data], "gzip")
    collector, parser = _Collector(), expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = collector.start, collector.end
    parser.CharacterDataHandler = collector.text
    parser.StartDoctypeDeclHandler = _refuse_entities
    try:
        parser.Parse(data.lstrip(), True)  # noqa: FBT003  expat's own signature
    except expat.ExpatError as error:
        raise FetchError(f"not a sitemap ({error})", "check the address") from None
    if collector.root not in _ROWS:
        raise FetchError(f"not a sitemap, but <{collector.root}>", "check the address")
    return collector.root, sorted(collector.found, key=lambda each: each.changed, reverse=True)


def _refuse_entities(_name: str, _system: str | None, _public: str | None, own: int) -> None:
    if own:
        raise FetchError("a sitemap with a document type of its own", "name another one")
