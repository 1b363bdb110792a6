"""The article, and the name it keeps from one build to the next."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

_ID_BYTES = 8
_SAFE_NAME = re.compile(r"(?!\.{1,2}\Z)[A-Za-z0-9._-]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news article as its publisher wrote it; nothing here is normalised.

    What is missing is "". published is the wall clock as printed, without a
    zone; midnight where only the day is known, None where no day is. id is the
    record's own where that is a safe name, else made by article_id.
    """

    id: str
    url: str
    title: str
    body: str
    source: str
    section: str
    author: str
    published: datetime | None


def article_id(source: str, url: str, text: str) -> str:
    """Return the stable id of an article: 16 hex digits.

    They come from source and URL; without a URL from the text alone, so that
    its layout (blanks, line ends, Unicode normal form) makes no other article.
    Of a URL only blanks around it and its fragment are no part.

    >>> article_id("source", "https://example.org/a", "")
    '53f53a70e45bb200'
    """
    address = url.partition("#")[0].strip()
    parts = ("url", source, address) if address else ("text", _settled(text))
    # Lone surrogates encode too: an id is had for whatever text there is.
    key = "\0".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(key, digest_size=_ID_BYTES).hexdigest()


def own_or_made_id(own: str, *, source: str, url: str, text: str) -> str:
    """Return the record's own id where that is a safe name, else one made of its content.

    Safe names are 1 to 64 of the characters A-Z a-z 0-9 . _ - other than "."
    and "..": they stand in addresses and file names as they are.
    """
    return own if _SAFE_NAME.fullmatch(own) else article_id(source, url, text)


def _settled(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
