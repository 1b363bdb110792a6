"""The text of the article on a page, without the site around it."""

import re
from copy import deepcopy
from itertools import islice
from typing import Any

from index.articles.boilerplate import LONGEST_LINE, boilerplate
from index.articles.dates import DateError, parse_date
from index.articles.readers.web.page_tree import Element, is_longer, names_of
from index.text.lookup import plain

#: The letters of the shortest article; what has fewer is a list or an error. From trials on pages.
FEWEST_LETTERS = 200
#: The share of the text found that JSON-LD must have to be the article, not its beginning.
_WHOLE = 0.9
_HEADINGS = ("h2", "h3", "h4", "h5")
_CARD, _CARDS, _WORDS = 400, 3, 3
_CONTAINERS = frozenset("article div form main section td".split())
_NO_TEXT = frozenset("a script style head noscript select option textarea button".split())
_BLOCKS = frozenset("p head quote list item table row cell code div body".split())
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:tags?|keywords|hashtags|credits?|caption|copyright)(?:$|[\s_-])"
    r"|(?:photo|img|image|pic)[_-]?(?:title|desc|caption|credit|source|alt)|(?:share|social)[_-]?(?:bar|buttons?|links|icons)",
    re.IGNORECASE,
)
_SUSPECT = re.compile(
    r"share|social|comment|related|sidebar|footer|widget|print|tags?$|embed|quote|hidden",
    re.IGNORECASE,
)
_TWO_NUMBERS = re.compile(r"\d\D+\d")
#: Two line ends in a row, as \v; blanks are matched from their first one alone.
_TWO_BREAKS = re.compile(r"(?<!\s)\s*?\v\s*\v\s*")
#: The letters by which a text is known again.
_BEGINNING = 40
_HASHTAGS = re.compile(r"(?:#[\w]+[\s،,]*)+")


def letters(text: str) -> int:
    """Return how many letters text has."""
    return sum(map(str.isalpha, text))


def paragraphs_of(root: Element) -> list[str]:
    """Return the paragraphs that are the article's text on a page; empty where it has none."""
    tree = deepcopy(root)
    _without_cards(tree)
    _without_asides(tree)
    path = _path_to_the_text(tree)
    _unname(path)
    found = _extracted(tree, fast=True)
    if sum(map(letters, found)) < FEWEST_LETTERS and path:
        path[-1].set("class", "article-body")
        found = _extracted(tree, fast=True)
    if sum(map(letters, found)) < FEWEST_LETTERS:
        found = _extracted(tree, fast=False)
    return found if sum(map(letters, found)) >= FEWEST_LETTERS else []


def settled(found: list[str], article_body: str, parts: dict[str, str]) -> str:
    """Return the body: of what was found and JSON-LD, the purer that is whole."""
    kept = [each for each in found if not _is_around(each, parts)]
    while kept and _is_day(kept[-1]):
        kept.pop()
    text = "\n\n".join(boilerplate().without_ending(each) for each in kept)
    if letters(article_body) < _WHOLE * letters(text) or not article_body:
        return text
    within = [each for each in kept if _squeezed(each) in _squeezed(article_body)]
    if sum(map(letters, within)) >= _WHOLE * letters(article_body):
        return "\n\n".join(boilerplate().without_ending(each) for each in within)
    return article_body


def _extracted(tree: Element, *, fast: bool) -> list[str]:
    from trafilatura import bare_extraction  # noqa: PLC0415  imported only where pages are read

    try:
        document: Any = bare_extraction(
            deepcopy(tree), fast=fast, favor_precision=True, include_comments=False
        )
    except Exception:  # noqa: BLE001  any page at all: what the library cannot read has no text
        return []
    return [] if document is None else _paragraphs(document.body)


def _paragraphs(body: Element) -> list[str]:
    """Return the text of blocks; two line ends in a row part paragraphs, one stays."""
    from lxml import etree  # noqa: PLC0415  imported only where pages are read

    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        block = "\n\n" if element.tag in _BLOCKS else ""
        if event == "start":
            mark = "\v" if element.tag in ("lb", "br") else block
            parts += [mark, re.sub(r"\s+", " ", element.text or "")]
        else:
            parts += [block, re.sub(r"\s+", " ", element.tail or "")]
    text = _TWO_BREAKS.sub("\n\n", "".join(parts)).replace("\v", "\n")
    lines = (re.sub(r" *\n *", "\n", each).strip() for each in re.split(r"\n\s*\n", text))
    return [each for each in lines if each]


def _without_cards(tree: Element) -> None:
    """Take out the headlines of other articles, where three and more stand beside each other."""
    cards: dict[Element, list[Element]] = {}
    for heading in tree.iter(*_HEADINGS):
        card = _card(heading) if _is_linked(heading) else None
        if card is not None:
            cards.setdefault(card.getparent(), []).append(card)
    for beside in cards.values():
        if len(beside) >= _CARDS:
            for card in beside:
                _remove(card)


def _card(heading: Element) -> Element | None:
    """Return the largest small block around a heading that has no other one."""
    card = None
    for above in (heading, *heading.iterancestors()):
        if above.tag in ("body", "html", "article", "main") and above.getparent() is None:
            break
        if above.tag == "body" or is_longer(above, _CARD) or _holds_two(above):
            break
        card = above
    return card


def _holds_two(element: Element) -> bool:
    return len(list(islice(element.iter(*_HEADINGS), 2))) > 1


def _is_linked(heading: Element) -> bool:
    links = [*heading.iter("a"), *heading.iterancestors("a")]
    return any(
        len("".join(link.itertext()).split()) >= _WORDS
        and not (link.get("href") or "#").startswith("#")
        for link in links
    )


def _without_asides(tree: Element) -> None:
    """Take out captions, credits and tags, told by their classes and their size."""
    for element in list(tree.iter("table", "td")):
        if next(element.iter("a"), None) is not None and not _outside_links(element):
            _remove(element)  # a menu of the days before style sheets
    for element in list(
        tree.iter("div", "span", "p", "ul", "section", "small", "em", "figcaption")
    ):
        if element.tag == "figcaption" or _ASIDE.search(names_of(element)):
            text = "".join(element.itertext())
            if letters(text) < FEWEST_LETTERS * 2 and element.getparent() is not None:
                _remove(element)


def _path_to_the_text(tree: Element) -> list[Element]:
    """Return the blocks, outermost first, that hold more than half of the text outside links."""
    from lxml import etree  # noqa: PLC0415  imported only where pages are read

    counts: dict[Element, int] = {}
    for _, element in etree.iterwalk(tree, events=("end",)):
        inner = sum(counts[child] + letters(child.tail or "") for child in element)
        own = inner + letters(element.text or "")
        counts[element] = 0 if element.tag in _NO_TEXT else own
    path, element = [], tree
    while element is not None:
        path.append(element)
        half = counts[tree] / 2
        element = next((child for child in element if counts[child] > half), None)
    return [each for each in path if each.tag in _CONTAINERS]


def _unname(path: list[Element]) -> None:
    """Take from what holds most of the text the names that would have it taken for a button."""
    for element in path:
        for name in ("class", "id"):
            value = element.get(name) or ""
            if _SUSPECT.search(value):
                kept = [each for each in value.split() if not _SUSPECT.search(each)]
                element.set(name, " ".join(kept))


def _outside_links(element: Element) -> int:
    return sum(map(letters, element.xpath(".//text()[not(ancestor::a)]")))


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        element.drop_tree()


def _is_around(text: str, parts: dict[str, str]) -> bool:
    """Return whether a paragraph is no part of the article: a button, its title, its day."""
    if len(text) > LONGEST_LINE:
        return False
    same = {plain(parts.get(name, "")) for name in ("title", "section", "author", "source")}
    return (
        plain(text) in same
        or boilerplate().covers(text)
        or bool(boilerplate().labelled(text)[0])
        or _HASHTAGS.fullmatch(text) is not None
        or _is_day(text)
        or not _squeezed(text)
    )


def _is_day(text: str) -> bool:
    try:
        return _TWO_NUMBERS.search(text) is not None and parse_date(text) is not None
    except DateError:
        return False


def is_within(text: str, paragraphs: list[str]) -> bool:
    """Return whether a text is in paragraphs, or begins like one of them."""
    beginning = _squeezed(text)[:_BEGINNING]
    return any(beginning in _squeezed(each) for each in paragraphs)


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text)
