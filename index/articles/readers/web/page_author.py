"""The author of a page: a name, no address, and not that of the newspaper."""

import re
from collections.abc import Iterable, Iterator, Mapping

from index.articles.boilerplate import boilerplate
from index.articles.readers.web.json_ld import Node, texts
from index.articles.readers.web.page_lines import ADDRESS, LONGEST_NAME, line, line_in
from index.articles.readers.web.page_tree import Element, around, is_longer, is_of_the_site
from index.text.lookup import plain

_AUTHORS = "author article:author dc.creator dcterms.creator parsely-author sailthru.author".split()
_NO_NAME = frozenset({"admin", "administrator", "editor"})
_BYLINE = re.compile(
    r"^\s*(?:كتب|كتبت|بقلم|حوار|تحرير|إعداد|(?:مرسلة |نشر )?بواسطة|by)\s*[:：/-]?\s+", re.IGNORECASE
)
#: Who made the page, not what is on it.
_MADE_BY = re.compile(r"(?:developed|powered|designed|created)\s+by\b", re.IGNORECASE)
_WRITTEN = re.compile(r"(?:كتب|كتبت|بقلم|حوار)[\s:：/-]")
#: The elements near a title, the characters of one with its blanks, and the words of a byline.
_BESIDE, _LONGEST, _BYLINE_WORDS = 40, 300, 6
_WRITERS = (
    "//*[@rel='author' or @itemprop='author'"
    " or re:test(@class,"
    " '(^|[ _-])(author|byline|writer|writ(e|ten)[ _-]?by)([ _-]?name)?($| )', 'i')]"
)


def author_of(
    root: Element,
    heading: Element | None,
    meta: Mapping[str, list[str]],
    posting: Node,
    sites: tuple[str, str],
) -> str:
    """Return the names of the authors, "" if the page names none; sites are source and host."""
    names = texts(posting.get("author")) or texts(posting.get("creator"))
    good = [name for each in names if (name := author_name(each, *sites))]
    if good:
        return "، ".join(dict.fromkeys(good))
    named = root.xpath(
        _WRITERS,
        namespaces={"re": "http://exslt.org/regular-expressions"},
    )
    seen = [*(name for key in _AUTHORS for name in meta[key]), *map(line_in, named)]
    seen += _beside(root, heading)
    return next((name for each in seen if (name := author_name(each, *sites))), "")


def _beside(root: Element, heading: Element | None) -> Iterator[str]:
    """Yield the bylines near a title that no class says to be one."""
    for element in around(root, heading, _BESIDE):
        if not is_longer(element, _LONGEST) and not is_of_the_site(element):
            text = line_in(element)
            if _WRITTEN.match(text) and len(text.split()) <= _BYLINE_WORDS:
                yield text


def author_name(text: str, source: str, host: str = "") -> str:
    """Return the author that text names; "" for an address, the newspaper, or a program's user."""
    name = _BYLINE.sub("", line(text)).strip(" :-|")
    if not name or len(name) > LONGEST_NAME or ADDRESS.search(name) or boilerplate().covers(name):
        return ""
    if _MADE_BY.match(name):
        return ""
    is_user = name.lower() in _NO_NAME or name.isdigit() or name.lower() in host.split(".")
    return "" if is_user or _is_of(name, source) else name


def _is_of(name: str, source: str) -> bool:
    """Return whether a name is that of a source, or a place with it: (دبي - البيان)."""
    newspaper, parts = plain(source), re.split(r"\s+[-–|/]\s+", plain(name).strip("()[] "))
    return bool(newspaper) and (newspaper.startswith(plain(name)) or newspaper in parts)


def byline(lines: Iterable[str]) -> str:
    """Return the name in the first of lines that is a byline: كتب، كتبت، بقلم، حوار."""
    return next(
        (
            line
            for line in lines
            if len(line) <= LONGEST_NAME
            and re.match(r"\s*(?:كتب|كتبت|بقلم|حوار)\s*[:：]\s*\w", line)
        ),
        "",
    )
