"""The text of a page -> its tree, however deep its elements are nested.

libxml2 drops what lies deeper than 256 elements, and a tree of thousands of levels is more than
recursive functions can walk. Where a page is deeper than _DEEPEST_TREE, the tags below are taken
out before it is parsed, and only their text stays, so that nothing is lost.
"""

import re
from typing import Any, TypeAlias

from index.articles.fault import UnreadableError
from index.articles.markup import check_elements

#: An element of lxml, which has no types.
Element: TypeAlias = Any

#: The levels of the deepest page that is read at all: set by hand, real ones have dozens.
DEEPEST = 10_000
#: The elements of the largest page: real ones have up to 5,000. Set by hand; the tree is copied,
#: and what finds the text in it is slow with tables of a hundred thousand cells.
MOST_ELEMENTS = 30_000
#: The levels that stay; libxml2 adds up to three of its own, and refuses 256.
_DEEPEST_TREE = 240

#: The characters of the classes of an element that are looked at. Set by hand.
_LONGEST_NAMES = 1000
#: The characters of the longest value of an attribute that may say something of an article.
_LONGEST_VALUE = 65_536
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
# What nothing closes lasts to the end, so that each place is looked at once.
_RAW = re.compile(
    r"<(script|style|textarea)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_LAID_OUT = frozenset(
    "div p li tr h1 h2 h3 h4 h5 h6 blockquote section article ul ol table".split()
)
#: What libxml2 does not take: it would end the text there.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def parse_page(text: str) -> Element:
    """Return the root of a page's tree; raises UnreadableError if it is empty or too deep."""
    from lxml import etree, html  # noqa: PLC0415  imported only where pages are read

    check_elements(text, MOST_ELEMENTS)
    data = _CONTROL.sub("", text).encode()
    try:
        root, cut = _parsed(html, data)
        if cut:
            root, _ = _parsed(html, _flattened(data.decode()).encode())
    except (etree.ParserError, etree.XMLSyntaxError):
        raise UnreadableError("no article: an empty page", "leave it out") from None
    if len(text) > _LONGEST_VALUE:
        _without_long_values(root)
    return root


def is_longer(element: Element, limit: int) -> bool:
    """Return whether an element has more than limit characters, without reading all of them."""
    size = 0
    for text in element.itertext():
        size += len(text)
        if size > limit:
            return True
    return False


def _without_long_values(root: Element) -> None:
    """Take out attributes that hold a picture or a program: the tree is copied several times."""
    for element in root.iter("*"):
        for name, value in element.items():
            if len(value) > _LONGEST_VALUE:
                del element.attrib[name]


def names_of(element: Element) -> str:
    """Return the class and the id of an element, as far as anybody gives names."""
    return " ".join((element.get(each) or "")[:_LONGEST_NAMES] for each in ("class", "id"))


def around(root: Element, place: Element | None, count: int) -> list[Element]:
    """Return the count elements that begin after place, and the count before it, nearest first."""
    if place is None:
        return []
    elements = list(root.iter("*"))
    at = elements.index(place)
    return elements[at + 1 : at + 1 + count] + elements[max(at - count, 0) : at][::-1]


def is_of_the_site(element: Element) -> bool:
    """Return whether an element is in the frame of the site: its header, menu, side or foot."""
    above = [element, *element.iterancestors()]
    inside = any(each.tag in ("article", "main") for each in above)
    frame = ("nav", "aside") if inside else ("nav", "aside", "header", "footer")
    return any(each.tag in frame for each in above)


def _parsed(html: Any, data: bytes) -> tuple[Element, bool]:  # noqa: ANN401  lxml has no types
    """Return the tree of data, and whether libxml2 left out what lies too deep."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = html.document_fromstring(data, parser=parser)
    limits = parser.error_log.filter_from_fatals()
    return root, any(error.type_name == "ERR_RESOURCE_LIMIT" for error in limits)


def _flattened(text: str) -> str:
    """Return a page without the tags below _DEEPEST_TREE; an empty line stands for each block."""
    kept: list[str] = []
    open_names: list[str] = []
    end = 0
    for tag in _tags(text):
        kept.append(text[end : tag.start()])
        end = tag.end()
        name = tag["name"].lower()
        kept.append(tag[0] if _stays(tag, name, open_names) else "<br><br>" * (name in _LAID_OUT))
        if len(open_names) > DEEPEST:
            reason = f"no article: a page nested deeper than {DEEPEST} levels"
            raise UnreadableError(reason, "save its text alone")
    return "".join([*kept, text[end:]])


def _tags(text: str) -> list[re.Match[str]]:
    """Return the tags of a page in order, but none of its scripts and comments."""
    raw = [match.span() for match in _RAW.finditer(text)]
    found, place = [], 0
    for tag in _TAG.finditer(text):
        while place < len(raw) and raw[place][1] <= tag.start():
            place += 1
        if place == len(raw) or tag.start() < raw[place][0]:
            found.append(tag)
    return found


def _stays(tag: re.Match[str], name: str, open_names: list[str]) -> bool:
    """Follow a tag into or out of open_names; return whether it is not too deep."""
    if name in _VOID or tag[0].endswith("/>"):
        return len(open_names) < _DEEPEST_TREE
    if not tag["end"]:
        open_names.append(name)
        return len(open_names) <= _DEEPEST_TREE
    if open_names and open_names[-1] == name:
        open_names.pop()
        return len(open_names) < _DEEPEST_TREE
    return len(open_names) <= _DEEPEST_TREE
