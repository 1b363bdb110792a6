"""An item of NewsML 1: a tree of components, of which those with text make the article."""

from collections.abc import Iterator

from index.articles.readers.agencies.news_item import NewsItem, last_word, without_by
from index.articles.readers.agencies.news_text import NewsText, text_in
from index.articles.readers.agencies.xml_tree import (
    Element,
    first_line,
    first_value,
    in_arabic,
    joined,
    line_of,
)
from index.articles.records.values import is_code

NEWS_ITEM = "NewsItem"
_TEXT = "text"
#: The roles of components that are text, but not of the article.
_BESIDE = frozenset(
    {"caption", "photo caption", "image caption", "thumbnail", "preview", "advisory"}
)
_SECTION_NAMES = frozenset({"category", "section", "desk", "subject", "channel"})


def newsml_1_item(item: Element) -> NewsItem:
    """Return what an item says; its tree is changed."""
    management = _found(item, "NewsManagement")
    texts = list(_texts(item))
    first = texts[0].inside if texts else NewsItem()
    said = first.parts
    body = "\n\n".join(dict.fromkeys(text.body for text in texts))
    lines = "./NewsComponent//NewsLines"
    parts = {
        "id": _id(item),
        "title": line_of(in_arabic(item.iterfind(f"{lines}/HeadLine"))) or said.get("title", ""),
        "body": body,
        "source": _source(item) or said.get("source", ""),
        "section": _section(item) or said.get("section", ""),
        "author": _author(item, lines) or said.get("author", ""),
    }
    return NewsItem(
        parts=parts,
        dates=(
            first_line(management, "./FirstCreated"),
            first_line(management, "./ThisRevisionCreated"),
            *first.dates,
        ),
        status=first_value(management, ("./Status", "FormalName")),
        embargo=_embargo(management),
        kind="" if body else _other_kind(item),
        teaser=first.teaser,
        elsewhere=first_value(item, (".//ContentItem", "Href")),
        edition=first_line(item, "./Identification/NewsIdentifier/RevisionId"),
    )


def _found(item: Element, name: str) -> Element:
    """Return the child with a name, or an empty one."""
    child = item.find(f"./{name}")
    return item.makeelement(name) if child is None else child


def _id(item: Element) -> str:
    """Return what the revisions of an item share: the public identifier numbers them."""
    identifier = item.find("./Identification/NewsIdentifier")
    if identifier is None:
        return ""
    names = ("ProviderId", "DateId", "NewsItemId")
    named = [first_line(identifier, f"./{name}") for name in names]
    public = first_line(identifier, "./PublicIdentifier")
    return f"urn:newsml:{':'.join(named)}" if all(named) else public.rpartition(":")[0] or public


def _texts(item: Element) -> Iterator[NewsText]:
    for content in _contents(item):
        data = content.find(".//DataContent")
        media = first_value(content, ("./MediaType", "FormalName")).lower() or _TEXT
        if data is not None and media == _TEXT and (text := text_in(data)).body:
            yield text


def _contents(item: Element) -> Iterator[Element]:
    """Yield the pieces of content in order: of components that say the same, those of the first."""
    waiting = list(reversed(item.findall("./NewsComponent")))
    while waiting:
        component = waiting.pop()
        if first_value(component, ("./Role", "FormalName")).lower() in _BESIDE:
            continue
        yield from component.iterfind("./ContentItem")
        inner = component.findall("./NewsComponent") + component.findall("./NewsItem/NewsComponent")
        if component.get("EquivalentsList") == "yes":
            inner = inner[:1]
        waiting += reversed(inner)


def _other_kind(item: Element) -> str:
    """Return what an item without text is; "" if it should have one."""
    media = first_value(item, (".//MediaType", "FormalName")).lower()
    kind = first_value(item, ("./NewsManagement/NewsItemType", "FormalName")).lower()
    if media and media != _TEXT:
        return media
    if item.find(".//NewsItemRef") is not None:
        return "package"
    return kind if kind not in ("", "news", "alert", "newsflash") else ""


def _source(item: Element) -> str:
    party = ".//AdministrativeMetadata/{}/Party"
    return first_value(
        item, *((party.format(name), "FormalName") for name in ("Provider", "Source"))
    ) or first_line(item, "./Identification/NewsIdentifier/ProviderId")


def _section(item: Element) -> str:
    """Return the names of subjects and categories; a code is no name."""
    metadata = ".//DescriptiveMetadata//"
    subjects = (each.get("FormalName", "") for each in item.iterfind(f"{metadata}Subject"))
    properties = (
        each.get("Value", "")
        for each in item.iterfind(".//Property")
        if last_word(each.get("FormalName", "")) in _SECTION_NAMES
    )
    return joined(name.strip() for name in (*properties, *subjects) if not is_code(name))


def _author(item: Element, lines: str) -> str:
    return without_by(line_of(in_arabic(item.iterfind(f"{lines}/ByLine"))))


def _embargo(management: Element) -> str:
    """Return until when an item is under embargo; "" if it is not, or that is not said."""
    if last_word(first_value(management, ("./Status", "FormalName"))) != "embargoed":
        return ""
    return first_line(management, "./StatusWillChange/DateAndTime")
