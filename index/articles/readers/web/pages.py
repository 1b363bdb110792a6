"""A page of a news site -> its article, or the fault that it has none."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from index.articles.article import Article
from index.articles.fault import Fault, UnreadableError
from index.articles.fields import article
from index.articles.files.encoding import EncodingError, declared, decode, decode_file
from index.articles.files.stream import Stream
from index.articles.items import Item
from index.articles.markup import text_of
from index.articles.readers.web.page_author import author_name, byline
from index.articles.readers.web.page_dates import published
from index.articles.readers.web.page_metadata import Metadata, metadata
from index.articles.readers.web.page_text import (
    FEWEST_LETTERS,
    is_within,
    letters,
    paragraphs_of,
    settled,
)
from index.articles.readers.web.page_tree import Element, parse_page
from index.text.lookup import plain

#: The bytes of the largest page: real ones have 160 kB.
LARGEST_PAGE = 16 * 1024 * 1024
_START = 4096
#: The characters that tell whether a charset is the right one: more than a page has.
_SAMPLE = 1024 * 1024
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_BEYOND_LATIN = re.compile(r"[^\W\d_\x00-\u024f]")
_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufeff]")
_PLAUSIBLE = 0.9
#: The share of damaged characters that a page may have: menus and descriptions are cut by bytes.
_DAMAGED = 0.002
_MISSING = re.compile(r"\b404\b|الصفحه غير موجوده|page not found", re.IGNORECASE)
_HEADLINES, _WORDS = 5, 3
_NONE = "no article"
_REMEDY = "leave it out, or save the page of one article"


def read_page(stream: Stream) -> Iterator[Item]:
    """Yield the article of a page, after a fault if its date cannot be read."""
    data = stream.read(LARGEST_PAGE + 1)
    if data:
        yield from items_of_page(data, stream.path)


def items_of_page(  # noqa: PLR0913  what is known of a page
    data: bytes,
    path: Path,
    *,
    charset: str = "",
    address: str = "",
    given: Mapping[str, str] = MappingProxyType({}),
    fetched: datetime | None = None,
) -> Iterator[Item]:
    """Yield the article of a page at address, or the fault that it has none.

    charset is what an HTTP header says. given are parts that the archive knows: id, source and
    section are as it says, the others where the page says nothing. fetched, with its zone, is when
    the page came: a date more than a day after it is a fault, and «منذ ساعة» is counted from it.
    """
    try:
        for item in _items(data, path, charset, address, given, fetched):
            yield from _dated(item, path, fetched) if isinstance(item, Article) else [item]
    except UnreadableError as error:
        yield error.at(path)


def decode_page(data: bytes, charset: str) -> str:
    """Return a page as text: as its header says, its mark, its meta, or as any file."""
    mark, encoding = declared(data)
    if not encoding and (text := _utf8(data)):
        return text
    named = _CHARSET.search(data[:_START])
    for name in (charset, encoding, named[1].decode("ascii") if named else ""):
        if text := _decoded(data[len(mark) :], name):
            return text
    try:
        return decode_file(data)
    except EncodingError:
        text = data.decode("utf-8", "replace")
        if text.count("\N{REPLACEMENT CHARACTER}") <= _DAMAGED * len(text):
            return text
        raise


def _utf8(data: bytes) -> str:
    """Return a text beyond ASCII that is valid UTF-8, which no other encoding is by chance."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "" if text.isascii() else text


def _decoded(data: bytes, name: str) -> str:
    """Return data as it is declared if that gives Arabic, else ""."""
    try:
        text = decode(data, name) if name else ""
    except (LookupError, UnreadableError, ValueError):
        return ""
    sample = text[:_SAMPLE]
    beyond = len(_BEYOND_LATIN.findall(sample))
    return text if beyond and len(_ARABIC.findall(sample)) >= _PLAUSIBLE * beyond else ""


def _dated(article: Article, path: Path, fetched: datetime | None) -> Iterator[Item]:
    """Yield an article, without its date if that lies after the page came."""
    last = (fetched.astimezone(UTC) + timedelta(days=1)).replace(tzinfo=None) if fetched else None
    if last and article.published and article.published > last:
        reason = f'"{article.published}" is after the day on which the page came'
        yield Fault(path, 0, reason, "its date is left out")
        article = replace(article, published=None)
    yield article


def _items(  # noqa: PLR0913, PLR0917  what is known of a page
    data: bytes,
    path: Path,
    charset: str,
    address: str,
    given: Mapping[str, str],
    fetched: datetime | None,
) -> Iterator[Item]:
    if len(data) > LARGEST_PAGE:
        size = f"a page of more than {LARGEST_PAGE // 2**20} MiB"
        raise UnreadableError(size, "save the text of its article")
    root = parse_page(decode_page(data, charset))
    said = metadata(root, address or given.get("url", ""))
    found = paragraphs_of(root)
    _check(root, said, found)
    parts = _parts(said, found, given)
    known = filter(None, [given.get("published")])
    moment, error = published([*said.dates, *known], said.visible, fetched)
    if error:
        yield error.at(path)
    yield article(parts, moment)


def _parts(said: Metadata, found: list[str], given: Mapping[str, str]) -> dict[str, str]:
    parts = {name: said.parts.get(name) or given.get(name, "") for name in said.parts}
    parts |= {name: given[name] for name in ("id", "source", "section") if given.get(name)}
    line = byline(found[:3] + found[-2:])
    parts["author"] = parts["author"] or author_name(line.partition(":")[2], parts["source"])
    kept = [each for each in found if each != line]
    if said.lead and kept and not is_within(said.lead, kept):
        kept.insert(0, said.lead)
    parts["body"] = settled(kept, text_of(said.article_body), parts)
    return parts


def _check(root: Element, said: Metadata, found: list[str]) -> None:
    """Raise UnreadableError if a page has no article."""
    if _MISSING.search(plain(said.parts["title"])):
        raise UnreadableError(f"{_NONE}: a page that is not there", _REMEDY)
    if sum(map(letters, found)) < FEWEST_LETTERS and not said.article_body:
        raise UnreadableError(f"{_NONE}: a page of fewer than {FEWEST_LETTERS} letters", _REMEDY)
    if said.kind == "website" and said.heading is None and _headlines(root) >= _HEADLINES:
        raise UnreadableError(f"{_NONE}: a page of headlines", _REMEDY)


def _headlines(root: Element) -> int:
    return sum(
        len("".join(heading.itertext()).split()) >= _WORDS
        for heading in root.iter("h2", "h3", "h4")
        if next(heading.iter("a"), None) is not None
    )


__all__ = ["LARGEST_PAGE", "Fault", "decode_page", "items_of_page", "read_page"]
