"""The newest articles of a query as an Atom feed: what a reader's program watches.

Only what holds all that was asked for is announced: an alert about something near is noise.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, SubElement, tostring

from search import Export, Record, Request
from web.addresses import PageOf, host_of, permanent_urls, results_url
from web.current import gettext, preferences
from web.parameters import to_parameters
from web.plain import clean, one_line
from web.wording import counted, number

#: The day of what has none: one that moved with each build would announce it anew.
_NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)


def feed(export: Export, records: Sequence[Record], asked: Request) -> bytes:
    """Return records, the newest first, as the feed of what asked is for."""
    language = preferences().lang
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language})
    _add(root, "id", f"urn:iqtisad:search:{_digest(asked)}")
    _add(root, "title", f"{_name(asked)} - {gettext('اقتصاد')}")
    _add(root, "subtitle", _notice(export, records))
    dated = [record.published for record in records if record.published]
    _add(root, "updated", _moment(max(dated, default=export.built)))
    _add(SubElement(root, "author"), "name", gettext("اقتصاد"))
    _link(root, "self", results_url(asked, "downloads.atom", whole=True), "application/atom+xml")
    _link(root, "alternate", results_url(asked, whole=True), "text/html")
    page_of = permanent_urls()
    for record in records:
        _entry(SubElement(root, "entry", {"xml:lang": "ar"}), record, page_of)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(entry: Element, record: Record, page_of: PageOf) -> None:
    """Fill entry with record; its id is of the article's, wherever it lies in the index."""
    _add(entry, "id", f"urn:iqtisad:article:{record.id}")
    _add(entry, "title", record.headline)
    _add(entry, "updated", _moment(record.published or _NO_DAY))
    if record.published:
        _add(entry, "published", _moment(record.published))
    _link(entry, "alternate", page_of(record.id), "text/html")
    if host_of(record.url):
        _link(entry, "via", record.url.strip())
    if name := record.author or record.source:
        _add(SubElement(entry, "author"), "name", name)
    if record.section:
        SubElement(entry, "category", term=clean(record.section))
    _add(entry, "summary", record.lead)


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = one_line(text)


def _link(parent: Element, relation: str, address: str, kind: str = "") -> None:
    link = SubElement(parent, "link", rel=relation, href=clean(address))
    if kind:
        link.set("type", kind)


def _name(asked: Request) -> str:
    """Return what a feed is of: the query, or what it is narrowed to, or all articles."""
    narrowed = (*asked.sources, *asked.sections)
    return asked.text or "، ".join(narrowed) or gettext("أحدث المقالات")


def _notice(export: Export, records: Sequence[Record]) -> str:
    how = preferences()
    if len(records) == export.complete:
        return counted(export.complete, "article", how)
    newest = counted(len(records), "article", how)
    return gettext("أحدث {newest} من {all}").format(newest=newest, all=number(export.complete, how))


def _moment(moment: datetime) -> str:
    """Return moment as RFC 3339 writes it. Newspapers print no zone: it is read as UTC."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _digest(asked: Request) -> str:
    query = urlencode(to_parameters(asked), doseq=True)
    return blake2b(query.encode(), digest_size=8).hexdigest()
