"""What a page says of its article: each part by itself, from the surest source that has it.

JSON-LD comes first, then meta, then what readers see. Dates are in page_dates.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from index.articles.boilerplate import boilerplate
from index.articles.cleaning import clean
from index.articles.readers.web.json_ld import Node, is_posting, nodes, texts, types
from index.articles.readers.web.page_dates import visible_dates
from index.articles.readers.web.page_tree import Element
from index.text.lookup import plain

_DATES = (
    "article:published_time og:article:published_time article:published og:published_time"
    " og:pubdate datepublished dc.date.issued dcterms.issued dcterms.created dc.date.created"
    " dcterms.date dc.date"
    " pubdate publishdate publish-date publish_date publication_date parsely-pub-date sailthru.date"
    " article.published date cxenseparse:recs:publishtime"
).split()
_AUTHORS = "author article:author dc.creator dcterms.creator parsely-author sailthru.author".split()
_SECTIONS = (
    "article:section og:article:section articlesection section parsely-section dc.subject".split()
)
_SAYS_NOTHING = frozenset(
    map(plain, "featured عام news uncategorized general home slider main".split())
)
_SAYS_NOTHING |= {plain("غير مصنف"), plain("الرئيسية")}
_NO_NAME = frozenset({"admin", "administrator", "editor"})
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|net|org|info|[a-z]{2})\b", re.IGNORECASE)
_BYLINE = re.compile(
    r"^\s*(?:كتب|كتبت|بقلم|حوار|تحرير|إعداد|(?:مرسلة |نشر )?بواسطة|by)\s*[:：/-]?\s+", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s+[-|–—:»•]\s+|\s*\|\s*")
_CRUMBS = (
    "//*[contains(@class, 'breadcrumb') or contains(@id, 'breadcrumb')]//a"
    " | //a[contains(@rel, 'category')]"
)
_WRITERS = (
    "//*[@rel='author' or @itemprop='author'"
    " or re:test(@class, '(^|[ _-])(author|byline|writer)([ _-]?name)?($| )')]"
)
_LONGEST_NAME = 100
#: The characters of a title and of an address; and of a text with entities that may be either.
_LONGEST_TITLE, _LONGEST_ADDRESS, _LONGEST_LINE = 1000, 2048, 8192
_SITE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of its article; a part that it does not say is empty."""

    parts: Mapping[str, str]
    dates: list[str] = field(default_factory=list)
    visible: list[str] = field(default_factory=list)
    heading: Element | None = None
    article_body: str = ""
    is_posting: bool = False
    kind: str = ""


def metadata(root: Element, address: str) -> Metadata:
    """Return what a page at address says of its article."""
    meta, data = _meta(root), nodes(root)
    head = _line("".join(each) if (each := root.xpath("string(//head/title)")) else "")
    og_title = next(iter(meta["og:title"]), "")
    posting = _posting([node for node in data if is_posting(node)], f"{head} {og_title}")
    heading = _heading(root, f"{head} {og_title} {posting.get('headline', '')}")
    source = _source(meta, data, posting)
    url = _url(root, meta, posting, address)
    shown = source or _host(url or address) or _tail(head, _text(heading))
    title = _title([_first(posting, "headline"), _text(heading), og_title, head], heading, shown)
    parts = {
        "title": title,
        "url": url,
        "source": shown,
        "section": _section(root, meta, data, posting, title),
        "author": _author(root, meta, posting, shown),
    }
    given = [*texts(posting.get("datePublished")), *(day for name in _DATES for day in meta[name])]
    return Metadata(
        parts=parts,
        dates=given or texts(posting.get("dateCreated")),
        visible=visible_dates(root, heading),
        heading=heading,
        article_body=clean(_first(posting, "articleBody")),
        is_posting=bool(posting),
        kind=next(iter(meta["og:type"]), "").lower(),
    )


def _meta(root: Element) -> defaultdict[str, list[str]]:
    found = defaultdict[str, list[str]](list)
    for element in root.iter("meta"):
        for name in ("property", "name", "itemprop"):
            if (key := element.get(name)) and (value := _line(element.get("content") or "")):
                found[key.lower()].append(value)
    return found


def _line(text: str) -> str:
    return " ".join(clean(clean(text[:_LONGEST_LINE])).split())


def _text(element: Element | None) -> str:
    return "" if element is None else _line("".join(element.itertext()))


def _first(node: Node, name: str) -> str:
    return next(iter(texts(node.get(name))), "")


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", plain(text)))


def _posting(postings: list[Node], titles: str) -> Node:
    """Return the posting that is the page's article: its headline shares words with the title."""
    shared = [node for node in postings if _words(_first(node, "headline")) & _words(titles)]
    return next(iter(shared or postings), {})


def _heading(root: Element, titles: str) -> Element | None:
    """Return the h1, or else the h2 or h3, that shares most of its words with the title."""
    for names in (("h1",), ("h2", "h3")):
        for element in root.iter(*names):
            words = _words("".join(element.itertext()))
            if (
                words
                and len(words & _words(titles)) * 2 > len(words)
                and (names[0] == "h1" or len(words) > _SITE_WORDS // 2)
            ):
                return element
    return None


def _title(titles: list[str], heading: Element | None, source: str) -> str:
    lines = [_line(title) for title in titles]
    titles = [_without_site(line[:_LONGEST_TITLE], source) for line in lines if line]
    if not titles:
        return ""
    cut = titles[0].rstrip(".… ")
    whole = _text(heading)
    best = whole if cut != titles[0] and whole.startswith(cut) else titles[0]
    return best[:_LONGEST_TITLE].rstrip()


def _without_site(title: str, source: str) -> str:
    for match in _SEPARATOR.finditer(title):
        if source and plain(title[match.end() :]) == plain(source):
            return title[: match.start()]
        if source and plain(title[: match.start()]) == plain(source):
            return title[match.end() :]
    return title


def _tail(head: str, heading: str) -> str:
    """Return what follows the headline in the title: the site's name."""
    rest = head.removeprefix(heading) if heading else head
    name = _SEPARATOR.split(rest)[-1].strip() if rest != head and _SEPARATOR.match(rest) else ""
    return name if len(name.split()) <= _SITE_WORDS else ""


def _source(meta: Mapping[str, list[str]], data: list[Node], posting: Node) -> str:
    sites = [
        node
        for node in data
        if any(kind.endswith(("Organization", "WebSite")) for kind in types(node))
    ]
    names = [
        *texts(posting.get("publisher")),
        *meta["og:site_name"],
        *(name for node in sites for name in texts(node.get("name"))),
        *meta["dc.publisher"],
    ]
    return next((_line(name) for name in names if not _ADDRESS.search(name)), "")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _url(root: Element, meta: Mapping[str, list[str]], posting: Node, address: str) -> str:
    links = [
        link.get("href") or ""
        for link in root.iter("link")
        if (link.get("rel") or "").lower() == "canonical"
    ]
    main = posting.get("mainEntityOfPage")
    main = main.get("@id") or main.get("url") if isinstance(main, dict) else main
    for each in [*links, *meta["og:url"], main, posting.get("url")]:
        try:
            url = urljoin(address, each.strip()) if isinstance(each, str) and each.strip() else ""
        except ValueError:
            continue
        if not url.startswith(("http://", "https://")) or len(url) > _LONGEST_ADDRESS:
            continue
        if not address or _same_site(url, address):
            return url
    return address


def _same_site(one: str, other: str) -> bool:
    """Return whether two addresses are of one registrable domain; an address of numbers is none."""
    first, second = _host(one), _host(other)
    if first == second:
        return True
    if not re.search(r"[a-z]", first + second, re.IGNORECASE):
        return False
    return _domain(first) == _domain(second) != ""


def _domain(host: str) -> str:
    """Return the registrable domain of a host: two labels, or three as in x.com.sa."""
    second = re.search(r"[^.]+\.(?:co|com|net|org|gov|edu|ac)\.[a-z]{2}$|[^.]+\.[^.]+$", host)
    return second[0] if second else ""


def _section(
    root: Element, meta: Mapping[str, list[str]], data: list[Node], posting: Node, title: str
) -> str:
    """Return the first name of a section that says something."""
    crumbs = [
        name
        for node in data
        if "BreadcrumbList" in types(node) and isinstance(node.get("itemListElement"), list)
        for item in reversed(node["itemListElement"])
        if isinstance(item, dict)
        for name in [*texts(item.get("name")), *texts(item.get("item"))]
    ]
    links = root.xpath(_CRUMBS)
    seen = [_text(link) for link in reversed(links)]
    names = [
        *texts(posting.get("articleSection")),
        *(s for name in _SECTIONS for s in meta[name]),
        *crumbs,
        *seen,
    ]
    lines = (_line(name) for name in names)
    return next(
        (
            n
            for n in lines
            if n
            and plain(n) not in _SAYS_NOTHING
            and plain(n) != plain(title)
            and len(n) < _LONGEST_NAME // 2
            and "http" not in n
        ),
        "",
    )


def _author(root: Element, meta: Mapping[str, list[str]], posting: Node, source: str) -> str:
    names = texts(posting.get("author")) or texts(posting.get("creator"))
    good = [name for each in names if (name := author_name(each, source))]
    if good:
        return "، ".join(dict.fromkeys(good))
    named = root.xpath(
        _WRITERS,
        namespaces={"re": "http://exslt.org/regular-expressions"},
    )
    seen = [*(name for key in _AUTHORS for name in meta[key]), *map(_text, named)]
    return next((name for each in seen if (name := author_name(each, source))), "")


def author_name(text: str, source: str) -> str:
    """Return the author that text names; "" for an address, the newspaper, or a program's user."""
    name = _BYLINE.sub("", _line(text)).strip(" :-|")
    if not name or len(name) > _LONGEST_NAME or _ADDRESS.search(name) or boilerplate().covers(name):
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
            if len(line) <= _LONGEST_NAME
            and re.match(r"\s*(?:كتب|كتبت|بقلم|حوار)\s*[:：]\s*\w", line)
        ),
        "",
    )
