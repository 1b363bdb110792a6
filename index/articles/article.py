"""The article, and the id that it keeps from one build to the next."""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b

from index.articles.addresses import canonical
from index.text.spans import Span
from index.text.web_address import has_other_scheme

_ID_BYTES = 8
_FRONT_PAGE = re.compile("https://[^/?]*")
#: Addresses that name a thing and lead nowhere.
_NAME = re.compile(r"\s*(?:urn|tag):", re.IGNORECASE)
_SAFE_NAME = re.compile(r"(?!\.{1,2}\Z)[A-Za-z0-9._-]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news article as its publisher wrote it, not normalized.

    A missing field is "". published is the wall clock as printed, without a time zone; midnight if
    only the day is known, None if no day is known. id is the record's own if that is a safe name,
    else made by article_id. teaser says that the body is a summary alone. edition is the number
    that its publisher gives this text of the article, 0 for none. repeated are the parts of the
    body that its source repeats: they are printed and not indexed, and two articles that differ in
    nothing else are equal.
    """

    id: str
    url: str
    title: str
    body: str
    source: str
    section: str
    author: str
    published: datetime | None
    teaser: bool = False
    edition: int = 0
    repeated: tuple[Span, ...] = field(default=(), compare=False, repr=False)


def article_id(source: str, url: str, text: str) -> str:
    """Return the stable id of an article: 16 hex digits.

    They depend on source and canonical address; without an address, or with that of a front page,
    on the text alone, but not on its layout (blanks, line ends, Unicode normal form).

    >>> article_id("source", "https://example.org/a", "")
    '53f53a70e45bb200'
    """
    address = _own_address(url)
    return _digest("url", source, address) if address else _digest("text", _settled(text))


def of_source(article: Article, source: str, section: str = "") -> Article:
    """Return an article under the names that its archive has for its source and section.

    "" leaves the article's own. An id that was made is made again: the source is part of it.
    """
    source = source or article.source
    text = f"{article.title}\n{article.body}"
    made = article.id == article_id(article.source, article.url, text)
    own = article_id(source, article.url, text) if made else article.id
    return replace(article, id=own, source=source, section=section or article.section)


def of_the_web(article: Article) -> Article:
    """Return an article without an address that leads elsewhere than to the web.

    An id that was made of such an address is made again, of the text: many articles of a page may
    have javascript:void(0). That of a name (urn:, tag:) stays: the versions of an item share it.
    """
    if not has_other_scheme(article.url):
        return article
    text = f"{article.title}\n{article.body}"
    made = article.id == article_id(article.source, article.url, text)
    again = made and not _NAME.match(article.url)
    own = article_id(article.source, "", text) if again else article.id
    return replace(article, id=own, url="")


def id_as_printed(source: str, url: str) -> str:
    """Return the id that was made of an address before all of its forms were one."""
    return _digest("url", source, url.partition("#")[0].strip())


def id_in_source(source: str, own: str) -> str:
    """Return the id of an article whose own id an article of another source has already."""
    return _digest("source", source, own)


def own_or_made_id(own: str, *, source: str, url: str, text: str) -> str:
    """Return the record's own id if that is a safe name, else one made of its content.

    Safe names are 1 to 64 of the characters A-Z a-z 0-9 . _ - other than "." and "..": they need
    no escape in addresses and file names. Without an address, an own id of other characters (a URN)
    decides alone: the versions of an item share it.
    """
    if _SAFE_NAME.fullmatch(own):
        return own
    if own.strip() and not _own_address(url):
        return _digest("id", own.strip())
    return article_id(source, url, text)


def _own_address(url: str) -> str:
    """Return the canonical address of an article; "" for the front page, which many name."""
    address = canonical(url)
    return "" if _FRONT_PAGE.fullmatch(address) else address


def _digest(*parts: str) -> str:
    # Lone surrogates are encoded, too: every text has an id.
    key = "\0".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(key, digest_size=_ID_BYTES).hexdigest()


def _settled(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
