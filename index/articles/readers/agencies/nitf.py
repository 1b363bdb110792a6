"""NITF 3, the news industry text format: a document an article."""

import re
from collections.abc import Iterator
from dataclasses import replace

from index.articles.files.stream import Stream
from index.articles.items import Item
from index.articles.readers.agencies.news_item import NewsItem, read_news_items, without_by
from index.articles.readers.agencies.xml_tree import (
    Element,
    first_line,
    first_value,
    joined,
    laid_out,
    line_of,
    without,
)
from index.articles.records.values import is_code

#: What is in the text of an article, but no text of it: pictures, and who wrote it where.
_NO_TEXT = (
    *("media", "media-caption", "media-producer", "media-metadata", "nitf-table-metadata"),
    *("body.head", "body.end", "byline", "dateline", "distributor", "object"),
)
#: The classes of notes that editors write to each other.
_EDITORS = frozenset({"cpyrt", "editorsnote", "hd", "trademk"})
#: Blocks that HTML does not have, or has under another name.
_AS_HTML = {
    **dict.fromkeys(("block", "body", "body.content", "nitf-table"), "div"),
    **dict.fromkeys(("abstract", "caption", "credit", "fn", "hedline", "note"), "p"),
    "bq": "blockquote",
    "hl1": "h1",
    "hl2": "h2",
}
#: The types of classifiers that name a section, in the order in which they count.
_SECTIONS = ("section", "category", "desk", "channel", "subject", "topic")
_DIGIT = re.compile(r"\d")


def read_nitf(stream: Stream) -> Iterator[Item]:
    """Yield the article of each NITF document in a file."""
    return read_news_items(stream, ("nitf",), nitf_item)


def nitf_item(nitf: Element) -> NewsItem:
    """Return what an NITF document says; its tree is changed."""
    release = first_value(nitf, (".//docdata/date.release", "norm"))
    item = NewsItem(
        parts={
            "id": _id(nitf),
            "url": first_value(nitf, (".//pubdata", "ex-ref")),
            "title": first_line(nitf, ".//body.head//hl1", ".//hl1", "./head/title"),
            "source": _source(nitf),
            "section": _section(nitf),
            "author": _author(nitf),
        },
        dates=_dates(nitf, release),
        status=first_value(nitf, (".//docdata", "management-status")),
        embargo=release,
        edition=first_value(nitf, (".//docdata/du-key", "version")),
    )
    body, is_teaser = _text(nitf)
    return replace(item, parts={**item.parts, "body": body}, teaser=is_teaser)


def _id(nitf: Element) -> str:
    """Return the id of a document; a uno without a digit is no id but a word of a template."""
    own = first_value(nitf, (".//doc-id", "id-string"))
    uno = nitf.get("uno", "").strip()
    return own or (uno if _DIGIT.search(uno) else "")


def _dates(nitf: Element, release: str) -> tuple[str, ...]:
    return (
        first_value(nitf, (".//docdata/date.issue", "norm")),
        release,
        first_value(nitf, (".//pubdata", "date.publication")),
        first_value(nitf, (".//story.date", "norm")),
        first_line(nitf, ".//story.date"),
    )


def _source(nitf: Element) -> str:
    return (
        first_line(nitf, ".//distributor/org", ".//distributor")
        or first_value(nitf, (".//pubdata", "name"), (".//doc.copyright", "holder"))
        or first_line(nitf, ".//rights.owner")
        or first_value(nitf, (".//doc-id", "regsrc"))
    )


def _section(nitf: Element) -> str:
    classified: dict[str, list[str]] = {}
    for each in nitf.iterfind(".//identified-content/classifier"):
        name = first_value(each, (".", "value")) or line_of(each)
        if not is_code(name):
            classified.setdefault((each.get("type") or "").lower(), []).append(name)
    named = (joined(classified[each]) for each in _SECTIONS if each in classified)
    return next(filter(None, named), "") or first_value(
        nitf,
        (".//pubdata", "position.section"),
        (".//tobject.subject", "tobject.subject.type"),
        (".//tobject.subject", "tobject.subject.matter"),
        (".//tobject.subject", "tobject.subject.detail"),
    )


def _author(nitf: Element) -> str:
    """Return the persons of the first byline, or its words without what is no name."""
    byline = next((each for each in nitf.iter("byline") if line_of(each)), None)
    if byline is None:
        return ""
    persons = joined(without_by(line_of(each)) for each in byline.iter("person"))
    without(byline, ("byttl", "virtloc"))
    return persons or without_by(line_of(byline))


def _text(nitf: Element) -> tuple[str, bool]:
    """Return the text of a document, and whether it is a summary alone."""
    leads = [line_of(each) for each in nitf.iterfind(".//body.head//hl2")]
    abstracts = [laid_out(_as_html(each)) for each in nitf.iterfind(".//body.head/abstract")]
    contents = nitf.findall(".//body.content") or nitf.findall("./body")
    texts = list(filter(None, (laid_out(_as_html(each)) for each in contents)))
    return "\n\n".join(filter(None, leads + (texts or abstracts))), not texts


def _as_html(element: Element) -> Element:
    """Return an element with what is text alone, under the names of HTML."""
    without(element, _NO_TEXT)
    for note in list(element.iter("note")):
        if note.get("noteclass") in _EDITORS:
            note.tag = _NO_TEXT[0]
    without(element, _NO_TEXT[:1])
    for each in element.iter(*_AS_HTML):
        each.tag = _AS_HTML[each.tag]
    return element
