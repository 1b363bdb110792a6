"""The text inside an item of NewsML: NITF, HTML, paragraphs alone, or plain text."""

from dataclasses import dataclass

from index.articles.cleaning import clean
from index.articles.fault import UnreadableError
from index.articles.readers.agencies.news_item import NewsItem
from index.articles.readers.agencies.nitf import nitf_item
from index.articles.readers.agencies.xml_tree import Element, first_line, laid_out, parse_item

_NOTHING = NewsItem()


@dataclass(frozen=True, slots=True)
class NewsText:
    """A text, and what the format inside says of it where the item does not."""

    body: str
    inside: NewsItem = _NOTHING


def text_in(element: Element) -> NewsText:
    """Return the text that an element holds; its tree is changed."""
    nitf = next(element.iter("nitf"), None)
    if nitf is not None:
        return _of_nitf(nitf)
    page = next(element.iter("html"), None)
    if page is not None:
        return _of_page(page)
    if len(element):
        return NewsText(laid_out(element))
    return _of_characters(element.text or "")


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
