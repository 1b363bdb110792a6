"""An answer of a source -> its entries: what is known of each article before its page is read."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from zoneinfo import ZoneInfo

from index.articles.addresses import canonical
from index.articles.article import Article, article_id, of_source
from index.articles.fault import Fault
from index.articles.readers.syndication.feeds import articles_of_feed
from index.fetching.request.addresses import checked
from index.fetching.request.client import Response
from index.fetching.request.faults import FetchError, RefusedAddressError
from index.fetching.sitemaps import Location, read_sitemap
from index.fetching.sources import Source

#: The most entries that are taken of a feed or sitemap: Media Cloud's limit.
MOST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article as its feed announces it; digest changes with what the feed says of it."""

    id: str
    address: str
    canonical: str
    title: str
    published: str
    teaser: bool
    digest: str


def entries_of(source: Source, response: Response) -> tuple[list[Entry], list[Fault]]:
    """Return the entries of an answer and the faults in it; raises FetchError if it has none."""
    entries, faults = list[Entry](), list[Fault]()
    for each in _found(source, response):
        (faults if isinstance(each, Fault) else entries).append(each)  # type: ignore[arg-type]
    if not entries and faults:
        raise FetchError(faults[0].reason, faults[0].remedy)
    if len(entries) > MOST:
        reason = f"{len(entries)} entries; the first {MOST} are read"
        faults.append(Fault(Path(source.name), 0, reason, "name a smaller feed"))
    return entries[:MOST], faults


def sitemaps_of(source: Source, response: Response) -> list[Location]:
    """Return the sitemaps that an answer lists, the newest first; none if it lists pages."""
    if source.kind != "sitemap":
        return []
    kind, found = read_sitemap(response.body)
    return found if kind == "sitemapindex" else []


def _found(source: Source, response: Response) -> Iterator[Entry | Fault]:
    path = Path(source.name)
    if source.kind == "sitemap":
        kind, pages = read_sitemap(response.body)
        if kind == "sitemapindex":  # those that an index lists are not followed further
            raise FetchError("a list of sitemaps inside another", "name one of those it lists")
        for page in pages:
            yield _entry(page.address, response, title=page.title, published=page.published,
                         teaser=True, said=page.changed, path=path, source=source.name)  # fmt: skip
        return
    charset = _charset(response.header("Content-Type"))
    zone = ZoneInfo(source.timezone) if source.timezone and source.clock != "local" else None
    for item in articles_of_feed(
        response.body,
        path,
        charset=charset,
        address=response.address,
        zone=zone,
        fetched=response.fetched,
    ):
        if isinstance(item, Fault):
            yield item
        elif isinstance(item, Article) and item.url:
            yield _entry_of(of_source(item, source.name), response, path)


def _entry_of(article: Article, response: Response, path: Path) -> Entry | Fault:
    day = article.published.isoformat() if article.published else ""
    said = f"{article.title}\n{article.body}\n{day}"
    return _entry(article.url, response, id_=article.id, title=article.title, published=day,
                  teaser=article.teaser, said=said, path=path)  # fmt: skip


def _entry(  # noqa: PLR0913  the parts of an entry
    address: str,
    response: Response,
    *,
    title: str,
    published: str,
    teaser: bool,
    said: str,
    path: Path,
    id_: str = "",
    source: str = "",
) -> Entry | Fault:
    try:
        address = checked(address, response.address)
    except RefusedAddressError as error:
        return error.at(path)
    return Entry(
        id=id_ or article_id(source, address, ""),
        address=address,
        canonical=canonical(address),
        title=title,
        published=published,
        teaser=teaser,
        digest=digest(said.encode("utf-8", "surrogatepass")),
    )


def digest(data: bytes) -> str:
    """Return 16 hex digits that differ where data does."""
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def _charset(content_type: str) -> str:
    message = Message()
    message["Content-Type"] = content_type
    return message.get_content_charset("")
