"""The newest articles of a query as an Atom feed, for a reader's program to watch.

It contains only articles that match the whole query: an alert about something similar is noise.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, SubElement, tostring

from search import Export, Record, Request
from web.context import gettext, label_name, preferences
from web.l10n.formats import counted, number
from web.parameters import to_parameters
from web.text import clean, one_line
from web.urls.builder import PageOf, permanent_urls, results_url

#: The date of an article without one: a date of the build would announce it with each build.
_NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)


def feed(export: Export, records: Sequence[Record], request: Request) -> bytes:
    """Return records, the newest first, as the feed of a request, in UTF-8."""
    language = preferences().lang
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language})
    _add(root, "id", f"urn:iqtisad:search:{_digest(request)}")
    _add(root, "title", f"{_name(request)} - {gettext('اقتصاد')}")
    _add(root, "subtitle", _notice(export, records))
    moments = (record.headline.published for record in records)
    dated = [moment for moment in moments if moment]
    _add(root, "updated", _moment(max(dated, default=export.built)))
    _add(SubElement(root, "author"), "name", gettext("اقتصاد"))
    _link(root, "self", results_url(request, "downloads.atom", whole=True), "application/atom+xml")
    _link(root, "alternate", results_url(request, whole=True), "text/html")
    page_of = permanent_urls()
    for record in records:
        _entry(SubElement(root, "entry", {"xml:lang": "ar"}), record, page_of)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(entry: Element, record: Record, page_of: PageOf) -> None:
    """Fill entry with record; its id is made of the article's id and never changes."""
    headline = record.headline
    _add(entry, "id", f"urn:iqtisad:article:{headline.id}")
    _add(entry, "title", record.title)
    _add(entry, "updated", _moment(headline.published or _NO_DAY))
    if headline.published:
        _add(entry, "published", _moment(headline.published))
    _link(entry, "alternate", page_of(headline.id), "text/html")
    if headline.url:
        _link(entry, "via", headline.url)
    if name := headline.author or headline.source:
        _add(SubElement(entry, "author"), "name", name)
    if headline.section:
        SubElement(entry, "category", term=clean(headline.section))
    _add(entry, "summary", record.lead)


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = one_line(text)


def _link(parent: Element, relation: str, address: str, kind: str = "") -> None:
    link = SubElement(parent, "link", rel=relation, href=clean(address))
    if kind:
        link.set("type", kind)


def _name(request: Request) -> str:
    """Return the title of a feed: the query, or the labels it is narrowed to, or all articles."""
    labels = "، ".join(label_name(label.value, label.facet) for label in request.filters.included)
    return request.text or labels or gettext("أحدث المقالات")


def _notice(export: Export, records: Sequence[Record]) -> str:
    how = preferences()
    if len(records) == export.total_matching_all:
        return counted(export.total_matching_all, "article", how)
    newest = counted(len(records), "article", how)
    total = number(export.total_matching_all, how)
    return gettext("أحدث {newest} من {all}").format(newest=newest, all=total)


def _moment(moment: datetime) -> str:
    """Return moment in the format of RFC 3339, as UTC: newspapers print no time zone."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _digest(request: Request) -> str:
    query = urlencode(to_parameters(request), doseq=True)
    return blake2b(query.encode(), digest_size=8).hexdigest()
