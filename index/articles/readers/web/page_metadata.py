"""What a page says of its article: each part by itself, from the surest source that has it.

JSON-LD comes first, then meta, then what readers see.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.articles.readers.web.json_ld import Node, first_text, is_posting, nodes, texts, types
from index.articles.readers.web.page_address import address_of, host_of
from index.articles.readers.web.page_author import author_of
from index.articles.readers.web.page_dates import visible_dates
from index.articles.readers.web.page_head import heading_of, lead_of, site_in, title_of
from index.articles.readers.web.page_lines import ADDRESS, line, line_in, words
from index.articles.readers.web.page_section import section_of
from index.articles.readers.web.page_tree import Element
from index.articles.records.cleaning import clean

_DATES = (
    "article:published_time og:article:published_time article:published og:published_time"
    " og:pubdate datepublished dc.date.issued dcterms.issued dcterms.created dc.date.created"
    " dcterms.date dc.date"
    " pubdate publishdate publish-date publish_date publication_date parsely-pub-date sailthru.date"
    " article.published date cxenseparse:recs:publishtime"
).split()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of its article; a part that it does not say is empty."""

    parts: Mapping[str, str]
    dates: list[str] = field(default_factory=list)
    visible: list[str] = field(default_factory=list)
    heading: Element | None = None
    lead: str = ""
    article_body: str = ""
    is_posting: bool = False
    kind: str = ""


def metadata(root: Element, address: str) -> Metadata:
    """Return what a page at address says of its article."""
    meta, data = _meta(root), nodes(root)
    head = line("".join(each) if (each := root.xpath("string(//head/title)")) else "")
    og_title = next(iter(meta["og:title"]), "")
    posting = _posting([node for node in data if is_posting(node)], f"{head} {og_title}")
    heading = heading_of(root, f"{head} {og_title} {posting.get('headline', '')}")
    source = _source(meta, data, posting)
    url = address_of(root, meta, posting, address)
    shown = source or site_in(head, line_in(heading)) or host_of(url or address)
    titles = [first_text(posting, "headline"), line_in(heading), og_title, head]
    parts = {
        "title": title_of(titles, heading, shown),
        "url": url,
        "source": shown,
        "section": section_of(root, heading, meta, data, posting),
        "author": author_of(root, heading, meta, posting, (shown, host_of(url or address))),
    }
    given = [*texts(posting.get("datePublished")), *(day for name in _DATES for day in meta[name])]
    return Metadata(
        parts=parts,
        dates=given or texts(posting.get("dateCreated")),
        visible=visible_dates(root, heading),
        heading=heading,
        lead=lead_of(root, heading),
        article_body=clean(first_text(posting, "articleBody")),
        is_posting=bool(posting),
        kind=next(iter(meta["og:type"]), "").lower(),
    )


def _meta(root: Element) -> defaultdict[str, list[str]]:
    found = defaultdict[str, list[str]](list)
    for element in root.iter("meta"):
        for name in ("property", "name", "itemprop"):
            if (key := element.get(name)) and (value := line(element.get("content") or "")):
                found[key.lower()].append(value)
    return found


def _posting(postings: list[Node], titles: str) -> Node:
    """Return the posting that is the page's article: its headline shares words with the title."""
    shared = [node for node in postings if words(first_text(node, "headline")) & words(titles)]
    return next(iter(shared or postings), {})


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
    return next((line(name) for name in names if not ADDRESS.search(name)), "")
