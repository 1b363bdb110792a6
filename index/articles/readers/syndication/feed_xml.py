"""The XML of a feed as sites send it -> XML that a parser reads.

Sites forget to escape, to declare and to close. Entities of HTML become their characters, a lone &
is escaped, control characters and comments go, prefixes are declared, and of a feed that is cut
off the whole items are kept. A document type that declares entities is refused: nothing good has
one, and ten lines of it fill the memory.
"""

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from index.articles.fault import UnreadableError
from index.articles.markup import check_elements
from index.articles.readers.syndication.feed_text import without_mail

if TYPE_CHECKING:
    from lxml import etree

_ENTITIES = re.compile(r"<!DOCTYPE[^<>\[]*\[", re.IGNORECASE)
_ROOT = re.compile(r"<((?:[A-Za-z_][\w.-]*:)?(?:rss|RDF|feed))(?=[\s>/])", re.IGNORECASE)
# What nothing closes lasts to the end, so that each place is looked at once.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
#: What is looked at outside of CDATA: comments, and all that begins with & and is not XML's own.
_LOOSE = re.compile(
    r"(?P<cdata><!\[CDATA\[.*?(?:\]\]>|\Z))|(?P<comment><!--.*?(?:-->|\Z))"
    r"|&(?!(?:amp|lt|gt|quot|apos);)(?P<entity>#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?",
    re.DOTALL,
)
_ITEM_END = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|(?P<end></(?:[\w.-]+:)?(?:item|entry)\s*>)",
    re.DOTALL | re.IGNORECASE,
)
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PREFIX = re.compile(r"(?:<|\s)([A-Za-z_][\w.-]*):[A-Za-z_][\w.-]*(?=[\s>/=])")
_DECLARATION = re.compile(r"\sxmlns:([A-Za-z_][\w.-]*)\s*=")
#: The undeclared prefixes of a feed: real ones have two or three. Set by hand.
_MOST_PREFIXES = 200
#: The most entries of a feed that are read: real ones have hundreds.
MOST_ENTRIES = 2000
_PERSONS = frozenset(
    {"author", "contributor", "creator", "managingeditor", "owner", "publisher", "webmaster"}
)
#: The characters of a name, with address and all. Set by hand.
_LONGEST_NAME = 300
#: The references of other kinds than XML's own that a feed may have. Set by hand.
_MOST_REFERENCES = 1_000_000
#: The elements that may be the text of an item, and whose other ones are of its pictures.
_TEXTS = frozenset({"description", "summary", "subtitle", "content", "encoded"})
_MEDIA = ("{http://search.yahoo.com/mrss", "{http://www.itunes.com/")
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_REMEDY = "save the feed itself: RSS, RDF, Atom or JSON Feed"


class Prepared(NamedTuple):
    """The XML of a feed, whether its end is missing, and whether others follow in its file."""

    xml: bytes
    is_cut: bool
    has_others: bool


def prepared(text: str) -> Prepared:
    """Return the well-formed XML of a decoded feed; raises UnreadableError if it is no feed."""
    text = _NO_XML.sub("", text)
    text = settled(text[root_start(text) :])
    check_elements(text)
    text, is_cut = _whole_items(text)
    has_others = len(_ROOT.findall(_CDATA.sub("", text))) > 1
    return Prepared(_well_formed(_with_prefixes(text)), is_cut, has_others)


def root_start(text: str) -> int:
    """Return where the root element begins: what stands before it is needed no more.

    Raises UnreadableError if there is none, or a document type that declares entities.
    """
    # Comments keep their length, so that places in the text stay what they are.
    shown = _COMMENT.sub(lambda comment: " " * len(comment[0]), text)
    root = _ROOT.search(shown)
    if _ENTITIES.search(shown, 0, root.start() if root else len(shown)):
        raise UnreadableError("a document type that declares entities", "send the feed without it")
    if not root:
        raise UnreadableError("not a feed", _REMEDY)
    return root.start()


def settled(text: str) -> str:
    """Return XML without comments and control characters, with entities that XML knows.

    Raises UnreadableError for more references than any feed has: each is a piece in the memory.
    """
    text = _NO_XML.sub("", text)
    if text.count("&") > _MOST_REFERENCES and _count_loose(text) > _MOST_REFERENCES:
        raise UnreadableError(f"more than {_MOST_REFERENCES:,} references", _REMEDY)
    return _LOOSE.sub(_settled, text)


def _count_loose(text: str) -> int:
    return sum(1 for _ in _LOOSE.finditer(text))


def _settled(found: re.Match[str]) -> str:
    """Return CDATA as it is, nothing for a comment, and an entity that XML knows."""
    if found["cdata"]:
        return found[0]
    if found["comment"]:
        return ""
    entity = found["entity"]
    char = html.unescape(found[0]) if entity else "&"
    return html.escape(_NO_XML.sub("", char), quote=False)


def _whole_items(text: str) -> tuple[str, bool]:
    """Return text up to the end of its root, or of its last whole item if there is none."""
    root = _ROOT.match(text)
    name = root[1] if root else ""
    ends = list(re.finditer(rf"</{re.escape(name)}\s*>", text))
    if ends:
        return text[: ends[-1].end()], False
    last = 0
    for found in _ITEM_END.finditer(text):
        last = found.end() if found["end"] else last
    whole = text[:last] or f"<{name}>"
    opened = re.search(r"<channel[\s>]", whole) and not re.search(r"</channel\s*>", whole)
    return f"{whole}{'</channel>' if opened else ''}</{name}>", True


def _with_prefixes(text: str) -> str:
    """Return text whose root declares every prefix that is used."""
    declared = _DECLARATION.findall(text[: text.find(">") + 1])
    missing = set(_PREFIX.findall(text)) - {"xml", "xmlns", *declared}
    if len(missing) > _MOST_PREFIXES:
        raise UnreadableError("no feed: hundreds of undeclared prefixes", _REMEDY)
    names = "".join(
        f' xmlns:{prefix}="{_NAMESPACES.get(prefix, f"urn:{prefix}")}"'
        for prefix in sorted(missing)
    )
    root = _ROOT.match(text)
    place = root.end() if root else 0
    return text[:place] + names + text[place:]


def _well_formed(text: str) -> bytes:
    from lxml import etree  # noqa: PLC0415

    root = root_of(text.encode())
    _part_items(root)
    _keep_own_texts(root)
    _shorten(root)
    return etree.tostring(root, encoding="utf-8")


def root_of(xml: bytes) -> "etree._Element":
    """Return the root of a tree of UTF-8; raises UnreadableError if there is none."""
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, encoding="utf-8"
    )
    root = etree.fromstring(xml, parser)
    if root is None:
        raise UnreadableError("not a feed", _REMEDY)
    return root


def local_name(element: "etree._Element") -> str:
    """Return the name of an element without its namespace, in lower case; "" for no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def is_item(element: "etree._Element") -> bool:
    """Return whether an element is an item of a feed, of whatever dialect."""
    return local_name(element) in {"item", "entry"}


def _shorten(root: "etree._Element") -> None:
    """Leave out what comes after more entries than are read; leave the names of persons alone.

    feedparser looks for an address of mail in a name from each of its letters, and cuts those of
    newer top domains in two.
    """
    for item in [element for element in root.iter() if is_item(element)][MOST_ENTRIES + 1 :]:
        if (parent := item.getparent()) is not None:
            parent.remove(item)
    for person in [element for element in root.iter() if local_name(element) in _PERSONS]:
        for element in person.iter():
            element.text = without_mail((element.text or "")[:_LONGEST_NAME])
            if element is not person:
                element.tail = (element.tail or "")[:_LONGEST_NAME]


def _keep_own_texts(root: "etree._Element") -> None:
    """Take the descriptions of pictures and films out of items that have a text of their own."""
    for item in filter(is_item, root.iter()):
        texts = [each for each in item.iter() if local_name(each) in _TEXTS]
        own = {each for each in texts if each.getparent() is item and not _is_of_media(each)}
        if any("".join(each.itertext()).strip() for each in own):
            kept = own.union(*(each.iterdescendants() for each in own))
            for each in texts:
                if each not in kept:
                    each.clear()


def _is_of_media(element: "etree._Element") -> bool:
    return str(element.tag).startswith(_MEDIA)


def _part_items(root: "etree._Element") -> None:
    """Put items that stand in an item, because a tag of it was never closed, after it."""
    items = [element for element in root.iter() if is_item(element)]
    for item in reversed(items):  # the inmost first: those of one item keep their order
        outer = [each for each in item.iterancestors() if is_item(each)]
        if outer:
            outer[-1].addnext(item)
            item.tail = None
