"""An item of XML -> its tree, with names that need no namespaces, and the text of its elements."""

import re
from collections.abc import Iterable
from typing import Any, TypeAlias

from index.articles.fault import UnreadableError
from index.articles.markup import check_elements, text_of
from index.articles.readers.syndication.feed_xml import settled
from index.articles.records.cleaning import clean

#: An element of lxml, which has no types.
Element: TypeAlias = Any

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
#: What XML does not take, in UTF-8.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_SUBSET = re.compile(r"<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_REMEDY = "repair the file"


def parse_item(text: str) -> Element:
    """Return the root of an item; raises UnreadableError for what is none, or cannot be kept whole.

    Names have no namespace: {http://www.w3.org/1999/xhtml}p and nitf:p are p.
    """
    from lxml import etree  # noqa: PLC0415  imported only where XML is read

    if _SUBSET.match(text):
        raise UnreadableError("a document type that declares entities", "send it without")
    check_elements(text)
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(_acceptable(text), parser)
    except etree.XMLSyntaxError:
        root = None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise UnreadableError("nested too deeply, or a text of more than 10 MB", _REMEDY)
    if root is None:
        raise UnreadableError("not XML", _REMEDY)
    for element in root.iter("*"):
        name = element.tag.rpartition("}")[2].rpartition(":")[2]
        element.tag = name if _NAME.fullmatch(name) else "x"  # a mended tree may have <0a:00>
    return root


def _acceptable(text: str) -> bytes:
    """Return text as a parser takes it; raises UnreadableError where bytes of it are damaged."""
    try:
        data = (settled(text) if "&" in text else text).encode()
    except UnicodeEncodeError:  # a lone surrogate stands for such a byte
        raise UnreadableError("damaged bytes in its text", "save it again, as UTF-8") from None
    data = data.translate(None, _CONTROLS)
    for each in _NO_CHARACTERS:
        data = data.replace(each, b"")
    return data


def line_of(element: Element | None) -> str:
    """Return the text of an element in one line; "" for None."""
    return "" if element is None else " ".join(clean("".join(element.itertext())).split())


def first_line(root: Element, *paths: str) -> str:
    """Return the first text that is at any of paths, in their order; "" if there is none."""
    elements = (element for path in paths for element in root.iterfind(path))
    return next((text for element in elements if (text := line_of(element))), "")


def first_value(root: Element, *places: tuple[str, str]) -> str:
    """Return the first value that is at any of places: a path and the name of an attribute."""
    values = (
        " ".join(clean(element.get(name, "")).split())
        for path, name in places
        for element in root.iterfind(path)
    )
    return next(filter(None, values), "")


def joined(texts: Iterable[str]) -> str:
    """Return texts as one label, each once."""
    return "، ".join(dict.fromkeys(filter(None, texts)))


def in_arabic(elements: Iterable[Element]) -> Element | None:
    """Return the Arabic one of elements that say the same, else the first; None if none has text.

    One without a language is in that of the item, and comes before those that name another.
    """
    with_text = [each for each in elements if line_of(each)]
    return min(with_text, key=_foreignness, default=None)


def laid_out(element: Element) -> str:
    """Return the text of an element by the rule of HTML: a block is a paragraph.

    The element becomes a division, for its own name may be none of HTML.
    """
    from lxml import etree  # noqa: PLC0415

    element.tag = "div"
    markup = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return clean(text_of(markup))


def without(root: Element, names: Iterable[str]) -> None:
    """Take the elements with these names out of a tree; what follows them stays."""
    for element in list(root.iter(*names)):
        if (parent := element.getparent()) is not None:
            _keep_tail(element, parent)
            parent.remove(element)


def _keep_tail(element: Element, parent: Element) -> None:
    before = element.getprevious()
    if not element.tail:
        return
    if before is None:
        parent.text = (parent.text or "") + element.tail
    else:
        before.tail = (before.tail or "") + element.tail
    element.tail = None


def _foreignness(element: Element) -> int:
    language = (element.get(_LANGUAGE) or "").lower()
    return 0 if language.startswith("ar") else 1 if not language else 2
