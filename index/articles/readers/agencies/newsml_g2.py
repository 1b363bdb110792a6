"""An item of NewsML-G2: what it says of itself, and its text."""

from types import MappingProxyType

from index.articles.readers.agencies.news_item import NewsItem, last_word, without_by
from index.articles.readers.agencies.news_text import NewsText, text_in
from index.articles.readers.agencies.xml_tree import (
    Element,
    first_line,
    first_value,
    in_arabic,
    joined,
    laid_out,
    line_of,
)

#: The elements that are no news of their own, and what each is.
OTHER_ITEMS: MappingProxyType[str, str] = MappingProxyType(
    {
        "packageItem": "package",
        "conceptItem": "list of concepts",
        "knowledgeItem": "list of concepts",
        "planningItem": "plan",
        "catalogItem": "catalog",
    }
)
_TEXT = "text"
#: The roles of headlines that stand beside the main one.
_BESIDE = frozenset({"sub", "subhead", "kicker", "short", "seo", "alternative", "slug"})
#: The types of concepts that a text may be about, but that are no section.
_NO_SECTIONS = frozenset({"person", "organisation", "organization", "geoarea", "poi", "object"})
_PERMANENT = frozenset({"canonical", "alternate", "permalink", "webversion", "haswebversion"})


def newsml_g2_item(item: Element) -> NewsItem:
    """Return what an item says; its tree is changed."""
    nature = last_word(
        first_value(item, ("./itemMeta/itemClass", "qcode"), ("./itemMeta/itemClass", "uri"))
    )
    text = _text(item)
    said = {**text.inside.parts, "body": text.body}
    summary = "" if text.body else _summary(item)
    parts = {
        "id": item.get("guid", "").strip(),
        "url": _address(item),
        "title": _headline(item) or said.get("title", "") or first_line(item, "./itemMeta/title"),
        "body": text.body or summary,
        "source": _source(item) or said.get("source", ""),
        "section": _section(item) or said.get("section", ""),
        "author": _author(item) or said.get("author", ""),
    }
    return NewsItem(
        parts=parts,
        dates=(*_dates(item), *text.inside.dates),
        status=first_value(
            item, ("./itemMeta/pubStatus", "qcode"), ("./itemMeta/pubStatus", "uri")
        ),
        embargo=first_line(item, "./itemMeta/embargoed"),
        kind=nature if nature not in ("", _TEXT) else "",
        teaser=bool(summary) or text.inside.teaser,
        elsewhere=first_value(item, ("./contentSet/remoteContent", "href")),
        edition=item.get("version", ""),
    )


def _text(item: Element) -> NewsText:
    """Return the first text of a content set: what is in it are forms of one thing."""
    for path in ("./contentSet/inlineXML", "./contentSet/inlineData"):
        for each in item.iterfind(path):
            kind = (each.get("contenttype") or _TEXT).lower()
            is_text = kind.startswith(_TEXT) or "xml" in kind or "html" in kind
            if is_text and (text := text_in(each)).body:
                return text
    return NewsText("")


def _summary(item: Element) -> str:
    described = item.findall("./contentMeta/description")
    best = in_arabic(described)
    return "" if best is None else laid_out(best)


def _headline(item: Element) -> str:
    headlines = item.findall("./contentMeta/headline")
    main = [each for each in headlines if last_word(each.get("role") or "") not in _BESIDE]
    return line_of(in_arabic(main or headlines))


def _dates(item: Element) -> tuple[str, ...]:
    return tuple(
        first_line(item, path)
        for path in (
            "./itemMeta/firstCreated",
            "./contentMeta/contentCreated",
            "./itemMeta/versionCreated",
        )
    )


def _source(item: Element) -> str:
    parties = (item.find("./itemMeta/provider"), item.find("./contentMeta/infoSource"))
    named = (_name(party) for party in parties if party is not None)
    return next(filter(None, named), "") or first_line(item, "./contentMeta/creditline")


def _author(item: Element) -> str:
    by = without_by(line_of(in_arabic(item.iterfind("./contentMeta/by"))))
    creators = (each for each in item.iterfind("./contentMeta/creator"))
    return by or joined(line_of(in_arabic(each.iterfind("./name"))) for each in creators)


def _section(item: Element) -> str:
    """Return the names of the subjects that are no persons and places."""
    subjects = (
        each
        for each in item.iterfind("./contentMeta/subject")
        if last_word(each.get("type") or "") not in _NO_SECTIONS
    )
    return joined(line_of(in_arabic(each.iterfind("./name"))) for each in subjects)


def _name(party: Element) -> str:
    """Return the name of a party; where it has none, the word of its code."""
    return (
        line_of(in_arabic(party.iterfind("./name")))
        or first_value(party, (".", "literal"))
        or first_value(party, (".", "qcode")).rpartition(":")[2]
    )


def _address(item: Element) -> str:
    for link in item.iterfind("./itemMeta/link"):
        if last_word(link.get("rel") or "") in _PERMANENT and link.get("href"):
            return str(link.get("href")).strip()
    return ""
