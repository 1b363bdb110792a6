"""The text inside an item of NewsML: NITF, HTML, paragraphs alone, plain text; or any in base64."""

import base64
import binascii
from dataclasses import dataclass

from index.articles.fault import UnreadableError
from index.articles.files.encoding import decode_file
from index.articles.readers.agencies.news_item import NewsItem, last_word
from index.articles.readers.agencies.nitf import nitf_item
from index.articles.readers.agencies.xml_tree import Element, first_line, laid_out, parse_item
from index.articles.records.cleaning import clean

_NOTHING = NewsItem()
#: The attributes that say how a text is packed, in NewsML-G2 and, around it, in NewsML 1.
_PACKED = ("encoding", "encodingtype", "encodinguri", "Notation")


@dataclass(frozen=True, slots=True)
class NewsText:
    """A text, and what the format inside says of it where the item does not."""

    body: str
    inside: NewsItem = _NOTHING


def text_in(element: Element) -> NewsText:
    """Return the text that an element holds; its tree is changed."""
    if _is_base64(element):
        return _of_characters(_unpacked("".join(element.itertext())))
    nitf = next(element.iter("nitf"), None)
    if nitf is not None:
        return _of_nitf(nitf)
    page = next(element.iter("html"), None)
    if page is not None:
        return _of_page(page)
    if len(element):
        return NewsText(laid_out(element))
    return _of_characters(element.text or "")


def _is_base64(element: Element) -> bool:
    around = [each for each in (element, element.getparent()) if each is not None]
    said = (each.get(name) or "" for each in around for name in _PACKED)
    return "base64" in map(last_word, said)


def _unpacked(text: str) -> str:
    """Return the text that base64 stands for; raises UnreadableError."""
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise UnreadableError("its text is no base64 that can be read", "send it again") from None
    return decode_file(data)


def _of_nitf(nitf: Element) -> NewsText:
    inside = nitf_item(nitf)
    return NewsText(inside.parts.get("body", ""), inside)


def _of_page(page: Element) -> NewsText:
    """Return the text of a page; its title is that of an item without a headline."""
    title = first_line(page, ".//h1", "./head/title")
    body = page.find("body")
    return NewsText(laid_out(page if body is None else body), NewsItem(parts={"title": title}))


def _of_characters(text: str) -> NewsText:
    """Return the text of characters, which may be an escaped document."""
    start = text.lstrip()[:200].lower()
    if "<nitf" in start:
        try:
            return _of_nitf(parse_item(text[text.lower().index("<nitf") :]))
        except UnreadableError:
            pass
    return NewsText(clean(text))
