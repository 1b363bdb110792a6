"""The author of a page: a name, no address, and not that of the newspaper."""

import re
from collections.abc import Iterable, Mapping

from index.articles.boilerplate import boilerplate
from index.articles.readers.web.json_ld import Node, texts
from index.articles.readers.web.page_lines import ADDRESS, LONGEST_NAME, line, line_in
from index.articles.readers.web.page_tree import Element
from index.text.lookup import plain

_AUTHORS = "author article:author dc.creator dcterms.creator parsely-author sailthru.author".split()
_NO_NAME = frozenset({"admin", "administrator", "editor"})
_BYLINE = re.compile(
    r"^\s*(?:كتب|كتبت|بقلم|حوار|تحرير|إعداد|(?:مرسلة |نشر )?بواسطة|by)\s*[:：/-]?\s+", re.IGNORECASE
)
_WRITERS = (
    "//*[@rel='author' or @itemprop='author'"
    " or re:test(@class, '(^|[ _-])(author|byline|writer)([ _-]?name)?($| )')]"
)


def author_of(root: Element, meta: Mapping[str, list[str]], posting: Node, source: str) -> str:
    """Return the names of the authors, "" if the page names none."""
    names = texts(posting.get("author")) or texts(posting.get("creator"))
    good = [name for each in names if (name := author_name(each, source))]
    if good:
        return "، ".join(dict.fromkeys(good))
    named = root.xpath(
        _WRITERS,
        namespaces={"re": "http://exslt.org/regular-expressions"},
    )
    seen = [*(name for key in _AUTHORS for name in meta[key]), *map(line_in, named)]
    return next((name for each in seen if (name := author_name(each, source))), "")


def author_name(text: str, source: str) -> str:
    """Return the author that text names; "" for an address, the newspaper, or a program's user."""
    name = _BYLINE.sub("", line(text)).strip(" :-|")
    if not name or len(name) > LONGEST_NAME or ADDRESS.search(name) or boilerplate().covers(name):
        return ""
    return (
        ""
        if plain(source).startswith(plain(name)) or name.lower() in _NO_NAME or name.isdigit()
        else name
    )


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
