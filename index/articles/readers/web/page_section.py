"""The section of a page: what it says, or what stands beside its title; not what says nothing."""

import re
from collections.abc import Iterator, Mapping, Sequence

from index.articles.readers.web.json_ld import Node, texts, types
from index.articles.readers.web.page_lines import LONGEST_NAME, line, line_in
from index.articles.readers.web.page_tree import Element, around, is_longer, is_of_the_site
from index.text.lookup import plain

_SECTIONS = (
    "article:section og:article:section articlesection section parsely-section dc.subject".split()
)
_SAYS_NOTHING = frozenset(
    map(plain, "featured عام news uncategorized general home slider main".split())
)
_SAYS_NOTHING |= {plain("غير مصنف"), plain("الرئيسية")}
_CRUMBS = (
    "//*[contains(@class, 'breadcrumb') or contains(@id, 'breadcrumb')]//a"
    " | //a[contains(@rel, 'category')]"
)
#: What an element with the name of a section is called, and where its link leads.
_CLASSED = re.compile(
    r"(?:^|[\s_-])(?:categor(?:y|ies)|cat|section|kicker|rubric)(?:[\s_-]?(?:name|title|link|tag))?"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_LINKED = re.compile(r"/(?:categor(?:y|ies)|cat|sections?|rubrique|taxonomy/term)/", re.IGNORECASE)
#: The elements near a title, and the characters of one with the blanks of its layout. Set by hand.
_BESIDE, _LONGEST, _SECTION_WORDS = 40, 500, 4


def section_of(
    root: Element,
    heading: Element | None,
    meta: Mapping[str, list[str]],
    data: list[Node],
    posting: Node,
) -> str:
    """Return the first name of a section that says something."""
    names = [
        *texts(posting.get("articleSection")),
        *(name for each in _SECTIONS for name in meta[each]),
        *_crumbs(data),
        *(line_in(link) for link in reversed(root.xpath(_CRUMBS))),
        *_beside(root, heading),
    ]
    title = plain(line_in(heading))
    return next((name for name in map(line, names) if _says_something(name, title)), "")


def _crumbs(data: Sequence[Node]) -> Iterator[str]:
    """Yield the names on the way to a page, from the page on."""
    for node in data:
        items = node.get("itemListElement")
        if "BreadcrumbList" in types(node) and isinstance(items, list):
            for item in reversed(items):
                if isinstance(item, dict):
                    yield from (*texts(item.get("name")), *texts(item.get("item")))


def _beside(root: Element, heading: Element | None) -> Iterator[str]:
    """Yield the names near a title that are classed or linked as a section."""
    for element in around(root, heading, _BESIDE):
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
        named = _CLASSED.search(names) or "articlesection" in names.lower()
        linked = element.tag == "a" and _LINKED.search(element.get("href") or "")
        if (named or linked) and not is_longer(element, _LONGEST):
            name = line_in(element)
            if 0 < len(name.split()) <= _SECTION_WORDS and not is_of_the_site(element):
                yield name


def _says_something(name: str, title: str) -> bool:
    if not name or len(name) >= LONGEST_NAME // 2 or "http" in name:
        return False
    return plain(name) not in _SAYS_NOTHING and plain(name) != title
